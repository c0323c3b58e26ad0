"""The cases of two validators that others use: the same verdict, and the right fault in place."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from intake.domain.validation.issues import Issue, is_valid
from intake.domain.validation.validating import validate
from tests.intake.domain.validation.conftest import FOLDER

CASES = {
    file.stem: json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    for file in sorted(FOLDER.glob("*.json"))
}
UNDISPUTED = [name for name, case in CASES.items() if not case["expect"]["disputed"]]


def issues_of(case: dict) -> tuple[Issue, ...]:
    supporting = case["supporting"]
    questionnaires = [each for each in supporting if each["resourceType"] == "Questionnaire"]
    return validate(
        questionnaires[0] if questionnaires else None, case["response"], supporting=supporting
    )


@pytest.mark.parametrize("name", UNDISPUTED)
def test_the_verdict_is_theirs(name):
    case = CASES[name]

    assert is_valid(issues_of(case)) == case["expect"]["valid"]


@pytest.mark.parametrize("name", UNDISPUTED)
def test_each_fault_is_named_where_it_is(name):
    case = CASES[name]
    told = {(issue.detail, issue.expression) for issue in issues_of(case)}

    for fault in case["expect"]["second_validator"]:
        assert (fault["detail"], fault["where"][0].removesuffix(".answer")) in told


@pytest.mark.parametrize("name", UNDISPUTED)
def test_each_error_points_at_its_answer_or_item(name):
    case = CASES[name]
    told = {issue.expression for issue in issues_of(case) if issue.is_error}

    for fault in case["expect"]["issues"]:
        where = fault["where"][0].partition(".value.ofType")[0]
        if fault["severity"] == "error" and "/*" not in where:
            assert any(expression.startswith(where) for expression in told)


def test_there_are_cases():
    assert len(UNDISPUTED) > 30
