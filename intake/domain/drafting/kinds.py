"""The kinds of item that an editor chooses from, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting.tree import control, words
from intake.domain.leg_maps import CONTROL


@dataclass(frozen=True)
class Kind:
    """A kind of item: FHIR's type and itemControl, its name for people, and what it is for."""

    type: str
    name: str
    use: str = ""
    repeats: bool = False
    control: str = ""


KINDS: dict[str, Kind] = {
    "page": Kind("group", "Page", "several questions on one page", control="page"),
    "group": Kind("group", "Section", "a heading; each question on its own page"),
    "display": Kind("display", "Text to read", "no answer"),
    "boolean": Kind("boolean", "Yes or no"),
    "choice": Kind("choice", "Choose one", "a list of answers"),
    "choices": Kind("choice", "Choose all that apply", "a list of answers", repeats=True),
    "leg-map": Kind(
        "choice", "Leg map", "a drawing; answers such as Left calf", repeats=True, control=CONTROL
    ),
    "open-choice": Kind("open-choice", "Choose one, or own words", "a list and a box"),
    "string": Kind("string", "Short answer", "one line"),
    "text": Kind("text", "Long answer", "several lines"),
    "integer": Kind("integer", "Whole number", "such as an age"),
    "decimal": Kind("decimal", "Number", "such as a temperature"),
    "quantity": Kind("quantity", "Number with a unit", "such as a weight"),
    "date": Kind("date", "Date"),
    "dateTime": Kind("dateTime", "Date and time"),
    "time": Kind("time", "Time of day"),
    "url": Kind("url", "Web address"),
    "attachment": Kind("attachment", "Photo or file"),
    "reference": Kind("reference", "Name of a person or place", "as text"),
}
WITH_OPTIONS = ("choice", "open-choice")
NUMBERS = ("integer", "decimal", "quantity")
# What only some types may have. What a new type has no use for is taken out with the old one.
WITH_LENGTH = ("string", "text", "url", "open-choice")
WITH_LIMITS = ("integer", "decimal", "date", "dateTime", "time")


def kind_of(item: Json) -> str:
    """Return the kind that an item is, by its key in KINDS; "" for a type that is none of R4's."""
    name = words(item, "type")
    if name == "group" and control(item) == "page":
        return "page"
    if name == "choice" and item.get("repeats") is True:
        return "leg-map" if control(item) == CONTROL else "choices"
    return name if name in KINDS else ""


def in_words(item: Json) -> str:
    """Say what kind of item it is."""
    kind = KINDS.get(kind_of(item))
    if kind is None:
        return f"Unknown type {words(item, 'type')}".strip()
    several = item.get("repeats") is True and not kind.repeats
    return f"{kind.name}, more than once" if several else kind.name
