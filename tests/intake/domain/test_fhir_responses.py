"""FHIR responses: what was answered reads back as it was answered."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.answers import AnswerError, check
from intake.domain.fhir import DefinitionError, read_response, write_response
from intake.domain.items import Item, ItemType, Option
from intake.domain.questionnaire import Questionnaire
from intake.domain.walk import live_answers
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
    "worse": st.booleans(),
    "age": st.integers(-999_999_999, 999_999_999),
    "weight": st.decimals(-(10**6), 10**6, places=4),
    "born": st.dates(),
    "story": st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
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
    live = live_answers(LEG_CHECK, given | {"chest_pain": True, "age": 58, "name": "Zoë 🦵"})

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
    answers = {"feels": ("cramp", "ache"), "worse": True, "born": date(1958, 4, 12)}

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


def test_a_decimal_that_is_none_is_named():
    broken = {"item": [{"linkId": "weight", "answer": [{"valueDecimal": "heavy"}]}]}

    with pytest.raises(DefinitionError, match="weight: 'heavy' is not a decimal"):
        read_response(EVERYTHING, broken)
