"""What a questionnaire requires of its answers in FHIRPath is required of a response."""

from __future__ import annotations

from intake.domain.items import Constraint, Item, ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.responses import read_response
from intake.domain.validation.validating import validate
from intake.domain.walk import Walk
from tests.intake.domain.validation.make import (
    entry,
    extension,
    form,
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
