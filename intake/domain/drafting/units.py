"""Units as people write them, and what they are formally."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from intake.domain import units as measuring
from intake.domain.document import Json
from intake.domain.drafting.tree import STRUCTURE, Node, extension, listed, set_extension, words
from intake.domain.values import Quantity

UNIT = f"{STRUCTURE}questionnaire-unit"
UNIT_OPTION = f"{STRUCTURE}questionnaire-unitOption"
UCUM = "http://unitsofmeasure.org"
TABLE = (
    "kg=kg g=g mg=mg lb=[lb_av] lbs=[lb_av] oz=[oz_av] m=m cm=cm mm=mm ft=[ft_i] in=[in_i] "
    "inches=[in_i] °c=Cel °f=[degF] mmhg=mm[Hg] bpm=/min %=% ml=mL minutes=min hours=h days=d "
    "weeks=wk months=mo years=a miles=[mi_i] km=km"
)
CODES = dict(pair.split("=") for pair in TABLE.split())


def units(item: Json) -> tuple[str, ...]:
    """Return the units that an answer can be given in."""
    if item.get("type") == "quantity":
        found = [each for each in listed(item, "extension") if each.get("url") == UNIT_OPTION]
        if found:
            return tuple(map(_name, found))
    one = extension(item, UNIT)
    return (_name(one),) if one else ()


def can_be_compared(item: Json, amount: Json) -> bool:
    """Say whether an amount, as a condition has it, means something in one of the item's units."""
    urls = (UNIT, UNIT_OPTION)
    found = [
        each.get("valueCoding") for each in listed(item, "extension") if each.get("url") in urls
    ]
    codings = [coding for coding in found if isinstance(coding, dict)]
    wanted = _one(words(amount, "unit"), amount)
    measures = [_one(words(coding, "display"), coding) for coding in codings]
    return not measures or any(measuring.comparable(wanted, each) for each in measures)


def _one(name: str, coding: Json) -> Quantity:
    code = words(coding, "code")
    return Quantity(Decimal(1), name or code, code, words(coding, "system"))


def set_units(item: Node, wanted: Sequence[str]) -> None:
    """Make these the units. One that was there stays as it was written."""
    if tuple(wanted) == units(item):
        return
    found = [e for e in listed(item, "extension") if e.get("url") in (UNIT, UNIT_OPTION)]
    known = {_name(each): each["valueCoding"] for each in found if "valueCoding" in each}
    for url in (UNIT, UNIT_OPTION):
        set_extension(item, url, None)
    codings = [known.get(name) or _coding(name) for name in wanted]
    if item.get("type") == "quantity":
        made = [{"url": UNIT_OPTION, "valueCoding": coding} for coding in codings]
        if made:
            item["extension"] = [*item.get("extension", []), *made]
    elif codings:
        set_extension(item, UNIT, {"valueCoding": codings[0]})


def _name(unit: Json) -> str:
    coding = unit.get("valueCoding")
    return (words(coding, "display") or words(coding, "code")) if isinstance(coding, dict) else ""


def _coding(name: str) -> Node:
    code = CODES.get(name.lower())
    return {"system": UCUM, "code": code, "display": name} if code else {"display": name}
