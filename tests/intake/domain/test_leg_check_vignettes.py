"""The clinic's own worked cases, where they lie beside the project: as told, and as a visit."""

from __future__ import annotations

import json

import pytest

from intake.domain.cases import Case, differences, outcome, read_case
from intake.domain.walk import Walk
from tests.intake.domain.conftest import VIGNETTES
from tests.intake.domain.make import LEG_CHECK, RULESET, calm

CASES = [read_case(entry) for entry in json.loads(VIGNETTES.read_text(encoding="utf-8"))]


def came_otherwise(case: Case) -> tuple[str, ...]:
    return differences(case, outcome(case, LEG_CHECK, RULESET))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_comes_out_as_the_clinic_expects(case):
    assert came_otherwise(case) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_visit_with_only_these_answers_comes_out_the_same(case):
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in case.answers.items()}
    live = Walk(LEG_CHECK, told).by_question
    raw = {name: list(v) if isinstance(v, tuple) else v for name, v in live.items()}

    assert came_otherwise(Case(case.id, raw, case.expect)) == ()


@pytest.mark.parametrize("name", ["P01", "P02", "P03"])
def test_a_typical_visit_asks_for_25_answers_at_most(name):
    told = next(case.answers for case in CASES if case.id == name)
    answers = calm() | {key: tuple(v) if isinstance(v, list) else v for key, v in told.items()}
    asked = [each.item for each in Walk(LEG_CHECK, answers).asked]
    required = [item.link_id for item in asked if item.required]

    assert len(required) <= 25
    assert len(asked) <= 39
    assert {"name", "phone"} <= set(required)
