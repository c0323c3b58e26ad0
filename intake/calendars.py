"""An event for any calendar, as RFC 5545 wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

MIME = "text/calendar; charset=utf-8"
OCTETS = 75  # the most in a line
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def event(
    uid: str, summary: str, description: str, *, start: datetime, end: datetime, stamp: datetime
) -> bytes:
    """Return a calendar with one event, which keeps nobody's time taken and is private."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Upstream//Call//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(end)}",
        f"SUMMARY:{summary.translate(ESCAPED)}",
        f"DESCRIPTION:{description.translate(ESCAPED)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in _folded(lines)).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, long ones folded: never within a character, whatever its octets."""
    for line in lines:
        part = ""
        for sign in line:
            if len(f"{part}{sign}".encode()) > OCTETS:
                yield part
                part = " "
            part += sign
        yield part
