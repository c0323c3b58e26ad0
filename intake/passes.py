"""The cookie that lets one browser, and no one else, back to one unfinished response."""

from __future__ import annotations

import base64
import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from intake.answering import KEPT_FOR

PREFIX = "check_"
PATH = "/check/"
NAME = re.compile(rf"{PREFIX}([2-9a-z]{{16}})")


def give(response: HttpResponse, key: str, secret: bytes, *, until: datetime | None = None) -> None:
    """Hand the secret to the browser, for as long as the response is kept.

    That is a day from now; with a code it may be kept longer, `until` then.
    """
    longer = until - timezone.now() if until else KEPT_FOR
    response.set_cookie(
        f"{PREFIX}{key}",
        base64.urlsafe_b64encode(secret).decode().rstrip("="),
        max_age=int(max(KEPT_FOR, longer).total_seconds()),
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: HttpResponse, key: str) -> None:
    """Let the browser forget the secret."""
    response.delete_cookie(f"{PREFIX}{key}", path=PATH, samesite="Lax")


def shown(request: HttpRequest, key: str) -> bytes:
    """Return the secret that the browser shows for this response; empty if it shows none."""
    text = request.COOKIES.get(f"{PREFIX}{key}", "")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""


def all_shown(request: HttpRequest) -> dict[str, bytes]:
    """Return the secrets, by key, of every response this browser may come back to."""
    keys = [match[1] for name in request.COOKIES if (match := NAME.fullmatch(name))]
    return {key: shown(request, key) for key in keys}
