"""How long anyone may keep a page that shows articles: until the next planned change at most."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from articles.models import Edition
from clinic import caching

until_change = caching.public(until=Edition.objects.next_change)


def keep(response: HttpResponse, now: datetime) -> HttpResponse:
    """Mark an answer that no view made."""
    until = Edition.objects.next_change
    return caching.keep(response, caching.SECONDS, until=until, now=now)
