"""Expressions and constraints, and what of a definition cannot be served."""

from __future__ import annotations

import pytest

from intake.domain.items import Constraint, Named, Toggle
from intake.domain.reading import read
from intake.domain.walk import Walk
from tests.intake.domain.reading.make import (
    SDC,
    STRUCTURE,
    coding,
    control,
    document,
    extension,
    missing,
    only,
    question,
    read_item,
    sdc,
    variable,
)

TODAY = {"language": "text/fhirpath", "expression": "today()"}


def test_a_limit_that_moves_with_the_day_becomes_a_constraint():
    calculated = {"extension": [extension("cqf-calculatedValue", valueExpression=TODAY)]}
    item = only("date", extension("maxValue", valueDate="2024-01-01", _valueDate=calculated))

    assert item.max_value is None
    assert item.constraints == (
        Constraint(
            "maxValue",
            "answer.value.all($this <= (today()))",
            "Enter today's date or an earlier one.",
        ),
    )


def test_a_limit_that_cannot_be_worked_out_is_named_as_missing():
    asked_elsewhere = {"language": "application/x-fhir-query", "expression": "Patient"}
    calculated = {"extension": [extension("cqf-calculatedValue", valueExpression=asked_elsewhere)]}
    limit = extension("maxValue", valueDate="2024-01-01", _valueDate=calculated)

    reading = read(document(question("x", "date", extension=[limit])))

    assert [fault.startswith("x: its maxValue ") for fault in reading.unsupported] == [True]


def test_expressions_are_read_with_what_they_look_at():
    item = read(
        document(
            question("a", "integer"),
            question("b", "integer"),
            question(
                "x",
                "integer",
                extension=[
                    variable("twice", "%resource.item.where(linkId='b').answer.value * 2"),
                    sdc("enableWhenExpression", "%resource.item.where(linkId='a').exists()"),
                    sdc("calculatedExpression", "%twice + 1"),
                    sdc("initialExpression", "today().toString().length()"),
                ],
                _text={"extension": [extension("cqf-expression", valueExpression=TODAY)]},
            ),
        )
    ).questionnaire.by_id["x"]

    assert item.enable_expression == "%resource.item.where(linkId='a').exists()"
    assert (item.calculated, item.is_fixed) == ("%twice + 1", True)
    assert (item.initial_expression, item.text_expression) == (
        "today().toString().length()",
        "today()",
    )
    assert item.variables == (Named("twice", "%resource.item.where(linkId='b').answer.value * 2"),)
    assert item.depends == ("a", "b")


def test_variables_of_the_questionnaire_and_of_groups_are_in_reach():
    inner = question("x", "integer", extension=[sdc("calculatedExpression", "%has-pain + %one")])
    group = question("g", "group", item=[inner], extension=[variable("one", "1")])
    pain = question("pain", "integer")
    form = document(
        pain,
        group,
        extension=[variable("has-pain", "%resource.item.where(linkId='pain').answer.value")],
    )

    reading = read(form)

    assert reading.is_complete
    assert reading.questionnaire.by_id["x"].depends == ("pain",)
    assert [each.name for each in reading.questionnaire.variables] == ["has-pain"]


def test_what_is_calculated_with_a_name_can_be_used_by_that_name():
    def named(name: str, expression: str) -> dict:
        written = {"name": name, "language": "text/fhirpath", "expression": expression}
        return {"url": f"{SDC}calculatedExpression", "valueExpression": written}

    steps = "%resource.item.where(linkId='steps').answer.value"
    inner = question("more", "integer", extension=[sdc("calculatedExpression", "%twice + 1")])
    twice = question("twice", "integer", extension=[named("twice", f"{steps} * 2")], item=[inner])
    last = question("last", "integer", extension=[sdc("calculatedExpression", "%half + 1")])
    form = document(
        question("steps", "integer"), twice, last, extension=[named("half", f"{steps} div 2")]
    )

    reading = read(form)
    live = Walk(reading.questionnaire, {"steps": 10}).live

    assert reading.is_complete
    assert live == {"steps": 10, "twice": 20, "more": 21, "last": 6}


def test_constraints_of_items_and_of_the_whole_are_read():
    def constraint(name: str, key: str, expression: dict, **more) -> dict:
        parts = [
            {"url": "key", "valueId": key},
            {"url": "severity", "valueCode": more.get("severity", "error")},
            {"url": "expression", **expression},
            {"url": "human", "valueString": "They differ."},
        ]
        return {"url": STRUCTURE + name, "extension": parts}

    plain = constraint("questionnaire-constraint", "c1", {"valueString": "true"})
    target = constraint("targetConstraint", "c2", {"valueExpression": TODAY}, severity="warning")

    assert only("string", plain, target).constraints == (
        Constraint("c1", "true", "They differ."),
        Constraint("c2", "today()", "They differ.", is_error=False),
    )
    whole = read(document(question(), extension=[plain])).questionnaire
    assert whole.constraints == (Constraint("c1", "true", "They differ."),)


def test_options_that_come_and_go_are_read():
    toggle = {
        "url": f"{SDC}answerOptionsToggleExpression",
        "extension": [
            {"url": "option", "valueCoding": {"code": "b"}},
            {"url": "expression", "valueExpression": TODAY},
        ],
    }
    item = only("choice", toggle, answerOption=[coding("a"), coding("b")])

    assert item.toggles == (Toggle(("b",), "today()"),)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("reference", sdc("answerExpression", "Task", "application/x-fhir-query"), "x-fhir-query"),
        ("string", sdc("initialExpression", "%patient.name"), "%patient"),
        ("string", sdc("calculatedExpression", "Age", "text/cql"), "text/cql"),
        ("string", sdc("calculatedExpression", "1 +"), "cannot be read"),
        ("string", sdc("enableWhenExpression", "%resource.memberOf('x')"), "memberOf()"),
        ("string", extension("regex", valueString="("), "its regex cannot be used"),
        ("integer", extension("minValue", valueInteger="many"), "its minValue cannot be read"),
        ("attachment", extension("mimeType", valueCode="audio/*"), "not taken: audio/*"),
        ("choice", extension("questionnaire-externallydefined", valueUri="x"), "looked up else"),
        ("string", extension(f"{SDC}subQuestionnaire", valueCanonical="urn:x"), "another quest"),
        ("string", extension("questionnaire-signatureRequired", valueCode="x"), "signature"),
        ("string", extension("cqf-expression", valueString="1 + 1"), "expression of its own"),
    ],
)
def test_what_cannot_be_served_is_named_with_its_item(kind, given, words):
    sentence = missing(kind, given)

    assert sentence.startswith("x: ")
    assert words in sentence


def test_an_expression_that_cannot_be_carried_out_hides_nothing():
    item = read_item("string", sdc("enableWhenExpression", "%patient.x")).questionnaire.items[0]

    assert item.enable_expression == ""


def test_a_variable_that_is_fetched_is_named_where_it_is_used():
    fetched = variable("p", "Patient?x", "application/x-fhir-query")

    assert only("string", fetched).variables == ()
    assert "uses %p" in missing("string", fetched, sdc("calculatedExpression", "%p.name"))


def test_what_may_change_the_meaning_is_named():
    changed = {"modifierExtension": [{"url": "urn:not", "valueBoolean": True}]}

    assert read(document(question(**changed))).unsupported == (
        "q: its modifierExtension is not understood: urn:not.",
    )
    whole = read(document(question(), implicitRules="urn:rules", **changed)).unsupported
    assert [sentence.partition(":")[0] for sentence in whole] == ["The questionnaire"] * 2


@pytest.mark.parametrize(
    "given",
    [
        extension("rendering-style", valueString="color: red"),
        extension("questionnaire-choiceOrientation", valueCode="horizontal"),
        extension(f"{SDC}observationExtract", valueBoolean=True),
        extension(f"{SDC}definitionExtract", extension=[]),
        extension(f"{SDC}preferredTerminologyServer", valueUrl="https://example.org"),
        extension("urn:theirs", valueString="x"),
        control("phone-number"),
    ],
)
def test_what_is_no_part_of_asking_is_no_complaint(given):
    assert only("string", given)
