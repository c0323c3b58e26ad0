"""The leg check's worked cases: each comes out as it says, and together they show everything."""

from __future__ import annotations

import json

import pytest

from intake.domain.cases import differences, outcome, read_case
from intake.domain.scores import CLASSES
from intake.domain.topics import pattern_names, topics
from intake.domain.triage import Priority, triage
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET, calm, leg_check_cases

OURS = [read_case(entry) for entry in leg_check_cases()]


@pytest.mark.parametrize("case", OURS, ids=lambda case: case.id)
def test_a_case_comes_out_as_expected(case):
    assert differences(case, outcome(case, LEG_CHECK, RULESET)) == ()


def test_each_rule_finding_flag_hint_and_result_comes_out_of_a_case_of_ours():
    came = [case.expect for case in OURS]
    findings = [one.id for pattern in RULESET.patterns for one in pattern.findings]

    assert {name for one in came for name in one["fired"]} == {
        *(rule.id for rule in RULESET.rules),
        *findings,
    }
    assert {name for one in came for name in one["flags"]} == {f"F{n}" for n in range(1, 10)}
    assert {name for one in came for name in one["hints"]} == {
        one.id for hint in RULESET.hints for one in hint.findings
    }
    assert {one["ecq"] for one in came} == set(CLASSES)
    assert {one["pattern"] for one in came} == set(pattern_names(RULESET))
    assert {name for one in came for name in one["texts"]} == set(RULESET.texts)


def test_no_case_of_ours_is_told_twice_and_each_says_why():
    told = [json.dumps(case.answers, sort_keys=True) for case in OURS]

    assert len(set(told)) == len(told)
    assert all(case.why for case in OURS)
    assert [case.id for case in OURS] == [f"C{n:02}" for n in range(1, len(OURS) + 1)]


# What these add to the calm answers of a whole visit can arise there, and does not fit together.
CONTRADICTIONS = [
    {"ecq1": "no", "symptoms": ("cramp",), "cramp_when": ("walking",)},
    {"symptoms": ("none",), "one_leg_pain_new": True},
    {"symptoms": ("none",), "ecq1": "yes"},
    {"symptoms": ("cramp",), "cramp_duration": "seconds_minutes"}
    | {"cramp_over_10_min_not_easing": True},
    {"age": 60, "swelling": "both_legs", "swelling_onset": "long", "pregnancy": "pregnant"},
]


def flags_of(answers: dict) -> set[str]:
    return {flag.finding.id for flag in topics(RULESET, answers).flags}


@pytest.mark.parametrize("answers", CONTRADICTIONS)
def test_a_visit_can_contradict_itself(answers):
    live = Walk(LEG_CHECK, calm() | answers).by_question

    assert answers.items() <= live.items()
    assert "F9" in flags_of(live)
    assert "F9" not in flags_of(Walk(LEG_CHECK, calm()).by_question)


def test_a_calm_visit_fires_nothing():
    verdict = triage(RULESET.rules, Walk(LEG_CHECK, calm()).by_question)

    assert (verdict.priority, [each.rule.id for each in verdict.fired]) == (Priority.ROUTINE, ["R"])
