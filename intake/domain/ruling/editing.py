"""Rules in the making: pure functions from one rules document to the next.

Each leaves alone what it does not touch, known to us or not, and never changes what it was given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from intake.domain.document import DefinitionError, Json
from intake.domain.drafting.tree import DraftError, Node, copied, words
from intake.domain.questionnaire import Questionnaire
from intake.domain.rules import read_ruleset
from intake.domain.ruling.parts import (
    FINDINGS,
    HELPERS,
    HOLDERS,
    NAMED,
    ONE,
    PATTERNS,
    RULES,
    TEXTS,
    Place,
    as_helper,
    conditions_in,
    entries,
    entry_at,
    siblings,
    uses,
)
from intake.domain.topics import PATTERN
from intake.domain.triage import PRIORITIES

AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
UNNAMED = {"several": "several", "neither": "none"}
REMOVED = None  # a field with this value is taken out


def add(rules: Json, place: Place, fields: Mapping[str, Any]) -> Node:
    """Return the document with a new part, last of its kind; DraftError where its id is taken."""
    made = copied(rules)
    _check_id(made, place)
    if place.kind in NAMED:
        there = made.get(place.kind)
        made[place.kind] = {**(there if isinstance(there, dict) else {}), place.id: {}}
    else:
        there = siblings(made, place)
        there.append({"id": place.id})
        if place.kind == PATTERNS and len(there) > 1:  # then answers may speak for several
            made.update({key: name for key, name in UNNAMED.items() if not made.get(key)})
    return change(made, place, fields)


def change(rules: Json, place: Place, fields: Mapping[str, Any]) -> Node:
    """Return the document where these fields of a part read so; None takes one out."""
    _check_fields(place, fields)
    made = copied(rules)
    entry = entry_at(made, place)
    if fields.get("when", "") is REMOVED and (users := uses(rules, place)):
        raise DraftError(f"It needs a condition: the {users[0]} asks whether it holds.")
    if place.kind == HELPERS:
        entry = made[HELPERS][place.id] = as_helper(made[HELPERS][place.id])
        if not fields.get("title") and set(entry) == {"when"} and "when" in fields:
            made[HELPERS][place.id] = fields["when"]  # as bare as it was
            return made
    for key, value in fields.items():
        if value is REMOVED:
            entry.pop(key, None)
        else:
            entry[key] = value
    return made


def remove(rules: Json, place: Place) -> Node:
    """Return the document without a part; DraftError where another part names it."""
    entry_at(rules, place)
    gone = [place]
    if place.kind in HOLDERS:
        gone += [each for each, _ in entries(rules) if each.above == place]
    for part in gone:
        users = [str(each) for each in uses(rules, part) if each not in gone]
        if users:
            raise DraftError(f"The {part} is asked for by: {', '.join(users)}. Change that first.")
    if place.kind == PATTERNS and place.id in _patterns_compared(rules):
        raise DraftError(f"A flag asks for the {place}. Change that first.")
    made = copied(rules)
    if place.kind in NAMED:
        del made[place.kind][place.id]
    else:
        entry = entry_at(made, place)
        there = siblings(made, place)
        there[:] = [each for each in there if each is not entry]
    return made


def move(rules: Json, place: Place, step: int) -> Node:
    """Return the document with a part one place up (-1) or down (1) among those of its group."""
    made = copied(rules)
    entry = entry_at(made, place)
    if place.kind in NAMED:
        names = list(made[place.kind])
        where = _other(names, names.index(place.id), step)
        at = names.index(place.id)
        names[at], names[where] = names[where], names[at]
        made[place.kind] = {name: made[place.kind][name] for name in names}
        return made
    there = siblings(made, place)
    group = [each for each in there if _is_beside(each, entry, place)]
    at = next(n for n, each in enumerate(group) if each is entry)
    other = group[_other(group, at, step)]
    one, two = (next(n for n, e in enumerate(there) if e is part) for part in (entry, other))
    there[one], there[two] = there[two], there[one]
    return made


def _is_beside(each: Any, entry: Node, place: Place) -> bool:
    if not isinstance(each, dict):
        return False
    return place.kind != RULES or words(each, "priority") == words(entry, "priority")


def _other(group: list[Any], at: int, step: int) -> int:
    where = at + (1 if step > 0 else -1)
    if not 0 <= where < len(group):
        raise DraftError("It stands at that end of its group already.")
    return where


def check(rules: Json, questionnaire: Questionnaire, before: Json | None = None) -> None:
    """Raise DraftError where the rules cannot be read with these questions.

    With `before`, a fault that was there already is let pass: it is mended one by one.
    """
    if (fault := _fault(rules, questionnaire)) and (
        before is None or fault != _fault(before, questionnaire)
    ):
        raise DraftError(f"The rules could not be read any more. {fault}")


def _fault(rules: Json, questionnaire: Questionnaire) -> str:
    try:
        read_ruleset(rules, questionnaire)
    except DefinitionError as error:
        return str(error)
    return ""


def free_id(rules: Json, kind: str) -> str:
    """Return an id for a part of the clinic's own that nothing else has."""
    taken = {place.id.casefold() for place, _ in entries(rules)}
    start = "T" if kind == TEXTS else "Own"
    number = 1
    while f"{start}{number}".casefold() in taken:
        number += 1
    return f"{start}{number}"


def _check_id(rules: Json, place: Place) -> None:
    if not AN_ID.fullmatch(place.id):
        raise DraftError("Enter an id of letters, digits, dots or hyphens, such as Own1.")
    for each, _ in entries(rules):
        if each.id.casefold() == place.id.casefold() and _shares_ids(each, place):
            raise DraftError(f"There is a {each} already. Choose another id.")
    if place.kind == PATTERNS and place.id in (words(rules, "several"), words(rules, "neither")):
        raise DraftError("Answers for several patterns, or for none, are called that already.")


def _shares_ids(one: Place, other: Place) -> bool:
    if one.kind in (*NAMED, *HOLDERS) or other.kind in (*NAMED, *HOLDERS):
        return one.kind == other.kind
    return True


def _check_fields(place: Place, fields: Mapping[str, Any]) -> None:
    if "priority" in fields and fields["priority"] not in PRIORITIES:
        raise DraftError("Choose a priority.")
    for key, name in (("reason", "reason"), ("title", "title"), ("heading", "heading")):
        if key in fields and not fields[key] and place.kind != HELPERS:
            raise DraftError(f"Enter a {name} for the {ONE[place.kind]}.")
    if place.kind in (FINDINGS, "flags", HELPERS) and fields.get("when", "") is None:
        raise DraftError(f"Give the {ONE[place.kind]} a condition.")


def _patterns_compared(rules: Json) -> set[str]:
    return {
        str(node.get("answer"))
        for _, entry in entries(rules)
        for _, node in conditions_in(entry)
        if node.get("question") == PATTERN
    }
