"""What differs between the rules of two versions, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain import differences
from intake.domain.differences import NO_WORDS, Change
from intake.domain.document import Json
from intake.domain.drafting.tree import Node, words
from intake.domain.patient_texts import named
from intake.domain.ruling.naming import SPEAKING
from intake.domain.ruling.parts import TEXTS, Place, entries
from intake.domain.ruling.sentences import sentence
from intake.domain.ruling.texts import Words, translations, words_of
from intake.domain.ruling.vocabulary import Vocabulary, vocabulary

SAID = {
    "reason": "The reason",
    "title": "The title",
    "source": "The source",
    "text": "The patient text",
    "priority": "The priority",
    "heading": "The heading",
    "about": "What it is about",
    "lead": "The first words",
    "call": "Whom to call",
}
# Told elsewhere, or on its own.
TOLD = (*SAID, "id", "when", "lists", "rules", "steps", "translations")
# Each with its own sentences, and the names of a version, which change nothing.
PARTS = (
    *("rules", "patterns", "flags", "hints", "helpers", "texts"),
    *(*SPEAKING, "version", "based_on"),
)


def compare_versions(before: tuple[Json, Json], after: tuple[Json, Json]) -> tuple[Change, ...]:
    """Return how two versions differ, each a definition and its rules: the questions first."""
    (old_document, old_rules), (document, rules) = before, after
    of_rules = compare(old_rules, old_document, rules, document)
    return (*differences.compare(old_document, document), *of_rules)


def compare(before: Json, old_document: Json, after: Json, document: Json) -> tuple[Change, ...]:
    """Return every difference, in the order of the newer version; what is gone stands last."""
    old, new = dict(entries(before)), dict(entries(after))
    was, now = vocabulary(before, old_document), vocabulary(after, document)
    found = []
    for place, entry in new.items():
        if place not in old:
            found.append(Change("", name(place, entry), "added", tuple(_news(place, entry, now))))
        elif sentences := _sentences(place, old[place], entry, was, now):
            found.append(Change("", name(place, entry), "changed", tuple(sentences)))
    gone = ((place, entry) for place, entry in old.items() if place not in new)
    found += [Change("", name(place, entry), "removed") for place, entry in gone]
    found += _whole(before, after)
    return tuple(found)


def changed(before: Json, after: Json) -> tuple[str, ...]:
    """Return the ids of what was added, changed or removed, for the audit trail."""
    old, new = dict(entries(before)), dict(entries(after))
    places = dict.fromkeys((*new, *old))
    found = [str(place) for place in places if old.get(place) != new.get(place)]
    return (*found, *(f"name “{key}”" for key in SPEAKING if before.get(key) != after.get(key)))


def name(place: Place, entry: Json) -> str:
    """Return a part as people speak of it."""
    said = words(entry, "reason") or words(entry, "title") or words(entry, "heading")
    own = str(place)
    return f"{own[:1].upper()}{own[1:]}" + (f": {said}" if said else "")


def _news(place: Place, entry: Node, known: Vocabulary) -> Iterator[str]:
    if "when" in entry:
        yield f"It holds if {sentence(entry['when'], known)}"
    for key in ("priority", "text", "about", "lead", "call", "source"):
        if shown := words(entry, key):
            yield f"{SAID[key]}: {shown}"
    if place.kind == TEXTS:
        yield from _of_text({}, entry)


def _sentences(
    place: Place, before: Node, after: Node, was: Vocabulary, now: Vocabulary
) -> list[str]:
    if before == after:
        return []
    found = [
        _now(label, words(before, key), words(after, key))
        for key, label in SAID.items()
        if words(before, key) != words(after, key)
    ]
    for key, verb in (("when", "It now holds if"), ("lists", "It now lists answers where")):
        if before.get(key) != after.get(key):
            old, new = _in_words(before.get(key), was), _in_words(after.get(key), now)
            found.append(f"{verb} {new} (before: {old})" if old != new else NO_WORDS)
    if place.kind == TEXTS:
        found += _of_text(before, after)
    rest = [{k: v for k, v in each.items() if k not in TOLD} for each in (before, after)]
    if rest[0] != rest[1]:
        found.append(NO_WORDS)
    return found  # a pattern whose findings alone changed has nothing to say itself


def _in_words(condition: Any, known: Vocabulary) -> str:
    return "nothing else holds" if condition is None else str(sentence(condition, known))


def _of_text(before: Node, after: Node) -> Iterator[str]:
    old, new = words_of(before), words_of(after)
    if old.steps != new.steps:
        was_so = f" are now: {_steps(new)} (before: {_steps(old)})"
        yield "The steps" + (was_so if old.heading else f": {_steps(new)}")
    was, now = translations(before), translations(after)
    for language in dict.fromkeys((*now, *was)):
        one, two = was.get(language), now.get(language)
        start = f"The translation into {named(language)}"
        if one is None or two is None:
            yield f"{start} is {'new' if two else 'taken out'}"
        elif one.said != two.said:
            yield f"{start} reads otherwise"
        if two and (one is None or one.review != two.review):
            by = f"reviewed by {two.reviewed_by} on {two.reviewed_on}"
            yield f"{start} is {by if any(two.review) else 'not reviewed'}"


def _steps(text: Words) -> str:
    return "; ".join(text.steps) or "none"


def _now(label: str, old: str, new: str) -> str:
    if not old:
        return f"{label} is new: “{new}”"
    if not new:
        return f"{label} is taken out: “{old}”"
    return f"{label} is now “{new}” (before: “{old}”)"


def _whole(before: Json, after: Json) -> Iterator[Change]:
    old, new = ([place for place, _ in entries(rules)] for rules in (before, after))
    both = [place for place in new if place in old]
    if both != [place for place in old if place in new]:
        yield Change("", "The rules", "changed", ("They stand in another order",))
    if renamed := tuple(_renamed(before, after)):
        yield Change("", "The names beside the patterns", "changed", renamed)
    rest = [{k: v for k, v in each.items() if k not in PARTS} for each in (before, after)]
    if rest[0] != rest[1]:
        yield Change("", "The rules as a whole", "changed", (NO_WORDS,))


def _renamed(before: Json, after: Json) -> Iterator[str]:
    for key, who in SPEAKING.items():
        old, new = words(before, key), words(after, key)
        if old != new:
            was = f" (before: “{old}”)" if old else ""
            yield f"{who} are called “{new}”{was}" if new else f"{who} have no name{was}"
