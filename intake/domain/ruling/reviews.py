"""Which translations of the patient texts are reviewed, and signing for those that were shown.

A signature holds for words: those that somebody had before their eyes, and no others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting.tree import Node, copied, words
from intake.domain.patient_texts import named as named_language
from intake.domain.prove import Fault
from intake.domain.ruling.parts import TEXTS, Place, entries
from intake.domain.ruling.texts import REVIEW, REVIEWED_BEFORE, Words, translations, words_of

REVIEWS = "reviews"
REVIEWED, CHANGED, UNREVIEWED = "reviewed", "changed", "unreviewed"
UNEVEN, MISSING = "uneven", "missing"


@dataclass(frozen=True)
class Pair:
    """A text for patients beside its translation, if it has one.

    `before` says who reviewed words that have changed since, and when. `stamp` tells this pair,
    and its signature, from any other.
    """

    name: str
    language: str
    call: str
    source: str
    own: Words
    other: Words | None
    before: tuple[str, str] = ("", "")

    @property
    def state(self) -> str:
        if self.other is None:
            return MISSING
        if len(self.other.steps) != len(self.own.steps):
            return UNEVEN
        if all(self.other.review):
            return REVIEWED
        return CHANGED if any(self.before) else UNREVIEWED

    @property
    def can_be_signed(self) -> bool:
        return self.state not in (MISSING, UNEVEN)

    @property
    def stamp(self) -> str:
        other = self.other or Words("")
        said = [self.name, self.language, self.own.said, other.said]
        return ".".join(map(_digest, (said, other.review)))


@dataclass(frozen=True)
class Progress:
    """How many of the patient texts are reviewed in a language."""

    language: str
    reviewed: int
    total: int

    @property
    def name(self) -> str:
        return named_language(self.language)


@dataclass(frozen=True)
class Signed:
    """The rules with the signatures, whose texts these are, and why others were refused."""

    rules: Node
    names: tuple[str, ...]
    refused: dict[str, str]


def pairs(rules: Json, language: str) -> tuple[Pair, ...]:
    """Return every text beside its translation, in the order of the document."""
    return tuple(_pair(name, entry, language) for name, entry in _texts(rules))


def languages(rules: Json) -> tuple[str, ...]:
    """Return the languages that any text is translated into."""
    return tuple(dict.fromkeys(name for _, entry in _texts(rules) for name in translations(entry)))


def progress(rules: Json) -> tuple[Progress, ...]:
    """Return for each of these languages how far the review has come."""
    return tuple(_progress(rules, language) for language in languages(rules))


def sign(rules: Json, language: str, shown: Mapping[str, str], *, by: str, on: str) -> Signed:
    """Return the rules where these texts are reviewed: by whom, and when (as 2026-11-26).

    `shown` names each text with the stamp of the words that were read. One that reads otherwise
    by now, or that somebody else has signed for meanwhile, is refused; the others are signed.
    """
    there = {pair.name: pair for pair in pairs(rules, language)}
    found = {name: _refusal(there.get(name), stamp) for name, stamp in shown.items()}
    made = copied(rules)
    for name, why in found.items():
        if not why:
            entry = made[TEXTS][name]["translations"][language]
            entry |= dict(zip(REVIEW, (by, on), strict=True))
            for key in REVIEWED_BEFORE:
                entry.pop(key, None)
    signed = tuple(name for name in there if found.get(name) == "")
    return Signed(made, signed, {name: why for name, why in found.items() if why})


def review_faults(rules: Json, wanted: Iterable[str]) -> Iterator[Fault]:
    """Yield each of these languages in which texts are translated, and not all are reviewed."""
    for language in languages(rules):
        waiting = [pair.name for pair in pairs(rules, language) if pair.state != REVIEWED]
        if waiting and language in wanted:
            names = ", ".join(waiting)
            text = f"Not reviewed in {named_language(language)}: {names}. Until a translator has"
            advice = f"{text} signed for all of them, patients are asked in English."
            yield Fault("", "review", advice, Place(REVIEWS, language))


def _texts(rules: Json) -> Iterator[tuple[str, Node]]:
    return ((place.id, entry) for place, entry in entries(rules) if place.kind == TEXTS)


def _pair(name: str, entry: Json, language: str) -> Pair:
    other = translations(entry).get(language)
    kept = entry["translations"][language] if other else {}
    return Pair(
        name=name,
        language=language,
        call=words(entry, "call"),
        source=words(entry, "source"),
        own=words_of(entry),
        other=other,
        before=(words(kept, REVIEWED_BEFORE[0]), words(kept, REVIEWED_BEFORE[1])),
    )


def _progress(rules: Json, language: str) -> Progress:
    states = [pair.state for pair in pairs(rules, language)]
    return Progress(language, states.count(REVIEWED), len(states))


def _refusal(pair: Pair | None, stamp: str) -> str:
    """Say why a text cannot be signed for by who saw this stamp; nothing where it can."""
    if pair is None:
        return "it was taken out of the draft"
    if not pair.can_be_signed or pair.stamp.partition(".")[0] != stamp.partition(".")[0]:
        return "its words changed after they were shown"
    if pair.stamp != stamp:
        return "somebody else signed for it after it was shown"
    return ""


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:32]
