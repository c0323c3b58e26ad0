"""What a questionnaire requires of its answers in FHIRPath is required of a response."""

from __future__ import annotations

import pytest

from intake.domain.items import Constraint, Item, ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.responses import read_response
from intake.domain.validation.validating import validate
from intake.domain.walk import Walk
from tests.intake.domain.validation.make import (
    entry,
    extension,
    form,
    found,
    group,
    item,
    place,
    response,
    within,
)

CONSTRAINT = extension("questionnaire-constraint", extension=[])
DOCUMENT = form(
    group("leg", item("pain", "integer", CONSTRAINT), item("worst", "integer"), repeats=True)
)
SERVED = Questionnaire(
    "legs",
    "Legs",
    items=(
        Item(
            "leg",
            ItemType.GROUP,
            repeats=True,
            constraints=(
                Constraint(
                    "order",
                    "item[0].answer.value <= item[1].answer.value",
                    "The worst pain is at least as strong as today's.",
                ),
            ),
            items=(
                Item(
                    "pain",
                    ItemType.INTEGER,
                    constraints=(Constraint("ten", "answer.value <= 10", "Ten is the most."),),
                ),
                Item("worst", ItemType.INTEGER),
            ),
        ),
    ),
    constraints=(Constraint("legs", "item.count() <= 2", "Nobody has three."),),
)


def leg(pain: int, worst: int) -> dict:
    return within(
        "leg", entry("pain", {"valueInteger": pain}), entry("worst", {"valueInteger": worst})
    )


def told(*legs: dict) -> list[tuple[str, str]]:
    answered = response(*legs)
    walk = Walk(SERVED, read_response(SERVED, answered))
    issues = validate(DOCUMENT, answered, walk=walk)
    assert {issue.detail for issue in issues} <= {"invariant"}
    return [(issue.text, place(issue)) for issue in issues if issue.is_error]


def test_constraints_that_hold_say_nothing():
    assert told(leg(3, 5), leg(10, 10)) == []


def test_a_constraint_of_a_question_points_at_it():
    assert told(leg(3, 5), leg(11, 12)) == [("Ten is the most.", "item[1].item[0]")]


def test_a_constraint_of_a_group_points_at_its_instance():
    assert told(leg(3, 5), leg(7, 5)) == [
        ("The worst pain is at least as strong as today's.", "item[1]")
    ]


def test_a_constraint_of_the_questionnaire_points_at_the_response():
    assert told(leg(1, 1), leg(1, 1), leg(1, 1)) == [("Nobody has three.", "")]


def required(expression: str, severity: str = "error") -> dict:
    """Return what a questionnaire says of its answers, as FHIR writes it."""
    parts = [
        {"url": "key", "valueId": "three"},
        {"url": "severity", "valueCode": severity},
        {"url": "expression", "valueString": expression},
        {"url": "human", "valueString": "Name three things that help."},
    ]
    return {**extension("questionnaire-constraint"), "extension": parts}


def judged(*constraints: dict, **more: object) -> list[tuple[str, str, str]]:
    questionnaire = form(item("help", "string", *constraints, repeats=True), **more)
    return found(questionnaire, response(entry("help", *({"valueString": "rest"},) * 2)))


def test_a_constraint_can_be_a_warning_only():
    assert judged(required("answer.count() = 3", "warning")) == [
        ("warning", "invariant", "item[0]")
    ]
    assert judged(required("answer.count() = 2", "warning")) == []


@pytest.mark.parametrize(
    "expression",
    [
        "answer.count() = 3 things please",
        "answer.count() = %nobody",
        "answer.value.toInteger() > {}.single().foo()",
    ],
)
def test_a_constraint_that_nobody_can_work_out_is_no_fault_of_the_answers(expression):
    assert judged(required(expression)) == [("warning", "invariantExecution", "item[0]")]
    assert judged(extension=[required(expression)]) == [("warning", "invariantExecution", "")]
