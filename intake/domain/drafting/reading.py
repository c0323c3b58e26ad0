"""A question of the document as its form shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.conditions import Clause, clauses
from intake.domain.drafting.kinds import kind_of
from intake.domain.drafting.options import Choice, choices
from intake.domain.drafting.tree import STRUCTURE, words
from intake.domain.drafting.units import units

MIN_VALUE, MAX_VALUE = f"{STRUCTURE}minValue", f"{STRUCTURE}maxValue"
MIN_LENGTH = f"{STRUCTURE}minLength"
MAX_DECIMALS = f"{STRUCTURE}maxDecimalPlaces"
PATIENT = f"{STRUCTURE}Patient#"
FORMULA = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"


@dataclass(frozen=True)
class Question:
    """What can be changed about an item. Limits are as they are typed."""

    link_id: str
    kind: str
    text: str
    required: bool
    repeats: bool
    hint: str
    why: str
    options: tuple[Choice, ...]
    units: tuple[str, ...]
    minimum: str
    maximum: str
    min_length: str
    max_length: str
    max_decimals: str
    conditions: tuple[Clause, ...]
    is_any: bool
    parent: str
    value_set: str
    role: str


def question(document: Json, name: str) -> Question:
    """Return an item as its form shows it, or raise Gone."""
    spot = tree.find(dict(document), name)
    item = spot.node
    return Question(
        link_id=name,
        kind=kind_of(item),
        text=words(item, "text"),
        required=item.get("required") is True,
        repeats=item.get("repeats") is True,
        hint=helping(item, "prompt"),
        why=helping(item, "help"),
        options=choices(item),
        units=units(item),
        minimum=value_of(item, MIN_VALUE),
        maximum=value_of(item, MAX_VALUE),
        min_length=value_of(item, MIN_LENGTH),
        max_length=str(item.get("maxLength", "")),
        max_decimals=value_of(item, MAX_DECIMALS),
        conditions=clauses(item),
        is_any=item.get("enableBehavior") == "any",
        parent=tree.link_id(spot.parent) if spot.parent else "",
        value_set=words(item, "answerValueSet"),
        role=words(item, "definition").removeprefix(PATIENT),
    )


def helping(item: Json, code: str) -> str:
    found = tree.helper(item, code)
    return words(found, "text") if found else ""


def value_of(item: Json, url: str) -> str:
    """Return the value of an extension as a person types it."""
    found: Any = tree.extension(item, url)
    return next((str(each) for key, each in found.items() if key.startswith("value")), "")
