"""Which pages a proxy or a browser may keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def public(seconds: int = 60) -> Callable[[View], View]:
    """Let anyone keep a page for so long. What is not marked so, nobody may keep."""

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD") and response.status_code < 400:
                response.setdefault("Cache-Control", f"public, max-age={seconds}")
            return response

        return marked

    return decorate
