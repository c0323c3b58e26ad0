"""A Questionnaire's document as a validator reads it: whatever is odd in it, nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from intake.domain.terminology import objects
from intake.domain.turning import straight

Json = dict[str, Any]

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
TRANSLATION = f"{STRUCTURE}translation"
EXCLUSIVE = f"{STRUCTURE}questionnaire-optionExclusive"
MIN_OCCURS = f"{STRUCTURE}questionnaire-minOccurs"
MAX_OCCURS = f"{STRUCTURE}questionnaire-maxOccurs"
# An item with one of these is not always asked, or its words are not always the same.
ENABLING = f"{SDC}enableWhenExpression"
TEXT_EXPRESSIONS = (f"{STRUCTURE}cqf-expression", f"{SDC}textExpression")
CONSTRAINTS = (f"{STRUCTURE}questionnaire-constraint", f"{STRUCTURE}targetConstraint")

MOST_DEPTH = 60
NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
# Both keep their answers within their items: R4's abstract "question" is read like a group.
GROUPS = ("group", "question")
_KINDS = """
group question display boolean decimal integer date dateTime time string text url choice open-choice
attachment reference quantity
"""
KINDS = frozenset(_KINDS.split())


NOTHING: dict[str, list[Json]] = {}


class Part:
    """An element with extensions. `value` and `values` look them up by url."""

    def __init__(self, node: Json) -> None:
        self.node = node
        self.extensions = _by_url(node["extension"]) if "extension" in node else NOTHING

    def values(self, url: str) -> Iterator[Any]:
        """Yield the values of the extensions with this url."""
        for extension in self.extensions.get(url, ()):
            yield from (value for name, value in extension.items() if name.startswith("value"))

    def value(self, url: str) -> Any:
        return next(self.values(url), None)

    def whole(self, url: str) -> int | None:
        """Return a whole number from an extension."""
        value = self.value(url)
        return value if type(value) is int else None

    @property
    def has_constraints(self) -> bool:
        return any(url in self.extensions for url in CONSTRAINTS)

    @property
    def constraint_keys(self) -> list[str]:
        """Return the keys of what is required in FHIRPath; one without a key goes by its number."""
        found = [Part(each) for url in CONSTRAINTS for each in self.extensions.get(url, ())]
        return [
            str(part.value("key") or number)
            for number, part in enumerate(found, start=1)
            if part.value("expression")
        ]

    def text(self, name: str) -> str:
        value = self.node.get(name)
        return value if isinstance(value, str) else ""


class Option(Part):
    """A permitted answer: the name of its type ("Coding", "Integer", ...) and its value."""

    def __init__(self, node: Json) -> None:
        super().__init__(node)
        name = next((name for name in node if name.startswith("value")), "value")
        self.kind = name.removeprefix("value")
        self.given = _unquoted(self.kind, node.get(name))


class Question(Part):
    """One item of the definition: a group, a question, or a text."""

    def __init__(self, node: Json, depth: int = 0) -> None:
        super().__init__(node)
        self.link_id = self.text("linkId")
        self.type = self.text("type")
        self.words = self.text("text")
        self.is_group = self.type in GROUPS
        self.required = node.get("required") is True
        self.repeats = node.get("repeats") is True
        self.items = _items(node, depth)
        self.places = _places(self.items)
        self.options = [Option(option) for option in objects(node.get("answerOption"))]
        self.kinds = {option.kind for option in self.options}

    @property
    def has_conditions(self) -> bool:
        return bool(self.node.get("enableWhen")) or ENABLING in self.extensions

    def is_label(self, words: str) -> bool:
        """Say whether this shows these words, as some do in place of a question's own text."""
        return self.type == "display" and words.split() == self.words.split()

    def is_called(self, words: str) -> bool:
        """Say whether these words are the item's own, in one of its languages."""
        if words.split() in (self.words.split(), straight(self.words).split()):
            return True
        if not self.words and any(each.is_label(words) for each in self.items):
            return True
        described = Part(node) if isinstance(node := self.node.get("_text"), dict) else None
        if described is None:
            return False
        if any(url in described.extensions for url in TEXT_EXPRESSIONS):
            return True
        return any(
            part.get("url") == "content" and words in (part.get("valueString"), "")
            for extension in described.extensions.get(TRANSLATION, ())
            for part in objects(extension.get("extension"))
        )


class Definition(Part):
    """The whole questionnaire. Worth keeping where many responses to it are checked."""

    @cached_property
    def items(self) -> list[Question]:
        return _items(self.node, 0)

    @cached_property
    def places(self) -> dict[str, int]:
        return _places(self.items)

    @cached_property
    def every(self) -> list[Question]:
        return list(_every(self.items))

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.link_id: question for question in reversed(self.every)}

    @cached_property
    def has_conditions(self) -> bool:
        return any(question.has_conditions for question in self.every)

    @cached_property
    def is_constrained(self) -> bool:
        return self.has_constraints or any(question.has_constraints for question in self.every)

    def is_named(self, canonical: str) -> bool:
        """Say whether a response with this canonical is one to this questionnaire."""
        url, _, version = canonical.partition("|")
        if self.text("url") and self.text("url") != url:
            return False
        return not version or not self.text("version") or self.text("version") == version


def _unquoted(kind: str, value: Any) -> Any:
    """Return a value; a number that an author wrote as a text is meant as that number."""
    is_text = kind in ("Integer", "Decimal") and isinstance(value, str)
    return Decimal(value) if is_text and NUMBER.fullmatch(value) else value


def _by_url(extensions: Any) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for extension in objects(extensions):
        if isinstance(url := extension.get("url"), str):
            found.setdefault(url, []).append(extension)
    return found


def _items(node: Json, depth: int) -> list[Question]:
    if depth >= MOST_DEPTH or "item" not in node:
        return []
    return [Question(item, depth + 1) for item in objects(node.get("item"))]


def _places(items: list[Question]) -> dict[str, int]:
    """Return where each of these items stands among them; of two with one linkId, the first."""
    found: dict[str, int] = {}
    for place, question in enumerate(items):
        found.setdefault(question.link_id, place)
    return found


def _every(items: list[Question]) -> Iterator[Question]:
    for question in items:
        yield question
        yield from _every(question.items)
