"""The cookie that lets one browser, and no one else, back to one unfinished response."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from clinic import languages
from intake import serving
from intake.answering import KEPT_FOR

PREFIX = "check_"
PATH = "/check/"
NAME = re.compile(rf"{PREFIX}([2-9a-z]{{16}})(?:_[a-z0-9-]+)?")


def give(response: HttpResponse, key: str, secret: bytes, *, until: datetime | None = None) -> None:
    """Hand the secret to the browser, for as long as the response is kept.

    That is a day from now; with a code it may be kept longer, `until` then. The browser shows it
    on the pages of the check alone, in whichever language.
    """
    longer = until - timezone.now() if until else KEPT_FOR
    for name, path in _cookies(key):
        response.set_cookie(
            name,
            base64.urlsafe_b64encode(secret).decode().rstrip("="),
            max_age=int(max(KEPT_FOR, longer).total_seconds()),
            path=path,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def take_back(response: HttpResponse, key: str) -> None:
    """Let the browser forget the secret."""
    for name, path in _cookies(key):
        response.delete_cookie(name, path=path, samesite="Lax")


def shown(request: HttpRequest, key: str) -> bytes:
    """Return the secret that the browser shows for this response; empty if it shows none."""
    text = request.COOKIES.get(_name(key, serving.spoken()), "")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""


def all_shown(request: HttpRequest) -> dict[str, bytes]:
    """Return the secrets, by key, of every response this browser may come back to."""
    keys = {match[1] for name in request.COOKIES if (match := NAME.fullmatch(name))}
    return {key: shown(request, key) for key in sorted(keys)}


def _cookies(key: str) -> Iterator[tuple[str, str]]:
    """Yield name and path of each cookie: the pages of every language have a path of their own."""
    yield _name(key), PATH
    for language in languages.others():
        yield _name(key, language), languages.address(PATH, language)


def _name(key: str, language: str = "") -> str:
    return f"{PREFIX}{key}_{language}" if language else f"{PREFIX}{key}"
