"""Triage rules as data: JSON beside a questionnaire, read into dataclasses and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.domain.conditions import AllOf, AnyOf, Condition, Not, Operator, Test
from intake.domain.fhir import DefinitionError
from intake.domain.questionnaire import ItemType, Questionnaire
from intake.domain.triage import SCORES, PatientText, Priority, Rule, Ruleset

Json = Mapping[str, Any]


def read_ruleset(document: Json, questionnaire: Questionnaire) -> Ruleset:
    """Return the rules and texts of a document.

    Raises DefinitionError where a rule names a question, an answer, a helper or a text that
    does not exist: such a rule could never fire.
    """
    texts = {key: _text(key, entry) for key, entry in document.get("texts", {}).items()}
    helpers: dict[str, Test] = {}
    for name, entry in document.get("helpers", {}).items():
        helpers[name] = _test(f"helper {name}", entry, questionnaire, helpers)
    rules = tuple(
        _rule(entry, questionnaire, helpers, texts) for entry in document.get("rules", ())
    )
    if len({rule.id for rule in rules}) < len(rules):
        raise DefinitionError("Two rules have the same id.")
    return Ruleset(rules, texts)


def _rule(
    entry: Json,
    questionnaire: Questionnaire,
    helpers: dict[str, Test],
    texts: dict[str, PatientText],
) -> Rule:
    name = str(entry.get("id", ""))
    if not name:
        raise DefinitionError("A rule has no id.")
    if entry.get("text") not in texts:
        raise DefinitionError(f"Rule {name}: the text {entry.get('text')!r} does not exist.")
    try:
        priority = Priority[str(entry.get("priority", "")).upper()]
    except KeyError:
        raise DefinitionError(
            f"Rule {name}: {entry.get('priority')!r} is not a priority."
        ) from None
    when = entry.get("when")
    lists = entry.get("lists")
    return Rule(
        id=name,
        priority=priority,
        test=_test(f"rule {name}", when, questionnaire, helpers) if when else None,
        reason=str(entry["reason"]),
        text=str(entry["text"]),
        source=str(entry.get("source", "")),
        lists=_test(f"rule {name}", lists, questionnaire, helpers) if lists else None,
    )


def _test(where: str, entry: Json, questionnaire: Questionnaire, helpers: dict[str, Test]) -> Test:
    def parts(entries: Any) -> tuple[Test, ...]:
        return tuple(_test(where, each, questionnaire, helpers) for each in entries)

    match entry:
        case {"all": entries}:
            return AllOf(parts(entries))
        case {"any": entries}:
            return AnyOf(parts(entries), least=int(entry.get("least", 1)))
        case {"not": inner}:
            return Not(_test(where, inner, questionnaire, helpers))
        case {"helper": name}:
            if name not in helpers:
                raise DefinitionError(f"{where}: the helper {name!r} does not stand before it.")
            return helpers[name]
        case {"question": question, "operator": operator, "answer": answer}:
            _check_question(where, question, answer, questionnaire)
            return Condition(question, Operator(operator), answer)
        case _:
            raise DefinitionError(f"{where}: {dict(entry)!r} is not a condition.")


def _check_question(where: str, question: str, answer: Any, questionnaire: Questionnaire) -> None:
    if question in SCORES:
        return
    item = questionnaire.by_id.get(question)
    if item is None:
        raise DefinitionError(f"{where}: the question {question!r} does not exist.")
    codes = {option.code for option in item.options}
    if item.type == ItemType.CHOICE and isinstance(answer, str) and answer not in codes:
        raise DefinitionError(f"{where}: {question!r} has no answer {answer!r}.")


def _text(key: str, entry: Json) -> PatientText:
    return PatientText(
        id=key,
        heading=str(entry["heading"]),
        lead=str(entry.get("lead", "")),
        steps=tuple(entry.get("steps", ())),
        call=str(entry.get("call", "")),
        source=str(entry.get("source", "")),
    )
