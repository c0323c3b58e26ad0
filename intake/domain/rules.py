"""Triage rules as data: JSON beside a questionnaire, read into dataclasses and checked."""

from __future__ import annotations

from typing import Any

from intake.domain.conditions import AllOf, AnyOf, Condition, Not, Operator, Test
from intake.domain.document import DefinitionError, Json, about, parts, take, whole_number
from intake.domain.questionnaire import Questionnaire
from intake.domain.triage import SCORES, PatientText, Priority, Rule, Ruleset

CALLS = ("", "clinic", "911")


def read_ruleset(document: Json, questionnaire: Questionnaire) -> Ruleset:
    """Return the rules and texts of a document.

    Raises DefinitionError where a rule names a question, an answer, a helper or a text that
    does not exist: such a rule could never fire.
    """
    texts = {key: _text(key, entry) for key, entry in take(document, "texts", dict).items()}
    helpers: dict[str, Test] = {}
    for name, entry in take(document, "helpers", dict).items():
        with about(f"helper {name}"):
            helpers[name] = _test(entry, questionnaire, helpers)
    rules = tuple(_rule(entry, questionnaire, helpers, texts) for entry in parts(document, "rules"))
    if len({rule.id for rule in rules}) < len(rules):
        raise DefinitionError("Two rules have the same id.")
    return Ruleset(rules, texts)


def _rule(
    entry: Json,
    questionnaire: Questionnaire,
    helpers: dict[str, Test],
    texts: dict[str, PatientText],
) -> Rule:
    name = take(entry, "id", str)
    if not name:
        raise DefinitionError("A rule has no id.")
    with about(f"Rule {name}"):
        text, reason = take(entry, "text", str), take(entry, "reason", str)
        if text not in texts:
            raise DefinitionError(f"the text {text!r} does not exist.")
        if not reason:
            raise DefinitionError("it gives no reason.")

        def test(key: str) -> Test | None:
            return _test(entry[key], questionnaire, helpers) if key in entry else None

        return Rule(
            id=name,
            priority=_priority(take(entry, "priority", str)),
            test=test("when"),
            reason=reason,
            text=text,
            source=take(entry, "source", str),
            lists=test("lists"),
        )


def _priority(name: str) -> Priority:
    try:
        return Priority[name.upper()]
    except KeyError:
        raise DefinitionError(f"{name!r} is not a priority.") from None


def _test(entry: Any, questionnaire: Questionnaire, helpers: dict[str, Test]) -> Test:
    def tests(key: str) -> tuple[Test, ...]:
        found = tuple(_test(each, questionnaire, helpers) for each in parts(entry, key))
        if not found:
            raise DefinitionError(f"{key!r} of nothing.")
        return found

    match entry:
        case {"all": _}:
            return AllOf(tests("all"))
        case {"any": _}:
            return AnyOf(tests("any"), least=_least(entry))
        case {"not": inner}:
            return Not(_test(inner, questionnaire, helpers))
        case {"helper": _}:
            name = take(entry, "helper", str)
            if name not in helpers:
                raise DefinitionError(f"the helper {name!r} does not stand before it.")
            return helpers[name]
        case {"question": _, "operator": _, "answer": answer}:
            return _condition(entry, answer, questionnaire)
        case _:
            raise DefinitionError(f"{entry!r} is not a condition.")


def _least(entry: Json) -> int:
    least = whole_number(entry, "least")
    if least is None:
        return 1
    if not 1 <= least <= len(entry["any"]):
        raise DefinitionError(f"at least {least} of {len(entry['any'])} makes no sense.")
    return least


def _condition(entry: Json, answer: Any, questionnaire: Questionnaire) -> Condition:
    try:
        operator = Operator(take(entry, "operator", str))
    except ValueError:
        raise DefinitionError(f"{entry['operator']!r} is not an operator.") from None
    condition = Condition(take(entry, "question", str), operator, answer)
    score = SCORES.get(condition.question)
    if score is None:
        questionnaire.check(condition)
    elif answer not in score.results:
        raise DefinitionError(f"{score.name} has no result {answer!r}.")
    return condition


def _text(key: str, entry: Any) -> PatientText:
    with about(f"text {key}"):
        if not isinstance(entry, dict):
            raise DefinitionError("it is not an object.")
        heading, call = take(entry, "heading", str), take(entry, "call", str)
        steps = take(entry, "steps", list)
        if not heading:
            raise DefinitionError("it has no heading.")
        if call not in CALLS:
            raise DefinitionError(f"call {call!r} is none of {', '.join(CALLS[1:])}.")
        if not all(isinstance(step, str) for step in steps):
            raise DefinitionError("steps lists something that is not a text.")
        return PatientText(
            id=key,
            heading=heading,
            lead=take(entry, "lead", str),
            steps=tuple(steps),
            call=call,
            source=take(entry, "source", str),
        )
