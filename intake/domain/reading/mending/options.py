"""Options whose value is not of the kind that it is said to be, or of a kind that R4 has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from intake.domain.document import Json
from intake.domain.items import Option
from intake.domain.reading import values
from intake.domain.reading.extensions import kind_and_value
from intake.domain.reading.options import read_option
from intake.domain.validation.primitives import TIME, is_day, is_integer, like

Say = Callable[[str], None]
# What the options of a question of a plain type are; a type that has none here has no options.
LISTED = {
    "string": "valueString",
    "text": "valueString",
    "integer": "valueInteger",
    "date": "valueDate",
    "time": "valueTime",
    "reference": "valueReference",
    "decimal": "",
    "dateTime": "",
    "url": "",
}
OBJECTS = ("valueCoding", "valueReference")
PLAIN: dict[str, tuple[Callable[[Any], bool], Callable[[Any], Any]]] = {
    "valueInteger": (is_integer, values.integer),
    "valueDate": (is_day, lambda raw: values.day(raw).isoformat()),
    "valueTime": (like(TIME), lambda raw: values.clock(raw).isoformat()),
}


def are_of(kind: str, listed: Iterable[Json]) -> bool:
    """Say whether options are all of the kind that a question of this type is answered with."""
    return all(kind_and_value(each)[0] == LISTED[kind] for each in listed)


def as_answered(entry: dict[str, Any], say: Say) -> dict[str, Any]:
    """Return an option with a value that can be the answer: of its kind, or else its words."""
    kind, raw = kind_and_value(entry)
    option = read_option(entry)
    if option is None or _fits(kind, raw):
        return entry
    found, answer = _found(kind, raw, option)
    say(f"its option {option.display!r} is not written as a {kind[5:]}; it is now a {found[5:]}.")
    renamed = {kind: found, f"_{kind}": f"_{found}"}
    return {renamed.get(key, key): answer if key == kind else entry[key] for key in entry}


def _fits(kind: str, raw: Any) -> bool:
    if kind in OBJECTS:
        return isinstance(raw, dict)
    return PLAIN[kind][0](raw) if kind in PLAIN else kind == "valueString" and isinstance(raw, str)


def _found(kind: str, raw: Any, option: Option) -> tuple[str, Any]:
    """Return the kind and the value that an option can be answered with."""
    if isinstance(raw, dict):
        return "valueCoding", raw
    if option.kind == kind and kind in PLAIN:
        fits, read = PLAIN[kind]
        if fits(answer := read(raw)):
            return kind, answer
    return "valueString", option.plain
