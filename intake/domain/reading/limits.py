"""The limits of an answer: how much, how long, how many, in what form and unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from clinic.marking import gettext_noop
from intake.domain import patterns
from intake.domain.document import Json
from intake.domain.items import Constraint, ItemType, Unit
from intake.domain.reading import values
from intake.domain.reading.extensions import every, first, kind_and_value, value, words
from intake.domain.reading.logic import Scope
from intake.domain.terminology import ValueSets
from intake.domain.turning import straight
from intake.domain.values import Single

# What we take from a patient: photos, and documents as PDF.
TAKEN = (
    *("image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp"),
    *("image/heic", "image/heif", "application/pdf"),
)
ANY_OF_OURS = ("*/*", "image/*", "*")
NUMBERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "min_length": ("minLength", values.integer),
    "max_decimals": ("maxDecimalPlaces", values.integer),
    "min_occurs": ("minOccurs", values.integer),
    "max_occurs": ("maxOccurs", values.integer),
    "max_size": ("maxSize", values.number),
    "min_quantity": ("minQuantity", values.quantity),
    "max_quantity": ("maxQuantity", values.quantity),
}
MOVING = {
    "minValue": (">=", gettext_noop("Enter a higher value. This one is too low.")),
    "maxValue": ("<=", gettext_noop("Enter a lower value. This one is too high.")),
}
TODAY = {
    "minValue": gettext_noop("Enter today's date or a later one."),
    "maxValue": gettext_noop("Enter today's date or an earlier one."),
}


def read_limits(item: Json, kind: ItemType) -> tuple[dict[str, Any], list[str]]:
    """Return fields of an Item by name, and why some of what is written was not read."""
    fields: dict[str, Any] = {}
    faults: list[str] = []

    def take(field: str, name: str, raw: Any, reader: Callable[[Any], Any]) -> None:
        try:
            fields[field] = reader(raw)
        except values.Unfit as error:
            faults.append(f"its {name} cannot be read: {error}.")

    if "maxLength" in item:
        take("max_length", "maxLength", item["maxLength"], values.integer)
    for field, (name, reader) in NUMBERS.items():
        if extension := first(item, name):
            take(field, name, value(extension), reader)
    for field, name in (("min_value", "minValue"), ("max_value", "maxValue")):
        if (extension := first(item, name)) and not _moving(extension):
            if kind == ItemType.QUANTITY:
                take(field.replace("value", "quantity"), name, value(extension), values.quantity)
            else:
                take(field, name, value(extension), _limit(kind, last=name == "maxValue"))
    fields["entry_format"] = str(value(first(item, "entryFormat")) or "")
    fields["pattern"] = _pattern(item, faults)
    fields["mime_types"] = _mime_types(item, kind, faults)
    return fields, faults


def kept(given: Single, fields: dict[str, Any]) -> Single:
    """Return a value that its question's own limits let be its answer, or raise Unfit."""
    least, most = fields.get("min_value"), fields.get("max_value")
    if isinstance(given, str) and len(given) > (fields.get("max_length") or len(given)):
        raise values.Unfit(f"it is longer than {fields['max_length']} characters")
    if _is_below(given, least) or _is_below(most, given):
        raise values.Unfit(f"{given} is outside its own limits")
    return given


def _is_below(one: Any, other: Any) -> bool:
    return _ranks(one) == _ranks(other) is not None and bool(one < other)


def _ranks(given: Any) -> object:
    """Return what a value can be compared among."""
    if isinstance(given, int | Decimal) and not isinstance(given, bool):
        return Decimal
    return type(given) if isinstance(given, date | time) else None


def _limit(kind: ItemType, *, last: bool) -> Callable[[Any], Any]:
    """Return how a limit of this type of question is read."""
    if kind in (ItemType.DATE, ItemType.DATETIME):
        reader = values.day if kind == ItemType.DATE else values.moment
        return lambda raw: reader(raw, last=last)
    if kind == ItemType.TIME:
        return values.clock
    return values.integer if kind == ItemType.INTEGER else values.number


def _moving(extension: Json) -> Json:
    """Return the calculated value of a limit, such as today, or nothing where it stands fast."""
    kind, _ = kind_and_value(extension, "_value")
    beside = extension.get(kind) if kind else None
    if not isinstance(beside, dict):
        return {}
    return first(beside, "calculatedValue") or _cqf(beside)


def _cqf(beside: Json) -> Json:
    return first(beside, "cqf-calculatedValue") or first(beside, "cqf-expression")


def read_moving_limits(item: Json, scope: Scope) -> tuple[tuple[Constraint, ...], list[str]]:
    """Return the limits that have to be worked out, as constraints."""
    found: list[Constraint] = []
    faults: list[str] = []
    for name, (operator, human) in MOVING.items():
        moving = _moving(first(item, name))
        if not moving:
            continue
        judged = scope.judge(value(moving))
        if judged.reason:
            faults.append(f"its {name} {judged.reason}.")
            continue
        human = TODAY[name] if judged.text == "today()" else human
        found.append(Constraint(name, f"answer.value.all($this {operator} ({judged.text}))", human))
    return tuple(found), faults


def _pattern(item: Json, faults: list[str]) -> str:
    pattern = words(*_only(first(item, "regex")))
    if pattern and (fault := patterns.check(pattern)):
        faults.append(f"its regex cannot be used: {fault}")
        return ""
    return pattern


def _only(extension: Json) -> tuple[Json, str]:
    return extension, kind_and_value(extension)[0]


def _mime_types(item: Json, kind: ItemType, faults: list[str]) -> tuple[str, ...]:
    """Return the kinds of files that are asked for and that we take."""
    asked = [str(value(each) or "").strip().lower() for each in every(item, "mimeType")]
    if kind != ItemType.ATTACHMENT or not asked:
        return ()
    away = [name for name in asked if name not in TAKEN and name not in ANY_OF_OURS]
    if away:
        faults.append(f"files of these kinds are not taken: {', '.join(dict.fromkeys(away))}.")
    return tuple(dict.fromkeys(name for name in asked if name not in away))


def read_units(item: Json, sets: ValueSets, faults: list[str]) -> tuple[Unit, ...]:
    """Return the units that a number can be given in, the first one foremost.

    Where options list them, its usual unit is one of these, or none.
    """
    usual, options = (
        [_unit(each.get("valueCoding") or value(each)) for each in every(item, name)]
        for name in ("unit", "unitOption")
    )
    canonical = str(value(first(item, "unitValueSet")) or "")
    if canonical:
        codings = sets.find(canonical)
        if codings is None:
            faults.append(f"the value set of its units is not known: {canonical}.")
        options += [
            Unit(each.display or each.code, each.code, each.system) for each in codings or ()
        ]
    names = {unit.code or unit.display for unit in options}
    for unit in usual if options else ():
        if (unit.code or unit.display) not in names:
            faults.append(f"its unit {unit.display} is none of the units that it offers.")
    found = [unit for unit in usual if not options or (unit.code or unit.display) in names]
    known = dict.fromkeys(unit for unit in found + options if unit.display)
    by_code = {(unit.system, unit.code or unit.display): unit for unit in reversed(known)}
    return tuple(unit for unit in known if unit in by_code.values())


def _unit(raw: Any) -> Unit:
    if isinstance(raw, str):
        return Unit(straight(raw).strip())
    code = words(raw, "code")
    return Unit(straight(words(raw, "display")) or code, code, words(raw, "system"))
