"""One answer as FHIR writes it (`{"valueDate": "2026-11-26"}`), and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from intake.domain.document import Json
from intake.domain.items import Item, ItemType, Option, offered
from intake.domain.values import Attachment, Other, Quantity, Single

KINDS = {
    ItemType.BOOLEAN: "valueBoolean",
    ItemType.INTEGER: "valueInteger",
    ItemType.DECIMAL: "valueDecimal",
    ItemType.QUANTITY: "valueQuantity",
    ItemType.DATE: "valueDate",
    ItemType.DATETIME: "valueDateTime",
    ItemType.TIME: "valueTime",
    ItemType.STRING: "valueString",
    ItemType.TEXT: "valueString",
    ItemType.URL: "valueUri",
    ItemType.REFERENCE: "valueReference",
    ItemType.ATTACHMENT: "valueAttachment",
}
FILE = "urn:uuid:"


def write_value(item: Item, value: Single) -> dict[str, Any]:
    """Return the answer of a QuestionnaireResponse that stands for this value."""
    if isinstance(value, Other):
        return {"valueString": value.text}
    if item.is_choice:
        option = item.option(str(value))
        return _chosen(option) if option else {"valueString": str(value)}
    return {KINDS[item.type]: _written(item, value)}


def read_value(item: Item, answer: Json) -> Single | None:
    """Return the value of an answer, or None where it is of no kind that this item takes."""
    kind = next((key for key in answer if key.startswith("value")), "")
    if item.is_choice:
        return _option_or_words(item, kind, answer.get(kind))
    if kind not in (KINDS.get(item.type), *LENIENT.get(item.type, ())):
        return None
    try:
        return READERS[kind](answer[kind])
    except (ValueError, TypeError, KeyError, InvalidOperation):
        return None


def find_option(item: Item, kind: str, value: Any) -> Option | None:
    """Return the option that a typed value (a Coding, a whole number, ...) means.

    A Coding without a system means the option of that code, whatever its system.
    """
    if item.is_open_ended:
        return offered(value) if kind == "valueCoding" and isinstance(value, Mapping) else None
    if kind != "valueCoding":
        plain = value.get("reference") if isinstance(value, Mapping) else str(value)
        same = (each for each in item.options if each.kind == kind and each.plain == plain)
        return next(same, None)
    if not isinstance(value, Mapping):
        return None
    code, system = value.get("code"), value.get("system", "")
    codings = [each for each in item.options if each.kind == kind]
    alike = [each for each in codings if each.plain == code]
    exact = [each for each in alike if each.system == system]
    loose = [each for each in alike if not (each.system and system)]
    shown = [each for each in codings if code is None and each.display == value.get("display")]
    return next(iter([*exact, *loose, *shown]), None)


def _chosen(option: Option) -> dict[str, Any]:
    match option.kind:
        case "valueCoding":
            if not option.is_coded:
                return {"valueCoding": {"display": option.plain}}
            coding = {"code": option.plain, "display": option.display}
            return {"valueCoding": {"system": option.system, **coding} if option.system else coding}
        case "valueInteger":
            return {"valueInteger": int(option.plain)}
        case "valueReference":
            return {"valueReference": {"reference": option.plain, "display": option.display}}
    return {option.kind: option.plain}


def _option_or_words(item: Item, kind: str, value: Any) -> Single | None:
    if option := find_option(item, kind, value):
        return option.code
    if isinstance(value, Mapping):
        value = value.get("display") or value.get("code") or value.get("reference")
    return Other(str(value)) if value not in (None, "") else None


def _written(item: Item, value: Single) -> Any:
    match value:
        case bool():
            return value
        case Quantity():
            named = {"unit": value.unit, "system": value.system, "code": value.code}
            return {"value": number(value.value), **{k: v for k, v in named.items() if v}}
        case Attachment():
            described = {"contentType": value.content_type, "title": value.title}
            kept = {k: v for k, v in described.items() if v}
            return {**kept, "url": FILE + value.id, "size": value.size}
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return number(value)
    return {"display": value} if item.type == ItemType.REFERENCE else value


def number(value: Decimal) -> int | float:
    """Return a number that JSON can hold: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("not a number")
    return Decimal(str(value))


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither true nor false")
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    return value


def _day(value: Any) -> date:
    """Read a date; of a year or a month alone the first day."""
    year, *rest = (int(part) for part in _text(value).split("-"))
    month, day = (*rest, 1, 1)[:2]
    return date(year, month, day)


def _moment(value: Any) -> date | datetime:
    if "T" not in _text(value):
        return _day(value)
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _object(value: Any) -> Json:
    if not isinstance(value, Mapping):
        raise ValueError("not an object")
    return value


def _quantity(value: Any) -> Quantity:
    value = _object(value)
    texts = {key: _text(value.get(key, "")) for key in ("unit", "code", "system")}
    return Quantity(_decimal(value["value"]), **texts)


def _attachment(value: Any) -> Attachment:
    size = _object(value).get("size")
    return Attachment(
        id=_text(value.get("url", "")).removeprefix(FILE),
        content_type=_text(value.get("contentType", "")),
        title=_text(value.get("title", "")),
        size=size if type(size) is int else 0,
    )


def _reference(value: Any) -> str:
    value = _object(value)
    return _text(value.get("display") or value.get("reference"))


READERS: dict[str, Callable[[Any], Single]] = {
    "valueBoolean": _boolean,
    "valueInteger": _integer,
    "valueDecimal": _decimal,
    "valueQuantity": _quantity,
    "valueDate": _day,
    "valueDateTime": _moment,
    "valueTime": lambda value: time.fromisoformat(_text(value)),
    "valueString": _text,
    "valueUri": _text,
    "valueUrl": _text,
    "valueReference": _reference,
    "valueAttachment": _attachment,
}
# Numbers and dates that other software writes a little differently.
LENIENT: dict[ItemType, tuple[str, ...]] = {
    ItemType.DECIMAL: ("valueInteger",),
    ItemType.DATETIME: ("valueDate",),
    ItemType.URL: ("valueUrl", "valueString"),
    ItemType.REFERENCE: ("valueString",),
}
