"""Counters that slow down whoever tries too often. They hold no address and no name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic.models import Tally

HIT = """
INSERT INTO clinic_tally ("key", ends_at, "count") VALUES (%s, %s, 1)
ON CONFLICT ("key", ends_at) DO UPDATE SET "count" = clinic_tally."count" + 1
RETURNING "count"
"""


def allow(name: str, request: HttpRequest, *, limit: int, seconds: int) -> bool:
    """Count one try from this client and say whether it is within the limit."""
    return hit(f"{name} {neighbourhood(client_address(request))}", seconds) <= limit


def hit(name: str, seconds: int) -> int:
    """Count one try under a name and return the tries in this stretch of time."""
    ends_at = _end(seconds)
    adapted = connection.ops.adapt_datetimefield_value(ends_at)
    with connection.cursor() as cursor:
        cursor.execute(HIT, [_key(name, seconds), adapted])
        return cursor.fetchone()[0]


def take_back(name: str, seconds: int) -> None:
    """Let the last try under a name in this stretch of time not count."""
    _tally(name, seconds).filter(count__gt=0).update(count=F("count") - 1)


def forgive(name: str, seconds: int) -> None:
    """Forget all tries under a name in this stretch of time."""
    _tally(name, seconds).delete()


def forget_old(now: datetime) -> int:
    """Delete counters whose time is over."""
    return Tally.objects.filter(ends_at__lt=now).delete()[0]


def client_address(request: HttpRequest) -> str:
    """Return who asks. What a client claims of itself counts only behind our own proxy."""
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return told or request.META["REMOTE_ADDR"]
    return request.META["REMOTE_ADDR"]


def neighbourhood(address: str) -> str:
    """Return what one household shares: an IPv4 address, or the first half of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return str(IPv6Address(int(parsed) >> 64 << 64) if parsed.version == 6 else parsed)


def _tally(name: str, seconds: int) -> QuerySet[Tally]:
    return Tally.objects.filter(key=_key(name, seconds), ends_at=_end(seconds))


def _key(name: str, seconds: int) -> str:
    return salted_hmac("clinic.throttle", f"{seconds} {name}", algorithm="sha256").hexdigest()


def _end(seconds: int) -> datetime:
    number = int(timezone.now().timestamp()) // seconds
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(number + 1) * seconds)
