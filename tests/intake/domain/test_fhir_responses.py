"""FHIR responses: what was answered reads back as it was answered."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain import typed
from intake.domain.answers import AnswerError, check
from intake.domain.items import Item, ItemType, Option
from intake.domain.questionnaire import Questionnaire
from intake.domain.responses import read_response, write_response
from intake.domain.values import Attachment, Instances, Other, Quantity
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, choice, form, group, yes_no

EVERYTHING = form(
    group(
        "section",
        choice("feels", "cramp", "ache", repeats=True, items=(yes_no("worse"),)),
        Item("age", ItemType.INTEGER),
        Item("weight", ItemType.DECIMAL),
    ),
    Item("born", ItemType.DATE),
    Item("story", ItemType.TEXT, repeats=True),
    yes_no("pain"),
)
VALUES = {
    "feels": st.lists(st.sampled_from(["cramp", "ache"]), min_size=1, unique=True).map(tuple),
    "age": st.integers(-999_999_999, 999_999_999),
    "weight": st.decimals(-(10**6), 10**6, places=4),
    "born": st.dates(),
    "story": st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=3
    ).map(tuple),
    "pain": st.booleans(),
}


def through_json(definition: Questionnaire, answers: dict) -> dict:
    written = json.dumps(write_response(definition, answers), allow_nan=False)
    return read_response(definition, json.loads(written))


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional=VALUES))
def test_every_answer_survives_writing_and_reading(answers):
    assert through_json(EVERYTHING, answers) == answers


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(EVERYTHING.questions), st.text("0123456789.,+-eE²٣ /", max_size=20))
def test_whatever_is_accepted_survives_writing_and_reading(item, typed):
    try:
        value = check(item, [typed])
    except AnswerError:
        return

    answers = {} if value is None else {item.link_id: value}
    assert through_json(EVERYTHING, answers) == answers


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_leg_check_survives_too(data):
    chosen = {
        item.link_id: data.draw(st.sampled_from(item.options)).code
        for item in LEG_CHECK.questions
        if item.type is ItemType.CHOICE
    }
    given = {
        name: (code,) if LEG_CHECK.by_id[name].repeats else code for name, code in chosen.items()
    }
    live = Walk(LEG_CHECK, given | {"chest_pain": True, "age": 58, "name": "Zoë 🦵"}).live

    assert through_json(LEG_CHECK, live) == live


def test_a_response_is_written_as_fhir_asks():
    feels = Item(
        "feels",
        ItemType.CHOICE,
        "What do you feel?",
        repeats=True,
        options=(Option("cramp", "Cramps", "urn:feelings"), Option("ache", "Aching")),
        items=(Item("worse", ItemType.BOOLEAN, "At night?"),),
    )
    definition = Questionnaire(
        "legs",
        "Legs",
        url="urn:legs",
        version="2",
        items=(
            group("top", feels),
            group("unanswered", yes_no("a")),
            Item("", ItemType.GROUP, items=(Item("born", ItemType.DATE, ""),)),
        ),
    )
    answers = {"feels": ("cramp", "ache"), "worse@0": True, "born": date(1958, 4, 12)}

    assert write_response(definition, answers, authored="2026-11-20T09:42:00-06:00") == {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "urn:legs|2",
        "status": "completed",
        "authored": "2026-11-20T09:42:00-06:00",
        "item": [
            {
                "linkId": "top",
                "text": "Top",
                "item": [
                    {
                        "linkId": "feels",
                        "text": "What do you feel?",
                        "answer": [
                            {
                                "valueCoding": {
                                    "system": "urn:feelings",
                                    "code": "cramp",
                                    "display": "Cramps",
                                },
                                "item": [
                                    {
                                        "linkId": "worse",
                                        "text": "At night?",
                                        "answer": [{"valueBoolean": True}],
                                    }
                                ],
                            },
                            {"valueCoding": {"code": "ache", "display": "Aching"}},
                        ],
                    }
                ],
            },
            {
                "linkId": "",
                "item": [{"linkId": "born", "answer": [{"valueDate": "1958-04-12"}]}],
            },
        ],
    }


def test_nothing_empty_is_written():
    assert write_response(form(yes_no("a")), {}, status="in-progress") == {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "form",
        "status": "in-progress",
    }


def test_a_no_and_a_zero_are_answers():
    answers = {"pain": False, "age": 0, "weight": Decimal(0)}

    assert through_json(EVERYTHING, answers) == answers


def test_an_unknown_question_is_passed_over():
    foreign = {"item": [{"linkId": "other", "answer": [{"valueBoolean": True}]}]}

    assert read_response(EVERYTHING, foreign) == {}


def test_an_answer_of_another_type_is_no_answer():
    broken = {
        "item": [
            {
                "linkId": "section",
                "item": [
                    {"linkId": "weight", "answer": [{"valueDecimal": "heavy"}]},
                    {"linkId": "age", "answer": [{"valueInteger": 58}]},
                ],
            }
        ]
    }

    assert read_response(EVERYTHING, broken) == {"age": 58}


MEDICINES = form(
    group(
        "medicine",
        Item("name", ItemType.STRING),
        group("times", Item("hour", ItemType.TIME), repeats=True),
        repeats=True,
    ),
    Item("pain", ItemType.STRING, repeats=True, items=(yes_no("worse"),)),
    choice("feels", "cramp", "ache", repeats=True, items=(yes_no("nights"),)),
)


def test_what_repeats_is_written_once_for_each_instance():
    answers = {
        "medicine": Instances((0, 1), finished=True),
        "name@0": "Aspirin",
        "times@0": Instances((0, 1), finished=True),
        "hour@0.0": time(8, 0),
        "hour@0.1": time(20, 30),
        "name@1": "Heparin",
        "pain": Instances((0, 1), finished=True),
        "pain@0": "knee",
        "worse@0": True,
        "pain@1": "foot",
        "feels": ("cramp", "ache"),
        "nights@1": False,
    }

    first, second, pain, feels = write_response(MEDICINES, answers)["item"]

    assert [each["linkId"] for each in first["item"]] == ["name", "times", "times"]
    assert second["item"][0]["answer"] == [{"valueString": "Heparin"}]
    assert [each["valueString"] for each in pain["answer"]] == ["knee", "foot"]
    assert [len(each.get("item", ())) for each in pain["answer"]] == [1, 0]
    assert [len(each.get("item", ())) for each in feels["answer"]] == [0, 1]
    assert through_json(MEDICINES, answers) == answers


def test_an_instance_that_was_left_blank_is_not_sent():
    answers = {
        "medicine": Instances((0, 2, 3), finished=True),
        "name@0": "Aspirin",
        "name@3": "Heparin",
    }

    assert through_json(MEDICINES, answers) == {
        "medicine": Instances((0, 1), finished=True),
        "name@0": "Aspirin",
        "name@1": "Heparin",
    }


@pytest.mark.parametrize("odd", [True, 0, "x", None, [], {}, {"value": "two"}, {"size": "big"}])
@pytest.mark.parametrize("kind", [kind for kind in ItemType if kind in typed.KINDS])
def test_whatever_stands_for_an_answer_is_one_or_none(kind, odd):
    item = Item("q", kind)
    value = typed.read_value(item, {typed.KINDS[kind]: odd})

    assert value is None or typed.write_value(item, value)


KINDS = {
    ItemType.DATETIME: datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
    ItemType.TIME: time(14, 30),
    ItemType.QUANTITY: Quantity(Decimal("70.5"), "kg", "kg", "http://unitsofmeasure.org"),
    ItemType.URL: "https://clinic.example/",
    ItemType.REFERENCE: "Dr. Alder",
    ItemType.ATTACHMENT: Attachment("7e", "image/jpeg", "leg.jpg", 512),
    ItemType.OPEN_CHOICE: Other("stairs"),
}


@pytest.mark.parametrize(("kind", "value"), KINDS.items())
def test_every_kind_of_answer_survives(kind, value):
    assert through_json(form(Item("q", kind)), {"q": value}) == {"q": value}


@pytest.mark.parametrize(
    ("option", "written"),
    [
        (Option("3", "3", kind="valueInteger"), {"valueInteger": 3}),
        (Option("2026-11-26", "Today", kind="valueDate"), {"valueDate": "2026-11-26"}),
        (Option("08:00:00", "8 am", kind="valueTime"), {"valueTime": "08:00:00"}),
        (Option("left", "left", kind="valueString"), {"valueString": "left"}),
        (
            Option("Patient/1", "Joan", kind="valueReference"),
            {"valueReference": {"reference": "Patient/1", "display": "Joan"}},
        ),
        (
            Option("urn:b|1", "One of b", "urn:b", value="1"),
            {"valueCoding": {"system": "urn:b", "code": "1", "display": "One of b"}},
        ),
    ],
)
def test_a_chosen_option_is_written_as_its_own_kind(option, written):
    twin = Option("urn:a|1", "One of a", "urn:a", value="1")
    definition = form(Item("q", ItemType.CHOICE, options=(twin, option)))

    response = write_response(definition, {"q": option.code})

    assert response["item"][0]["answer"] == [written]
    assert read_response(definition, response) == {"q": option.code}
