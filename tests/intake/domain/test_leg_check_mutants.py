"""The leg check's worked cases notice any one condition of its rules that is turned."""

from __future__ import annotations

from functools import cache

import pytest

from intake.domain.rules import read_ruleset
from intake.domain.topics import topics
from intake.domain.triage import Ruleset, triage
from intake.domain.values import Answers
from tests.intake.domain.make import LEG_CHECK, RULESET, leg_check_cases, leg_check_rules
from tests.intake.domain.mutants import mutants, names_of

ANSWERS = [
    {name: tuple(raw) if isinstance(raw, list) else raw for name, raw in case["answers"].items()}
    for case in leg_check_cases()
]
# They mean the same as what stands there, and why.
EQUIVALENT: dict[str, str] = {}


def outcome(ruleset: Ruleset, answers: Answers) -> tuple:
    verdict, found = triage(ruleset.rules, answers), topics(ruleset, answers)
    return (
        {each.rule.id for each in verdict.fired},
        found.pattern,
        [one.finding.id for _, findings in found.found for one in findings],
        [flag.finding.id for flag in found.flags],
        [hint.finding.id for _, hint in found.hints],
    )


@cache
def before() -> list[tuple]:
    return [outcome(RULESET, answers) for answers in ANSWERS]


@cache
def by_name() -> dict[str, dict[str, dict]]:
    document = leg_check_rules()
    found: dict[str, dict[str, dict]] = {name: {} for name in names_of(document)}
    for name, mutant in mutants(document, LEG_CHECK):
        found[name.partition(":")[0]][name] = mutant
    return found


ORDER = list(range(len(ANSWERS)))
"""In which the cases are tried: what noticed the last mutant is likely to notice the next."""


def is_noticed(mutant: dict) -> bool:
    ruleset = read_ruleset(mutant, LEG_CHECK)
    for number in ORDER:
        if outcome(ruleset, ANSWERS[number]) != before()[number]:
            ORDER.remove(number)
            ORDER.insert(0, number)
            return True
    return False


@pytest.mark.parametrize("part", names_of(leg_check_rules()))
def test_a_case_notices_each_turned_condition(part):
    unnoticed = {name for name, mutant in by_name()[part].items() if not is_noticed(mutant)}

    assert unnoticed - EQUIVALENT.keys() == set()
    assert {name for name in EQUIVALENT if name.partition(":")[0] == part} <= unnoticed
