"""Visits with the answers of the cases that clinicians shared: no branch changes what comes out."""

from __future__ import annotations

import json

import pytest

from intake.domain.cases import Case, differences, outcome, read_case
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET, calm
from tests.intake.shared import FILES

CASES = [
    read_case(entry) for file in FILES for entry in json.loads(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_visit_with_only_these_answers_comes_out_the_same(case):
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in case.answers.items()}
    live = Walk(LEG_CHECK, told).by_question
    raw = {name: list(v) if isinstance(v, tuple) else v for name, v in live.items()}

    assert differences(case, outcome(Case(case.id, raw, case.expect), LEG_CHECK, RULESET)) == ()


@pytest.mark.parametrize("name", ["P01", "P02", "P03"])
def test_a_typical_visit_asks_for_25_answers_at_most(name):
    told = next(case.answers for case in CASES if case.id == name)
    answers = calm() | {key: tuple(v) if isinstance(v, list) else v for key, v in told.items()}
    asked = [each.item for each in Walk(LEG_CHECK, answers).asked]
    required = [item.link_id for item in asked if item.required]

    assert len(required) <= 25
    assert len(asked) <= 39
    assert {"name", "phone"} <= set(required)
