"""Which pages a proxy or a browser may keep, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

View = Callable[..., HttpResponse]
NextChange = Callable[[datetime], datetime | None]

SECONDS = 60


def public(seconds: int = SECONDS, *, until: NextChange | None = None) -> Callable[[View], View]:
    """Let anyone keep a page for so long. What is not marked so, nobody may keep.

    A page that changes by itself says `until` when: nobody keeps it beyond that moment, and not
    beyond midnight, when what it says of days may turn.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            now = timezone.now()  # before the page is made: a change in between counts
            response = view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD") and response.status_code < 400:
                keep(response, seconds, until=until, now=now)
            return response

        return marked

    return decorate


def keep(
    response: HttpResponse, seconds: int, *, until: NextChange | None, now: datetime
) -> HttpResponse:
    """Mark an answer that was made at a moment, unless it says itself who may keep it."""
    if "Cache-Control" not in response:
        if until:
            seconds = min(seconds, seconds_left(until(now), now))
        response["Cache-Control"] = f"public, max-age={seconds}"
    return response


def seconds_left(change: datetime | None, now: datetime) -> int:
    """Return the whole seconds from this moment to a change, or to midnight if that is first."""
    end = min(filter(None, (change, midnight_after(now))))
    return max(0, int((end - timezone.now()).total_seconds()))


def midnight_after(moment: datetime) -> datetime:
    """Return when the next day begins where the clinic is."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, timezone.get_default_timezone())
