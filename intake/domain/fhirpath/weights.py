"""The score of an answer, as weight() and ordinal() ask for it (Structured Data Capture)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from intake.domain.document import Json

BASE = "http://hl7.org/fhir/StructureDefinition/"
SCORES = {
    f"{BASE}{name}"
    for name in (
        "itemWeight",
        "ordinalValue",
        "questionnaire-ordinalValue",
        "valueset-ordinalValue",
        "codesystem-ordinalValue",
        "iso21090-CO-value",
    )
}


class Weights:
    """The scores that one response's answers have by themselves or by their questionnaire."""

    def __init__(self, response: Json | None, questionnaire: Json | None) -> None:
        self.response = response or {}
        self.questionnaire = questionnaire or {}

    def of(self, element: Any) -> Decimal | None:
        """Return the score of an answer or of its value, or None where nobody gave it one."""
        if not isinstance(element, Mapping):
            return None
        own = _score(element)
        return own if own is not None else self._by_option(element)

    def _by_option(self, element: Json) -> Decimal | None:
        value = _value(element) if _value(element) is not None else element
        link_id = self._link_ids.get(id(element))
        options = self._options.get(link_id, []) if link_id else self._every_option
        found = {_score(option) for option in options if _same(_value(option), value)} - {None}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _link_ids(self) -> dict[int, str]:
        """Where each answer and each value stands. By identity: equal ones stand in many places."""
        return {
            id(part): str(item.get("linkId", ""))
            for item in _items(self.response)
            for answer in _list(item, "answer")
            for part in (answer, _value(answer))
            if isinstance(part, Mapping)
        }

    @cached_property
    def _options(self) -> dict[str, list[Json]]:
        return {
            str(item.get("linkId", "")): [*_list(item, "answerOption"), *self._of_set(item)]
            for item in _items(self.questionnaire)
        }

    @property
    def _every_option(self) -> list[Json]:
        return [option for options in self._options.values() for option in options]

    def _of_set(self, item: Json) -> Iterator[Json]:
        """Yield the concepts of a contained value set as if they were options."""
        address = str(item.get("answerValueSet", ""))
        for resource in _list(self.questionnaire, "contained"):
            if address == f"#{resource.get('id')}":
                for include in _list(_part(resource, "compose"), "include"):
                    for concept in _list(include, "concept"):
                        yield {"valueCoding": {"system": include.get("system"), **concept}}
                for concept in _list(_part(resource, "expansion"), "contains"):
                    yield {"valueCoding": concept}


def _score(element: Json) -> Decimal | None:
    """Return the score that stands on an element, or on its value."""
    value = _value(element)
    on_primitive = next((element[key] for key in element if key.startswith("_value")), None)
    for holder in (element, value, on_primitive):
        for extension in _list(holder, "extension") if isinstance(holder, Mapping) else ():
            score = extension.get("valueDecimal", extension.get("valueInteger"))
            if extension.get("url") in SCORES and isinstance(score, int | float | Decimal):
                return Decimal(str(score))
    return None


def _value(element: Json) -> Any:
    """Return an answer's or an option's value[x]."""
    typed = (key for key in element if key.startswith("value") and key[5:6].isupper())
    return next((element[key] for key in typed), None)


def _same(one: Any, other: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return type(one) is type(other) and one is not None and bool(one == other)
    systems = {part["system"] for part in (one, other) if part.get("system")}
    name = "code" if one.get("code") or other.get("code") else "display"
    return len(systems) < 2 and one.get(name) is not None and one.get(name) == other.get(name)


def _items(element: Json) -> Iterator[Json]:
    waiting = [element]
    while waiting:
        here = waiting.pop()
        for item in _list(here, "item"):
            yield item
            waiting += [item, *_list(item, "answer")]


def _list(element: Json, key: str) -> list[Json]:
    found = element.get(key)
    return [part for part in found if isinstance(part, Mapping)] if isinstance(found, list) else []


def _part(element: Json, key: str) -> Json:
    found = element.get(key)
    return found if isinstance(found, Mapping) else {}
