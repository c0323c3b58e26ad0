"""Conditions as an editor reads and makes them: a question, a verb, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting import options, tree
from intake.domain.drafting.kinds import NUMBERS, WITH_OPTIONS
from intake.domain.drafting.tree import DraftError, Node, listed, name_of, words
from intake.domain.drafting.units import UCUM, UNIT, UNIT_OPTION, units
from intake.domain.reading import values

MISSING = "not answered"
EXISTS = "answered"
VERBS = {
    "=": "is",
    "!=": "is not",
    EXISTS: "is answered",
    MISSING: "is not answered",
    ">": "is more than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}
# Of days and hours people say it otherwise.
VERBS_OF_TIME = {">": "is after", "<": "is before", ">=": "is not before", "<=": "is not after"}
ANSWERED = (EXISTS, MISSING)
ORDERED = (">", "<", ">=", "<=")
YES_NO = {"true": "Yes", "false": "No"}


def aloud(name: str, verb: str, answer: str = "") -> str:
    """Return a condition as one says it: a name as it stands, a verb in words, an answer.

    “Do you smoke?” is “Yes” is no English; yes to “Do you smoke?” is.
    """
    if answer in YES_NO.values() and verb in (VERBS["="], VERBS["!="]):
        but = "" if verb == VERBS["="] else "anything but "
        return f"{but}{answer.lower()} to {name}"
    if not answer:
        return f"{name} {verb}"
    return f"{name} {verb} {answer}" if answer.isdecimal() else f"{name} {verb} “{answer}”"


@dataclass(frozen=True)
class Clause:
    """One condition: the linkId of a question, a key of VERBS, and the answer as it is typed.

    Of a question with options the answer is the option's key.
    """

    question: str
    verb: str
    answer: str = ""


@dataclass(frozen=True)
class Said:
    """A condition in words."""

    question: str
    verb: str
    answer: str = ""
    is_broken: bool = False

    def __str__(self) -> str:
        return aloud(f"“{self.question}”", self.verb, self.answer)


def clauses(item: Json) -> tuple[Clause, ...]:
    return tuple(map(clause_of, listed(item, "enableWhen")))


def clause_of(condition: Json) -> Clause:
    """Return a condition as an editor changes it."""
    name, answer = _answer(condition)
    verb = words(condition, "operator")
    if verb == "exists":
        return Clause(words(condition, "question"), MISSING if answer is False else EXISTS)
    return Clause(words(condition, "question"), verb, typed(name, answer))


def said(document: Json, item: Json, by_id: dict[str, Node] | None = None) -> tuple[Said, ...]:
    """Return the conditions of an item in words."""
    known = by_id if by_id is not None else index(document)
    return tuple(_said(known, condition) for condition in listed(item, "enableWhen"))


def index(document: Json) -> dict[str, Node]:
    """Return every item by its linkId; the first, where two have the same."""
    found: dict[str, Node] = {}
    for spot in tree.spots(dict(document)):
        found.setdefault(tree.link_id(spot.node), spot.node)
    return found


def conjunction(item: Json) -> str:
    return "or" if item.get("enableBehavior") == "any" else "and"


def set_conditions(
    document: Json, name: str, wanted: Sequence[Clause], *, is_any: bool = False
) -> Node:
    """Return the document where an item is asked only if these hold: all, or any of them.

    A condition that stays the same stays as it was written.
    """
    made = tree.copied(document)
    item = tree.find(made, name).node
    there = {clause_of(each): each for each in listed(item, "enableWhen")}
    was_any = item.get("enableBehavior") == "any"
    if tuple(wanted) == clauses(item) and (len(wanted) < 2 or is_any == was_any):
        return made
    by_id = index(made)
    conditions = [there.get(clause) or _written(by_id, clause) for clause in wanted]
    if conditions:
        item["enableWhen"] = conditions
    else:
        item.pop("enableWhen", None)
    if len(conditions) > 1:
        item["enableBehavior"] = "any" if is_any else "all"
    elif "enableBehavior" in item:
        del item["enableBehavior"]
    return made


def verbs_for(question: Json) -> dict[str, str]:
    """Return the verbs that make sense with the answers of a question."""
    kind = words(question, "type")
    if kind in ("date", "dateTime", "time"):
        return VERBS | VERBS_OF_TIME
    if kind in NUMBERS:
        return VERBS
    if kind == "attachment":
        return {key: VERBS[key] for key in ANSWERED}
    return {key: verb for key, verb in VERBS.items() if key not in ORDERED}


def answers_of(question: Json) -> dict[str, str]:
    """Return the answers that can be chosen, by key; none where the answer is typed."""
    if question.get("type") == "boolean":
        return YES_NO
    if question.get("type") in WITH_OPTIONS:
        return {choice.key: choice.text for choice in options.choices(question)}
    return {}


def before(document: Json, name: str) -> list[Node]:
    """Return the questions that are asked before an item, in order: what a condition may ask."""
    found: list[Node] = []
    for spot in tree.spots(dict(document)):
        if tree.link_id(spot.node) == name:
            break
        if tree.is_question(spot.node):
            found.append(spot.node)
    return found


def _said(by_id: dict[str, Node], condition: Json) -> Said:
    clause, question = clause_of(condition), by_id.get(words(condition, "question"))
    if question is None:
        verb = VERBS.get(clause.verb, clause.verb)
        answer = options.text_of(condition) if clause.answer else ""
        return Said(clause.question, verb, answer, is_broken=True)
    verb = verbs_for(question).get(clause.verb) or VERBS.get(clause.verb, clause.verb)
    choices = answers_of(question)
    if clause.verb in ANSWERED or not choices:
        return Said(name_of(question), verb, clause.answer)
    key = _key_among(choices, clause.answer)
    return Said(
        name_of(question),
        verb,
        choices[key] if key else options.text_of(condition),
        is_broken=key is None,
    )


def _key_among(choices: dict[str, str], answer: str) -> str | None:
    """Find the option that is meant: also one whose system only one of both sides names."""
    if answer in choices:
        return answer
    code = answer.rpartition("|")[2]
    return next((key for key in choices if key.rpartition("|")[2] == code), None)


def _answer(condition: Json) -> tuple[str, Any]:
    return next(
        ((key, value) for key, value in condition.items() if key.startswith("answer")), ("", None)
    )


def typed(name: str, answer: Any) -> str:
    """Return an answer as it is typed; `name` is FHIR's for its kind, such as answerQuantity."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, dict) and name == "answerQuantity":
        return f"{answer.get('value', '')} {words(answer, 'unit') or words(answer, 'code')}".strip()
    if isinstance(answer, dict):
        return options.key_of({name: answer})
    return "" if answer is None else str(answer)


def _written(by_id: dict[str, Node], clause: Clause) -> Node:
    question = by_id.get(clause.question)
    if question is None or not tree.is_question(question):
        raise DraftError("Choose the question that this depends on.")
    if clause.verb not in verbs_for(question):
        raise DraftError(f"Choose another word: “{name_of(question)}” has no more or less.")
    if clause.verb in ANSWERED:
        answer: Node = {"answerBoolean": clause.verb == EXISTS}
        return {"question": clause.question, "operator": "exists", **answer}
    answer = written_answer(question, clause.answer)
    return {"question": clause.question, "operator": clause.verb, **answer}


def written_answer(question: Json, answer: str) -> Node:
    """Return an answer to a question as FHIR writes it in a condition."""
    kind, text = words(question, "type"), answer.strip()
    if choices := answers_of(question):
        key = _key_among(choices, text)
        if key is None:
            raise DraftError(f"Choose an answer of “{name_of(question)}”.")
        return _chosen(question, key)
    if not text:
        raise DraftError(f"Enter the answer of “{name_of(question)}” to compare with.")
    try:
        return _plain(question, kind, text)
    except ValueError:
        example = {"date": "2026-11-20", "dateTime": "2026-11-20", "time": "14:30"}.get(kind, "40")
        if kind == "quantity":
            example = f"40 {(*units(question), '')[0]}".strip()
        raise DraftError(f"Enter an answer such as {example}.") from None


def _chosen(question: Json, key: str) -> Node:
    if question.get("type") == "boolean":
        return {"answerBoolean": key == "true"}
    option = next(e for e in listed(question, "answerOption") if options.key_of(e) == key)
    name = next(each for each in option if each.startswith("value"))
    value = option[name]
    if isinstance(value, dict):
        value = {each: value[each] for each in ("system", "code", "display") if each in value}
    return {name.replace("value", "answer", 1): value}


def _plain(question: Json, kind: str, text: str) -> Node:
    match kind:
        case "integer":
            return {"answerInteger": int(text)}
        case "decimal":
            return {"answerDecimal": values.number(text)}
        case "quantity":
            value, _, unit = text.partition(" ")
            return {
                "answerQuantity": {"value": values.number(value), **_unit(question, unit.strip())}
            }
        case "date":
            return {"answerDate": date.fromisoformat(text).isoformat()}
        case "dateTime":
            return {"answerDateTime": date.fromisoformat(text).isoformat()}
        case "time":
            return {"answerTime": time.fromisoformat(text).strftime("%H:%M:%S")}
        case _:
            return {"answerString": text}


def _unit(question: Json, name: str) -> Node:
    """Return the unit that was named, or the question's first."""
    found = [e for e in listed(question, "extension") if e.get("url") in (UNIT, UNIT_OPTION)]
    codings = [each["valueCoding"] for each in found if isinstance(each.get("valueCoding"), dict)]
    for coding in codings:
        if not name or name in (words(coding, "display"), words(coding, "code")):
            unit = {"unit": words(coding, "display") or words(coding, "code")}
            code = words(coding, "code")
            return unit | (
                {"system": words(coding, "system") or UCUM, "code": code} if code else {}
            )
    return {"unit": name} if name else {}
