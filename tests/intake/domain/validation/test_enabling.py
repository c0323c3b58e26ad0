"""What is hidden holds no answers, and what is hidden is not required."""

from __future__ import annotations

import pytest

from tests.intake.domain.validation.make import (
    coding,
    entry,
    errors,
    extension,
    form,
    found,
    group,
    item,
    response,
    within,
)

YES, NO = {"valueBoolean": True}, {"valueBoolean": False}
WORDS = {"valueString": "a lot"}


def if_yes(question: str) -> list[dict]:
    return [{"question": question, "operator": "=", "answerBoolean": True}]


PAIN = form(
    item("pain", "boolean", text="Pain?"),
    item("much", "string", text="How much?", required=True, enableWhen=if_yes("pain")),
    name="pain",
)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry("pain", YES), entry("much", WORDS)], []),
        ([entry("pain", NO)], []),
        ([], []),
        ([entry("pain", YES)], [("required", "")]),
        ([entry("pain", NO), entry("much", WORDS)], [("notEnabled", "item[1]")]),
        ([entry("much", WORDS)], [("notEnabled", "item[0]")]),
        ([entry("pain", NO), entry("much")], []),
    ],
)
def test_what_is_asked_is_required_and_what_is_not_asked_is_empty(entries, expected):
    assert errors(PAIN, response(*entries)) == expected


def test_each_instance_of_a_group_looks_at_its_own_answers():
    leg = group(
        "leg",
        item("pain", "boolean", text="Pain?"),
        item("much", "string", text="How much?", required=True, enableWhen=if_yes("pain")),
        repeats=True,
        text="Leg",
    )
    answered = response(
        within("leg", entry("pain", YES), entry("much", WORDS)),
        within("leg", entry("pain", NO), entry("much", WORDS)),
        within("leg", entry("pain", YES)),
    )

    assert errors(form(leg, name="legs"), answered) == [
        ("notEnabled", "item[1].item[1]"),
        ("required", "item[2]"),
    ]


def test_each_answer_of_a_question_has_its_own_questions_below():
    below = [
        item("still", "boolean", text="Still?"),
        item("dose", "string", text="Dose?", enableWhen=if_yes("still")),
    ]
    medicine = item("medicine", "string", text="Medicine", repeats=True, item=below)
    answered = response(
        entry(
            "medicine",
            {"valueString": "A", "item": [entry("still", YES), entry("dose", WORDS)]},
            {"valueString": "B", "item": [entry("still", NO), entry("dose", WORDS)]},
        )
    )

    assert errors(form(medicine, name="medicines"), answered) == [
        ("notEnabled", "item[0].answer[1].item[1]")
    ]


def test_what_is_in_a_hidden_group_is_told_once():
    leg = group(
        "leg", item("since", "string", text="Since?"), text="Leg", enableWhen=if_yes("pain")
    )
    questionnaire = form(item("pain", "boolean", text="Pain?"), leg, name="pain")

    answered = response(entry("pain", NO), within("leg", entry("since", WORDS)))

    assert errors(questionnaire, answered) == [("notEnabled", "item[1]")]


def test_a_wrong_answer_opens_what_it_names():
    side = item(
        "side",
        "choice",
        text="Side?",
        answerOption=[coding("left", "Left"), coding("right", "Right")],
    )
    when = [{"question": "side", "operator": "exists", "answerBoolean": True}]
    questionnaire = form(side, item("why", "string", text="Why?", enableWhen=when), name="sides")

    answered = response(entry("side", coding("middle")), entry("why", WORDS))

    assert errors(questionnaire, answered) == [("invalidAnswerOption", "item[0].answer[0]")]


def test_a_condition_that_is_not_of_fhir_is_as_good_as_none():
    like = [{"question": "pain", "operator": "like", "answerBoolean": True}]
    much = item("much", "string", text="How much?", required=True, enableWhen=like)
    questionnaire = form(item("pain", "boolean", text="Pain?"), much)

    assert errors(questionnaire, response(entry("pain", NO))) == [("required", "")]


def test_conditions_that_cannot_be_worked_out_make_nothing_wrong():
    nothing_known = {"item": PAIN["item"]}

    assert found(nothing_known, response(entry("pain", NO))) == [
        ("warning", "conditionsNotChecked", "")
    ]


def test_a_required_group_is_not_missed_where_none_of_its_questions_is_asked():
    much = item("much", "string", text="How much?", enableWhen=if_yes("pain"))
    ache = group("ache", much, text="Your ache", required=True)
    questionnaire = form(item("pain", "boolean", text="Pain?"), ache, name="ache")

    assert errors(questionnaire, response(entry("pain", NO))) == []
    assert errors(questionnaire, response(entry("pain", YES))) == [("required", "")]


def test_what_is_hidden_or_fixed_makes_no_required_group_missing():
    much = item("much", "string", text="How much?", enableWhen=if_yes("pain"))
    secret = item("secret", "boolean", extension("questionnaire-hidden", valueBoolean=True))
    fixed = item("fixed", "string", readOnly=True)
    ache = group("ache", much, secret, fixed, text="Your ache", required=True)
    questionnaire = form(item("pain", "boolean", text="Pain?"), ache, name="pain")

    assert errors(questionnaire, response(entry("pain", NO))) == []
    assert errors(questionnaire, response(entry("pain", YES))) == [("required", "")]
