"""The rules as they are listed: grouped, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting.tree import Node, words
from intake.domain.patient_texts import named
from intake.domain.ruling.naming import sentences
from intake.domain.ruling.parts import (
    FLAGS,
    HELPERS,
    HINTS,
    PATTERNS,
    RULES,
    TEXTS,
    Place,
    entries,
    uses,
)
from intake.domain.ruling.sentences import Sentence, sentence
from intake.domain.ruling.vocabulary import Vocabulary, vocabulary
from intake.domain.triage import PRIORITIES


@dataclass(frozen=True)
class Row:
    """A rule, a finding, a flag, a helper or a text as the list shows it."""

    place: Place
    title: str
    sentence: Sentence | None = None
    lists: str = ""
    text: str = ""
    text_heading: str = ""
    source: str = ""
    note: str = ""
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under one heading. `adds` is what can be added to it, `place` what it is itself."""

    key: str
    title: str
    rows: tuple[Row, ...]
    adds: str
    note: str = ""
    place: Place | None = None
    source: str = ""


@dataclass(frozen=True)
class Chapter:
    """Sections of one kind."""

    key: str
    title: str
    about: str
    sections: tuple[Section, ...]
    adds: str = ""
    says: tuple[str, ...] = ()


def chapters(rules: Json, document: Json) -> tuple[Chapter, ...]:
    """Return everything in a rules document, in the order in which people read it."""
    listing = _Listing(rules, vocabulary(rules, document))
    return (
        Chapter(
            "priorities",
            "Priorities",
            "The highest of the rules that hold decides whom staff call first.",
            tuple(listing.priority(name) for name in PRIORITIES),
        ),
        Chapter(
            PATTERNS,
            "Patterns",
            "Topics for staff to ask about. They never change the priority.",
            tuple(listing.holders(PATTERNS)),
            PATTERNS,
            sentences(rules),
        ),
        Chapter(
            FLAGS,
            "Flags",
            "What staff should keep in mind. They never change the priority.",
            (Section(FLAGS, "", listing.of(FLAGS), FLAGS),),
        ),
        Chapter(
            HINTS,
            "Hints",
            "A grade for staff. The first line that holds gives it.",
            tuple(listing.holders(HINTS)),
            HINTS,
        ),
        Chapter(
            HELPERS,
            "Named conditions",
            "Conditions that several rules share, under a name.",
            (Section(HELPERS, "", listing.of(HELPERS), HELPERS),),
        ),
        Chapter(
            TEXTS,
            "Patient texts",
            "What a patient reads when a rule holds.",
            (Section(TEXTS, "", listing.of(TEXTS), TEXTS),),
        ),
    )


@dataclass(frozen=True)
class _Listing:
    rules: Json
    known: Vocabulary

    def priority(self, name: str) -> Section:
        found = [
            (place, entry)
            for place, entry in entries(self.rules)
            if place.kind == RULES and words(entry, "priority") == name
        ]
        return Section(name, name.capitalize(), self._rows(found), RULES)

    def holders(self, kind: str) -> Iterator[Section]:
        for place, entry in entries(self.rules):
            if place.kind == kind:
                found = [(each, node) for each, node in entries(self.rules) if each.above == place]
                yield Section(
                    key=f"{kind}-{place.id}",
                    title=f"{place.id}: {words(entry, 'title')}",
                    rows=self._rows(found),
                    adds="findings",
                    note=_note(place, entry),
                    place=place,
                    source=words(entry, "source"),
                )

    def of(self, kind: str) -> tuple[Row, ...]:
        return self._rows([(p, entry) for p, entry in entries(self.rules) if p.kind == kind])

    def _rows(self, found: list[tuple[Place, Node]]) -> tuple[Row, ...]:
        last = len(found) - 1
        return tuple(
            self._row(place, entry, number == 0, number == last)
            for number, (place, entry) in enumerate(found)
        )

    def _row(self, place: Place, entry: Node, is_first: bool, is_last: bool) -> Row:
        is_text = place.kind == TEXTS
        title = {TEXTS: words(entry, "heading"), HELPERS: words(entry, "title")}.get(place.kind)
        text = words(entry, "text") if place.kind == RULES else ""
        texts = self.rules.get("texts")
        shown = texts.get(text) if isinstance(texts, dict) else None
        return Row(
            place=place,
            title=words(entry, "reason") if title is None else title or place.id,
            sentence=sentence(entry["when"], self.known) if "when" in entry else None,
            lists=_listed(entry, self.known),
            text=text,
            text_heading=words(shown, "heading") if isinstance(shown, dict) else "",
            source=words(entry, "source"),
            note=_text_note(self.rules, place, entry) if is_text else "",
            is_first=is_first,
            is_last=is_last,
        )


def _listed(entry: Node, known: Vocabulary) -> str:
    return str(sentence(entry["lists"], known)) if "lists" in entry else ""


def _note(place: Place, entry: Node) -> str:
    if place.kind == PATTERNS and entry.get("also") is True:
        return "Never takes the place of another pattern."
    return ""


CALLS = {"911": "Says to call 911", "clinic": "Says to call the clinic"}


def _text_note(rules: Json, place: Place, entry: Node) -> str:
    """Say what a text asks for, who uses it, and in which languages it is there."""
    found = [CALLS.get(words(entry, "call"), "No call")]
    steps = entry.get("steps")
    if isinstance(steps, list) and steps:
        found.append(f"{len(steps)} step{'s' if len(steps) > 1 else ''}")
    used = [each.id for each in uses(rules, place)]
    found.append(f"used by {', '.join(used)}" if used else "used by no rule")
    found += _languages(entry)
    return " · ".join(found)


def _languages(entry: Node) -> Iterator[str]:
    translations = entry.get("translations")
    for name, each in (translations if isinstance(translations, dict) else {}).items():
        is_reviewed = isinstance(each, dict) and each.get("reviewed_by") and each.get("reviewed_on")
        yield f"{named(name)} {'reviewed' if is_reviewed else 'not reviewed'}"
