"""The values of a definition, as real files write them: "5" is a number, and "2024" a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from intake.domain.items import ItemType
from intake.domain.validation.primitives import address_fault, is_integer
from intake.domain.values import Quantity, Single

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
LARGEST_EXPONENT = 30


class Unfit(ValueError):
    """This is no value of the kind that is wanted."""


def number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise Unfit(f"{raw!r} is not a number")
    try:
        found = Decimal(str(raw).strip())
    except InvalidOperation:
        raise Unfit(f"{raw!r} is not a number") from None
    if not found.is_finite() or abs(found.adjusted()) > LARGEST_EXPONENT:
        raise Unfit(f"{str(raw)[:40]} is not a number that anybody means")
    return found


def integer(raw: Any) -> int:
    found = number(raw)
    if found != found.to_integral_value():
        raise Unfit(f"{raw!r} is not a whole number")
    return int(found)


def truth(raw: Any) -> bool:
    found = {"true": True, "false": False}.get(str(raw).strip().lower())
    if found is None:
        raise Unfit(f"{raw!r} is neither true nor false")
    return found


def text(raw: Any) -> str:
    if isinstance(raw, bool | dict | list) or raw is None or not str(raw).strip():
        raise Unfit("there are no words")
    return str(raw)


def day(raw: Any, *, last: bool = False) -> date:
    """Read a date; a year or a month alone is its first day, or its last."""
    written = text(raw).strip()
    try:
        if partial := PARTIAL.fullmatch(written):
            year, month = int(partial[1]), int(partial[2] or (12 if last else 1))
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return date.fromisoformat(written[:10])
    except ValueError:
        raise Unfit(f"{written[:40]!r} is not a date, such as 2026-11-20") from None


def moment(raw: Any, *, last: bool = False) -> date | datetime:
    """Read a date, or a date with a time; without a zone the time is UTC."""
    written = text(raw).strip()
    if "T" not in written:
        return day(written, last=last)
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise Unfit(f"{written[:40]!r} is not a date with a time") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def clock(raw: Any) -> time:
    try:
        return time.fromisoformat(text(raw).strip()).replace(tzinfo=None)
    except ValueError:
        raise Unfit(f"{str(raw)[:40]!r} is not a time, such as 14:30:00") from None


def quantity(raw: Any) -> Quantity:
    if not isinstance(raw, dict):
        return Quantity(number(raw))
    unit, code, system = (
        raw[key] if isinstance(raw.get(key), str) else "" for key in ("unit", "code", "system")
    )
    return Quantity(number(raw.get("value")), unit or code, code, system)


def answerable(raw: Any) -> int:
    """Read a whole number that FHIR can hold."""
    found = integer(raw)
    if not is_integer(found):
        raise Unfit(f"{found} is too large a number")
    return found


def address(raw: Any) -> str:
    """Read the address of a page, or of whatever else has one."""
    found = text(raw).strip()
    if fault := address_fault(found):
        raise Unfit(fault.rstrip("."))
    return found


def reference(raw: Any) -> str:
    if isinstance(raw, dict):
        raw = raw.get("reference") or raw.get("display")
    return text(raw)


READERS: dict[ItemType, Callable[[Any], Single]] = {
    ItemType.BOOLEAN: truth,
    ItemType.INTEGER: answerable,
    ItemType.DECIMAL: number,
    ItemType.QUANTITY: quantity,
    ItemType.DATE: day,
    ItemType.DATETIME: moment,
    ItemType.TIME: clock,
    ItemType.STRING: text,
    ItemType.TEXT: text,
    ItemType.URL: address,
    ItemType.REFERENCE: reference,
}


def single(kind: ItemType, raw: Any) -> Single:
    """Return a value of the kind that this type of question takes, or raise Unfit."""
    reader = READERS.get(kind)
    if reader is None:
        raise Unfit(f"a {kind.value} takes no such value")
    if isinstance(raw, dict) and kind not in (ItemType.QUANTITY, ItemType.REFERENCE):
        raw = raw.get("value") or raw.get("display") or raw.get("code")
    return reader(raw)
