"""What an editor should know of the rules before publishing, each fault with its part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from intake.domain import turning
from intake.domain.conditions import Operator
from intake.domain.document import DefinitionError, Json
from intake.domain.drafting.conditions import index
from intake.domain.drafting.options import code_of
from intake.domain.drafting.tree import Node, listed, name_of, words
from intake.domain.items import Item, ItemType, Unit
from intake.domain.prove import Fault
from intake.domain.reading.limits import read_units
from intake.domain.rule_answers import read_answer
from intake.domain.ruling.parts import (
    FINDINGS,
    FLAGS,
    HELPERS,
    HINTS,
    HOLDERS,
    NAMED,
    PATTERNS,
    RULES,
    TEXTS,
    Place,
    conditions_in,
    entries,
    named,
    uses,
)
from intake.domain.ruling.vocabulary import leaf, vocabulary
from intake.domain.scores import SCORES
from intake.domain.terminology import ValueSets
from intake.domain.topics import PATTERN

GRAVE, SLIGHT = "rule", "rule-slight"
NAMES = {RULES: "The triage rule", FINDINGS: "The rule", HELPERS: "The helper", FLAGS: "The flag"}
# A page may show these by themselves: the receipt, which calls nobody, and what is always shown.
ALWAYS_SHOWN = ("T0",)
# Helpers, rules and results are looked up without the questions: those are many.
NO_QUESTIONS: Json = {}


@dataclass(frozen=True)
class _Asking:
    """A part whose conditions ask for something, by what it is called."""

    place: Place
    name: str
    entry: Node


def rule_faults(rules: Json, document: Json) -> Iterator[Fault]:
    """Yield the rules that ask for what is not there, say too little, or that nobody uses."""
    by_id = index(document)
    for part in _parts(rules):
        yield from _asked(part, by_id)
        yield from _in_any_unit(part, by_id)
        yield from _named(part, rules)
        yield from _said(part)
    yield from _twice(rules)
    yield from _texts(rules)
    yield from _holders(rules)
    for place, entry in entries(rules):
        if place.kind == HELPERS and not uses(rules, place):
            yield Fault("", SLIGHT, f"No rule uses the {place}.", place)
        if signs := turning.stray({**entry, "rules": None}):
            yield Fault("", SLIGHT, f"The {place} {turning.HOLDS}: {signs}. Write it anew.", place)


def broken_rules(rules: Json, before: Json, after: Json) -> tuple[str, ...]:
    """Return what of the rules works with one document, and no more with the other."""
    was, now = index(before), index(after)
    return tuple(
        part.name for part in _parts(rules) if any(_asked(part, now)) and not any(_asked(part, was))
    )


def _parts(rules: Json) -> Iterator[_Asking]:
    for place, entry in entries(rules):
        if place.kind != TEXTS and place.kind not in HOLDERS:
            kind = "The hint" if place.within == HINTS else NAMES[place.kind]
            yield _Asking(place, f"{kind} “{place.id}”", entry)


def _asked(part: _Asking, by_id: dict[str, Node]) -> Iterator[Fault]:
    for _, condition in conditions_in(part.entry):
        if "question" not in condition or "operator" not in condition:
            continue
        asked = words(condition, "question")
        if asked in SCORES or asked == PATTERN:
            continue
        question = by_id.get(asked)
        if question is None:
            text = f"{part.name} asks for “{asked}”, which is not there."
            yield Fault("", GRAVE, text, part.place)
        elif not _can_be(question, condition):
            text = f"{part.name} asks for an answer that “{name_of(question)}” does not have."
            yield Fault(asked, GRAVE, text, part.place)
        elif why := _unlike(question, condition):
            text = f"{part.name} compares with what “{name_of(question)}” is not answered with: "
            yield Fault(asked, GRAVE, f"{text}{why}", part.place)


def _can_be(question: Node, condition: Node) -> bool:
    answer, kind = condition.get("answer"), question.get("type")
    if condition.get("operator") == "exists":
        return isinstance(answer, bool)
    if kind == "boolean":
        return isinstance(answer, bool)
    if options := listed(question, "answerOption"):
        return str(answer) in {code_of(option) for option in options}
    return not isinstance(answer, bool)


def _unlike(question: Node, condition: Node) -> str:
    """Return why a day, a time or an amount cannot be compared with these answers, if so."""
    kind, operator = words(question, "type"), words(condition, "operator")
    if kind not in list(ItemType) or operator not in list(Operator):
        return ""
    named = (words(question, "linkId"), ItemType(kind))
    item = Item(*named, units=_units(question))
    try:
        read_answer(item, Operator(operator), condition.get("answer"))
    except DefinitionError as error:
        return str(error)
    return ""


def _in_any_unit(part: _Asking, by_id: dict[str, Node]) -> Iterator[Fault]:
    """Yield each amount that is compared with what patients may give in any unit."""
    for _, condition in conditions_in(part.entry):
        asked = words(condition, "question")
        question = by_id.get(asked, {})
        is_compared = condition.get("operator") != Operator.EXISTS
        if is_compared and words(question, "type") == ItemType.QUANTITY and not _units(question):
            text = f"{part.name} compares an amount, and “{name_of(question)}” takes any unit: in "
            advice = "another one it does not hold. Give that question its units."
            yield Fault(asked, SLIGHT, f"{text}{advice}", part.place)


def _units(question: Node) -> tuple[Unit, ...]:
    return read_units(question, ValueSets(()), [])


def _named(part: _Asking, rules: Json) -> Iterator[Fault]:
    """Yield the helpers, rules and results that a part names and that do not stand before it."""
    known = None
    for _, condition in conditions_in(part.entry):
        asked = words(condition, "question")
        if not ({"helper", "rule"} & condition.keys() or asked in SCORES or asked == PATTERN):
            continue
        known = known or vocabulary(rules, NO_QUESTIONS, part.place)
        key, _, answer = leaf(condition)
        subject = known.subjects.get(key)
        if subject is None:
            name = key.partition(":")[2]
            text = f"{part.name} asks for “{name}”, which does not stand before it."
            yield Fault("", GRAVE, text, part.place)
        elif subject.answers and answer not in subject.answers:
            text = f"{part.name} asks for a result that “{subject.name}” does not have: {answer}."
            yield Fault("", GRAVE, text, part.place)


def _said(part: _Asking) -> Iterator[Fault]:
    entry, place = part.entry, part.place
    if place.kind == HELPERS:
        return
    if not words(entry, "reason").strip():
        yield Fault("", GRAVE, f"{part.name} gives staff no reason. Write one.", place)
    is_sourced = words(entry, "source").strip() or place.within == HINTS
    if "when" in entry and not is_sourced:
        yield Fault("", SLIGHT, f"{part.name} names no source.", place)


def _twice(rules: Json) -> Iterator[Fault]:
    counted: list[Place] = [place for place, _ in entries(rules) if place.kind not in NAMED]
    groups = (
        [p for p in counted if p.kind in (RULES, FLAGS) or p.within == PATTERNS],
        [p for p in counted if p.kind == PATTERNS],
        [p for p in counted if p.kind == HINTS],
    )
    for group in groups:
        times = Counter(place.id for place in group)
        for place in {place.id: place for place in group}.values():
            if times[place.id] > 1 or not place.id:
                text = f"Two parts have the id “{place.id}”." if place.id else "A part has no id."
                yield Fault("", GRAVE, f"{text} Remove one, and add it anew.", place)


def _texts(rules: Json) -> Iterator[Fault]:
    there = named(rules, TEXTS)
    calm = [name for name, each in there.items() if isinstance(each, dict) and not each.get("call")]
    shown = (*ALWAYS_SHOWN, *calm[:1])
    for place, entry in entries(rules):
        if place.kind == RULES and (text := words(entry, "text")) not in there:
            missing = f"The triage rule “{place.id}” gives the text “{text}”, which is not there."
            yield Fault("", GRAVE, missing, place)
        if place.kind == TEXTS and place.id not in shown and not uses(rules, place):
            yield Fault("", SLIGHT, f"No rule gives the {place}.", place)


def _holders(rules: Json) -> Iterator[Fault]:
    for place, entry in entries(rules):
        if place.kind in HOLDERS and not words(entry, "title").strip():
            yield Fault("", GRAVE, f"The {place} has no title. Write one.", place)
        if place.kind in HOLDERS and not listed(entry, "rules"):
            yield Fault("", SLIGHT, f"The {place} has no finding: it never holds.", place)
