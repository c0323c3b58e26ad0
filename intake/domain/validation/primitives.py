"""FHIR R4's simple types: what JSON may stand for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

YEAR = r"(?!0000)\d{4}"
DAY = rf"{YEAR}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?"
ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
WHOLE_DAY = rf"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
DATE = re.compile(DAY, re.ASCII)
DATE_TIME = re.compile(rf"{DAY}|{WHOLE_DAY}T{CLOCK}{ZONE}", re.ASCII)
INSTANT = re.compile(rf"{WHOLE_DAY}T{CLOCK}{ZONE}", re.ASCII)
TIME = re.compile(CLOCK, re.ASCII)
ID = re.compile(r"[A-Za-z0-9.-]{1,64}", re.ASCII)
CODE = re.compile(r"[^\s]+(?:\s[^\s]+)*")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*", re.ASCII)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
OID = re.compile(r"[0-2](?:\.(?:0|[1-9]\d*))+", re.ASCII)
# What RFC 3986 allows nowhere in an address, unescaped; letters of other scripts are let be.
NOT_IN_ADDRESSES = re.compile(r'[\s<>"{}|\\^`\x00-\x1f]')
LONGEST_TEXT = 1_048_576
LARGEST_INTEGER = 2**31 - 1


def is_decimal(value: Any) -> bool:
    kind = type(value)
    if kind is float:
        return value == value and value not in (float("inf"), float("-inf"))
    return kind is int or (kind is Decimal and value.is_finite())


def is_integer(value: Any) -> bool:
    return type(value) is int and -LARGEST_INTEGER - 1 <= value <= LARGEST_INTEGER


def is_text(value: Any) -> bool:
    return type(value) is str and value != "" and len(value) <= LONGEST_TEXT


def is_day(value: Any) -> bool:
    return type(value) is str and DATE.fullmatch(value) is not None and start(value) is not None


def is_moment(value: Any) -> bool:
    return (
        type(value) is str and DATE_TIME.fullmatch(value) is not None and start(value) is not None
    )


def like(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: type(value) is str and pattern.fullmatch(value) is not None


def address_fault(value: str) -> str:
    """Return what is wrong with a uri, or nothing."""
    if value.startswith("urn:uuid:") and not UUID.fullmatch(value[9:]):
        return f"UUIDs must be valid and lowercase ({value[9:109]})."
    if value.startswith("urn:oid:") and not OID.fullmatch(value[8:]):
        return f"OIDs must be valid ({value[8:108]})."
    if found := NOT_IN_ADDRESSES.search(value):
        return f"An address cannot have {found.group()!r} in it."
    return ""


# By FHIR's name: whether a JSON value can be it, and that in words.
SIMPLE: dict[str, tuple[Callable[[Any], bool], str]] = {
    "boolean": (lambda value: type(value) is bool, "true or false"),
    "integer": (is_integer, "a whole number"),
    "unsignedInt": (lambda value: is_integer(value) and value >= 0, "a whole number, not negative"),
    "decimal": (is_decimal, "a number"),
    "string": (is_text, "a text that is not empty"),
    "code": (like(CODE), "a code, without spaces around it"),
    "id": (like(ID), "an id: up to 64 letters, digits, hyphens and full stops"),
    "uri": (is_text, "an address"),
    "canonical": (is_text, "an address"),
    "date": (is_day, "a date such as 2026-11-20"),
    "dateTime": (is_moment, "a date, or a date with time and zone"),
    "instant": (like(INSTANT), "a date with time and zone"),
    "time": (like(TIME), "a time such as 14:30:00"),
    "base64Binary": (like(BASE64), "base64"),
    "markdown": (is_text, "a text that is not empty"),
    "xhtml": (is_text, "XHTML"),
}


def start(value: str) -> datetime | None:
    """Return the moment in which a date begins, however much of it is given; None: no such day.

    Without a zone, it is taken as UTC. Java and .NET compare partial dates in this way as well.
    """
    day, _, clock = value.partition("T")
    try:
        first = date.fromisoformat(f"{day}-01-01"[:10] if len(day) < 10 else day)
        if not clock:
            return datetime(first.year, first.month, first.day, tzinfo=UTC)
        # A leap second is the next minute's first.
        moment = datetime.fromisoformat(value.replace(":60", ":59").replace("Z", "+00:00"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def number(value: Any) -> Decimal | None:
    """Return a JSON number as it was written, or None where this is none."""
    if not is_decimal(value):
        return None
    return value if type(value) is Decimal else Decimal(str(value))


def decimals(value: Any) -> int:
    """Return how many digits stand behind the point."""
    exponent = Decimal(str(value)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
