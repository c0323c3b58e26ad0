"""What the conditions of rules can ask for, in the words that people know it by."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting import options, tree
from intake.domain.drafting.conditions import (
    ANSWERED,
    EXISTS,
    MISSING,
    ORDERED,
    VERBS,
    YES_NO,
    aloud,
    typed,
    verbs_for,
    written_answer,
)
from intake.domain.drafting.tree import DraftError, Node, listed, name_of, words
from intake.domain.drafting.units import can_be_compared, units
from intake.domain.reading import values
from intake.domain.ruling.parts import (
    FINDINGS,
    FLAGS,
    HELPERS,
    HINTS,
    PATTERNS,
    RULES,
    TEXTS,
    Place,
    entries,
    nodes,
)
from intake.domain.scores import SCORES
from intake.domain.topics import PATTERN

HOLDS = {"holds": "holds"}
IS = {key: VERBS[key] for key in ("=", "!=")}
INCLUDES = {"=": "includes", "!=": "does not include"}
OTHERWISE = {"=": "!=", "!=": "=", EXISTS: MISSING, MISSING: EXISTS}
WORDY = ("string", "text", "url", "reference")
LONGEST_NUMBER = 12
NUMBERS, DAYS, MEASURED = ("integer", "decimal"), ("date", "dateTime"), ("time", "quantity")
READ = (HELPERS, RULES, PATTERNS, FLAGS, HINTS)  # in this order


@dataclass(frozen=True)
class Subject:
    """What a condition can look at. `answers` are those to choose from; none where one types."""

    key: str
    name: str
    verbs: dict[str, str]
    answers: dict[str, str]
    group: str = "Questions"


@dataclass(frozen=True)
class Vocabulary:
    """Every subject by its key, such as "question:swelling", "helper:risk" or "rule:U1"."""

    subjects: dict[str, Subject]

    def name(self, key: str) -> str:
        found = self.subjects.get(key)
        return found.name if found else key.partition(":")[2]

    def verb(self, key: str, verb: str) -> str:
        """Return a verb in words: a question that takes several answers includes some."""
        found = self.subjects.get(key)
        return {**VERBS, **(found.verbs if found else {})}.get(verb, verb)


def vocabulary(rules: Json, document: Json, place: Place | None = None) -> Vocabulary:
    """Return what a part's conditions can name: helpers and rules only those that come before.

    Without a part, everything that any condition names.
    """
    by_id = {tree.link_id(spot.node): spot.node for spot in tree.spots(dict(document))}
    found = [_question(node) for node in by_id.values() if tree.is_question(node)]
    found += [
        _score(score.name, score.title, {name: name.replace("_", " ") for name in score.results})
        for score in SCORES.values()
    ]
    if place is None or place.kind == FLAGS:
        found.append(_score(PATTERN, "The pattern of the answers", _patterns(rules)))
    found += _references(rules, place)
    return Vocabulary({each.key: each for each in found})


def _question(node: Node) -> Subject:
    answers = _answers(node)
    kind = words(node, "type")
    if kind in (*NUMBERS, *DAYS, *MEASURED):
        verbs = {key: verbs_for(node)[key] for key in (*IS, *ORDERED)}
    elif answers or kind in WORDY or (kind == "choice" and node.get("answerValueSet")):
        verbs = dict(INCLUDES if node.get("repeats") is True else IS)
    else:
        verbs = {}
    verbs |= {key: VERBS[key] for key in ANSWERED}
    return Subject(f"question:{tree.link_id(node)}", name_of(node), verbs, answers)


def _answers(node: Node) -> dict[str, str]:
    if node.get("type") == "boolean":
        return dict(YES_NO)
    if node.get("type") not in ("choice", "open-choice"):
        return {}
    return {options.code_of(each): options.text_of(each) for each in listed(node, "answerOption")}


def _score(name: str, title: str, results: dict[str, str]) -> Subject:
    return Subject(f"question:{name}", title, dict(IS), results, "Scores")


def _patterns(rules: Json) -> dict[str, str]:
    found = {words(each, "id"): name_of(each) for each in listed(rules, PATTERNS)}
    found |= {name: name for key in ("several", "neither") if (name := words(rules, key))}
    return {key: title or key for key, title in found.items() if key}


def _references(rules: Json, place: Place | None) -> list[Subject]:
    """Return what can be named of the document itself: only what is read before."""
    found: list[Subject] = []
    for each, entry in entries(rules):
        if place is not None and _is_at_or_after(each, place):
            break  # all that follows is read later still
        if each.kind == HELPERS:
            title = words(entry, "title") or each.id
            found.append(Subject(f"helper:{each.id}", title, dict(HOLDS), {}, "Named conditions"))
        elif each.kind in (RULES, FINDINGS) and "when" in entry and each.within != HINTS:
            name = f"Rule {each.id}: {words(entry, 'reason')}"
            found.append(Subject(f"rule:{each.id}", name, dict(HOLDS), {}, "Rules"))
    return found


def _is_at_or_after(each: Place, place: Place) -> bool:
    """Say whether this is read with the other or after it. Those of one pattern come together."""
    if _stage(each) != _stage(place):
        return _stage(each) > _stage(place)
    return each == place or (each.above is not None and each.above == place.above)


def _stage(place: Place) -> int:
    """Return when a part is read."""
    return READ.index(place.within or place.kind) if place.kind != TEXTS else len(READ)


def said(node: Any, known: Vocabulary, *, is_not: bool = False) -> str:
    """Return a condition that is no group in words."""
    key, verb, answer = leaf(node)
    subject = known.subjects.get(key)
    if key.startswith("helper:"):
        name = f"“{subject.name}”" if subject else f"“{key.partition(':')[2]}” (not there)"
        return f"{name} does not hold" if is_not else f"{name} holds"
    if key.startswith("rule:"):
        name = f"the rule {key.partition(':')[2]}" + ("" if subject else " (not there)")
        return f"{name} does not hold" if is_not else f"{name} holds"
    name = f"“{subject.name}”" if subject else f"“{key.partition(':')[2]}” (not there)"
    shown = "" if verb in ANSWERED else answer_in_words(subject, answer)
    if is_not and verb not in OTHERWISE:
        return f"it is not so that {aloud(name, known.verb(key, verb), shown)}"
    return aloud(name, known.verb(key, OTHERWISE[verb] if is_not else verb), shown)


def answer_in_words(subject: Subject | None, answer: str) -> str:
    return subject.answers.get(answer, answer) if subject else answer


def leaf(node: Any) -> tuple[str, str, str]:
    """Return a condition as it is chosen: the key of its subject, the verb, the answer."""
    if not isinstance(node, dict):
        return "", "", ""
    for kind in ("helper", "rule"):
        if kind in node:
            return f"{kind}:{words(node, kind)}", "holds", ""
    verb, answer = words(node, "operator"), node.get("answer")
    if verb == "exists":
        return f"question:{words(node, 'question')}", MISSING if answer is False else EXISTS, ""
    kind = "answerQuantity" if isinstance(answer, dict) else ""
    return f"question:{words(node, 'question')}", verb, typed(kind, answer)


def written(subject: Subject, verb: str, answer: str, document: Json) -> Node:
    """Return a condition as the document holds it, or raise DraftError."""
    kind, _, name = subject.key.partition(":")
    if kind != "question":
        return {kind: name}
    if verb not in subject.verbs:
        raise DraftError(f"Choose another comparison for “{subject.name}”.")
    if verb in ANSWERED:
        return {"question": name, "operator": "exists", "answer": verb == EXISTS}
    node = question_node(document, subject.key)
    return {"question": name, "operator": verb, "answer": _answer(subject, verb, answer, node)}


def _answer(subject: Subject, verb: str, text: str, node: Node) -> Any:
    text, kind = text.strip(), words(node, "type")
    if subject.answers:
        if text not in subject.answers:
            raise DraftError(f"Choose an answer of “{subject.name}”.")
        return text == "true" if kind == "boolean" else text
    if not text:
        raise DraftError(f"Enter the answer of “{subject.name}” to compare with.")
    if kind in NUMBERS:
        return _number(text)
    if kind in DAYS and (found := _part_of_time(kind, verb, text)):
        return found
    return _measure(subject, text, node) if kind in (*DAYS, *MEASURED) else text


def _number(text: str) -> int | Decimal:
    try:
        number = Decimal(text)
        if len(text) > LONGEST_NUMBER or not number.is_finite():
            raise ValueError(text)
        return int(number) if number == int(number) else number
    except (ValueError, InvalidOperation, OverflowError):
        raise DraftError("Enter a number such as 65.") from None


def _part_of_time(kind: str, verb: str, text: str) -> str:
    """Return a year, a month or a moment as it is typed; nothing where it is none, or none fits."""
    is_part = values.PARTIAL.fullmatch(text) and verb in ORDERED
    if not is_part and not (kind == "dateTime" and "T" in text):
        return ""
    with suppress(values.Unfit):
        values.moment(text)
        return text
    return ""


def _measure(subject: Subject, text: str, node: Node) -> Any:
    """Return a day, a time or an amount as branching writes it, or raise DraftError."""
    [answer] = written_answer(node, text).values()
    if isinstance(answer, dict) and not can_be_compared(node, answer):
        known = " or ".join(units(node))
        raise DraftError(f"“{subject.name}” is answered in {known}. Enter such an amount.")
    return answer


def question_node(document: Json, key: str) -> Node:
    name = key.partition(":")[2]
    spots = tree.spots(dict(document))
    return next((spot.node for spot in spots if tree.link_id(spot.node) == name), {})


def named_in(condition: Any) -> tuple[str, ...]:
    """Return the keys of all that a condition names."""
    return tuple(dict.fromkeys(leaf(each)[0] for each in nodes(condition) if is_leaf(each)))


def is_leaf(node: Any) -> bool:
    return isinstance(node, dict) and not {"all", "any", "not"} & node.keys()
