"""Whether a form was sent from a page of ours, where no token in it can say so."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

FROM_HERE = {"same-origin", "none"}


def is_foreign(request: HttpRequest) -> bool:
    """Say whether the browser tells that a page of another site sent this. Some tell nothing."""
    origin = request.headers.get("Origin")
    ours = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    if origin is not None and origin not in ours:
        return True
    return request.headers.get("Sec-Fetch-Site", "none") not in FROM_HERE
