"""Worked cases: answers, and what a clinician says must come out of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from intake.domain.conditions import Operator
from intake.domain.document import DefinitionError, about, take
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import ECQ
from intake.domain.topics import topics
from intake.domain.triage import Ruleset, triage
from intake.domain.values import Answers, Value

SETS = ("fired", "flags", "texts", "hints")
"""What is compared whatever its order."""


@dataclass(frozen=True)
class Case:
    """Answers by linkId, only those given; and what is expected, only what matters here."""

    id: str
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    why: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the rules give. `fired` are rules of priority and findings of patterns."""

    priority: str
    pattern: str
    ecq: str
    fired: tuple[str, ...]
    flags: tuple[str, ...]
    texts: tuple[str, ...]
    hints: tuple[str, ...] = ()


def read_case(entry: Any) -> Case:
    """Return a case from {"id", "answers", "expect", "why"}, or raise DefinitionError."""
    if not isinstance(entry, dict):
        raise DefinitionError("A case is not an object.")
    name = take(entry, "id", str)
    with about(f"Case {name}" if name else "A case without an id"):
        expect = take(entry, "expect", dict)
        if unknown := expect.keys() - {"priority", "pattern", "ecq", *SETS}:
            raise DefinitionError(f"nothing is called {sorted(unknown)[0]!r} that could come out.")
        if not name or not expect:
            raise DefinitionError("it needs an id, and what must come out.")
        return Case(name, take(entry, "answers", dict), expect, take(entry, "why", str))


def outcome(case: Case, questionnaire: Questionnaire, ruleset: Ruleset) -> Outcome:
    """Return what comes out of a case, its answers taken as they stand: no branch hides any.

    Raises DefinitionError for an answer that its question cannot have.
    """
    with about(f"Case {case.id}"):
        answers = _answers(case.answers, questionnaire)
    verdict, found = triage(ruleset.rules, answers), topics(ruleset, answers)
    most = [each.rule.text for each in verdict.fired if each.rule.priority == verdict.priority]
    reasons = [each.rule.id for each in verdict.fired]
    reasons += [each.finding.id for _, findings in found.found for each in findings]
    return Outcome(
        priority=verdict.priority.name.lower(),
        pattern=found.pattern,
        ecq=verdict.scores[ECQ],
        fired=tuple(reasons),
        flags=tuple(each.finding.id for each in found.flags),
        texts=tuple(dict.fromkeys(most)),
        hints=tuple(each.finding.id for _, each in found.hints),
    )


def differences(case: Case, got: Outcome) -> tuple[str, ...]:
    """Return the names of what came out otherwise than expected."""
    came = asdict(got)
    return tuple(name for name, wanted in case.expect.items() if not _same(name, came, wanted))


def _same(name: str, came: Mapping[str, Any], wanted: Any) -> bool:
    if name not in SETS:
        return bool(came[name] == wanted)
    return isinstance(wanted, list) and sorted(map(str, came[name])) == sorted(map(str, wanted))


def _answers(given: Mapping[str, Any], questionnaire: Questionnaire) -> Answers:
    return dict(_typed(given, questionnaire))


def _typed(given: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[tuple[str, Value]]:
    for link_id, raw in given.items():
        item = questionnaire.by_id.get(link_id)
        if item is None or not item.is_question:
            raise DefinitionError(f"there is no question {link_id!r}.")
        values = tuple(raw) if isinstance(raw, list) else (raw,)
        for value in values:
            if not item.compares_with(Operator.EQUALS, value):
                raise DefinitionError(f"{link_id} has no answer {value!r}.")
        yield link_id, values if item.takes_several else values[0]
