"""Formulas are tried before a patient meets them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.domain import linting, trial
from intake.domain.importing import report
from intake.domain.items import Constraint, Item, ItemType, Named, Toggle
from intake.domain.reading.source import write
from tests.intake.domain.make import choice, form, group, yes_no

ENDLESS = "1.repeat($this + 1)"
# Slow only where there is something: each answer again and again
ENDLESS_IF_ANSWERED = f"%resource.repeat(item).where(answer.exists()).select({ENDLESS})"
QUICK = "%resource.repeat(item).where(linkId='a').answer.value = 3"


@pytest.mark.parametrize(
    "parts",
    [
        {"calculated": ENDLESS},
        {"enable_expression": ENDLESS_IF_ANSWERED},
        {"initial_expression": ENDLESS},
        {"text_expression": ENDLESS},
        {"offers": ENDLESS, "type": ItemType.CHOICE},
        {"constraints": (Constraint("c", ENDLESS, "Check it"),)},
        {"toggles": (Toggle(("x",), ENDLESS),)},
        {"variables": (Named("far", ENDLESS),)},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_whatever_takes_too_long_is_told_with_its_item(parts):
    slow = Item(**{"link_id": "slow", "type": ItemType.INTEGER, **parts})
    several = group("times", Item("a", ItemType.INTEGER), slow, repeats=True)

    found = [*trial.slow(form(several, Item("b", ItemType.INTEGER, calculated=QUICK)))]

    assert {(fault.link_id, fault.code) for fault in found} == {("slow", "slow")}
    assert "takes too long" in found[0].text and "1.repeat" in found[0].text


def test_a_formula_of_a_question_that_this_response_hides_is_tried_too():
    hidden = Item("hidden", ItemType.INTEGER, calculated=ENDLESS, enable_expression="false")

    assert [fault.link_id for fault in trial.slow(form(yes_no("a"), hidden))] == ["hidden"]


def test_formulas_that_are_short_each_and_too_many_together_are_told(monkeypatch):
    monkeypatch.setattr("intake.domain.evaluating.SECONDS_FOR_ALL", 0)
    found = [*trial.slow(form(Item("b", ItemType.INTEGER, calculated=QUICK)))]

    assert [(fault.link_id, fault.text) for fault in found] == [("b", trial.LATE)]


def test_the_questionnaire_itself_can_be_slow():
    definition = replace(form(yes_no("a")), constraints=(Constraint("c", ENDLESS, "Check it"),))

    assert [(fault.link_id, fault.code) for fault in trial.slow(definition)] == [("", "slow")]


def test_a_full_response_answers_everything_that_can_be_answered():
    drug = group("drug", choice("which", "a", "b"), yes_no("often"), repeats=True)
    definition = form(drug, Item("when", ItemType.DATE), Item("photo", ItemType.ATTACHMENT))

    found = trial.answered(definition.items)

    assert {"which@2", "often@0", "when"} <= found.keys()
    assert "photo" not in found


def test_check_and_the_linter_tell_it_and_publishing_is_not_stopped():
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
    slow = {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": ENDLESS}}
    item = {"linkId": "bmi", "type": "integer", "text": "BMI", "extension": [slow]}
    document = {"resourceType": "Questionnaire", "status": "active", "item": [item]}

    found = [each for each in linting.lint(document, {}, []) if each.code == "slow"]
    told = report(write(document), name="bmi")

    assert [fault.link_id for fault in found] == ["bmi"]
    assert not any(map(linting.is_grave, found))
    assert told["accepted"]
    assert [each["code"] for each in told["faults"] if each["linkId"] == "bmi"] == ["slow"]
