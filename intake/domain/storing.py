"""Answers as JSON that keeps everything: blanks, and what is there of what repeats."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from intake.domain.values import Answers, Attachment, Instances, Other, Quantity, Single, Value


def pack(answers: Answers) -> dict[str, Any]:
    """Return a JSON object that `unpack` makes the same answers of."""
    return {key: _packed(value) for key, value in answers.items()}


def unpack(document: dict[str, Any]) -> dict[str, Value | None]:
    return {key: _unpacked(value) for key, value in document.items()}


def _packed(value: Value | None) -> Any:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_single(each) for each in value]
    return _single(value)


def _single(value: Single | Instances) -> Any:
    match value:
        case bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case Quantity():
            return {"quantity": {**asdict(value), "value": str(value.value)}}
        case Other():
            return {"other": value.text}
        case Attachment():
            return {"attachment": asdict(value)}
        case Instances():
            return {"instances": list(value.numbers), "finished": value.finished}


def _unpacked(value: Any) -> Value | None:
    if isinstance(value, list):
        return tuple(_opened(each) for each in value)
    if isinstance(value, dict) and "instances" in value:
        return Instances(tuple(value["instances"]), value["finished"])
    return None if value is None else _opened(value)


def _opened(value: Any) -> Single:
    match value:
        case {"decimal": text}:
            return Decimal(text)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"time": text}:
            return time.fromisoformat(text)
        case {"quantity": quantity}:
            return Quantity(**{**quantity, "value": Decimal(quantity["value"])})
        case {"other": text}:
            return Other(text)
        case {"attachment": described}:
            return Attachment(**described)
    return value
