"""The items of a response are those of its questionnaire: in place, in order, as many as may be."""

from __future__ import annotations

import pytest

from tests.intake.domain.validation.make import (
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

YES = {"valueBoolean": True}
WORDS = {"valueString": "for a week"}
SWELLING = form(
    group("leg", item("swollen", "boolean", required=True), item("since", "string")),
    item("note", "display", text="Thank you."),
)


def test_an_item_that_nobody_asked_for_is_told():
    assert errors(SWELLING, response(entry("age", YES), within("leg", entry("swollen", YES)))) == [
        ("invalidLinkId", "item[0]")
    ]


def test_an_item_in_the_wrong_place_is_told_and_still_looked_at():
    misplaced = response(within("leg", entry("swollen", YES)), entry("since", YES))

    assert errors(SWELLING, misplaced) == [
        ("invalidLinkId", "item[1]"),
        ("invalidAnswerType", "item[1].answer[0]"),
    ]


def test_items_stand_in_the_order_of_the_questionnaire():
    turned = response(within("leg", entry("since", WORDS), entry("swollen", YES)))

    assert errors(SWELLING, turned) == [("itemOrder", "item[0].item[1]")]


def test_what_is_required_and_missing_is_told_where_it_should_be():
    assert errors(SWELLING, response(within("leg", entry("since", WORDS)))) == [
        ("required", "item[0]")
    ]
    assert errors(SWELLING, response(within("leg", entry("swollen"), entry("since", WORDS)))) == [
        ("required", "item[0].item[0]")
    ]


def test_a_group_that_may_be_left_out_takes_what_it_requires_with_it():
    assert errors(SWELLING, response()) == []


def test_a_required_group_must_be_there_and_hold_something():
    required = form(group("leg", item("swollen", "boolean"), required=True))

    assert errors(required, response()) == [("required", "")]
    assert errors(required, response(entry("leg"))) == [("required", "item[0]")]


@pytest.mark.parametrize("status", ["in-progress", "stopped", "entered-in-error"])
def test_a_response_that_is_not_finished_may_miss_what_is_required(status):
    answered = response(within("leg", entry("since", WORDS)), status=status)

    assert found(SWELLING, answered) == [("warning", "required", "item[0]")]


def test_a_group_holds_items_and_no_answers():
    answered = response(entry("leg", {"item": [entry("swollen", YES)]}))

    assert errors(SWELLING, answered) == [
        ("groupShouldNotHaveAnswers", "item[0]"),
        ("required", "item[0]"),
    ]


def test_a_text_that_is_shown_has_neither_answers_nor_items():
    assert errors(SWELLING, response(entry("note", YES))) == [("displayAnswer", "item[0]")]
    assert errors(SWELLING, response(within("note", entry("swollen", YES)))) == [
        ("invalidType", "item[0]")
    ]


def test_the_abstract_question_cannot_be_answered():
    assert errors(form(item("q", "question")), response(entry("q", YES))) == [
        ("invalidType", "item[0]")
    ]


def test_items_below_a_question_belong_into_its_answer():
    nested = form(item("swollen", "boolean", item=[item("since", "string", required=True)]))
    right = entry("swollen", {**YES, "item": [entry("since", WORDS)]})

    assert errors(nested, response(right)) == []
    assert errors(nested, response(entry("swollen", YES))) == [("required", "item[0].answer[0]")]
    assert errors(nested, response(within("swollen", entry("since", WORDS)))) == [
        ("invalidType", "item[0]")
    ]


def test_one_answer_is_enough_unless_a_question_repeats():
    twice = response(entry("since", WORDS, WORDS))

    assert errors(form(item("since", "string")), twice) == [("repeats", "item[0]")]
    assert errors(form(item("since", "string", repeats=True)), twice) == []


def test_too_many_answers_are_wrong_even_before_a_response_is_finished():
    twice = response(entry("since", WORDS, WORDS), status="in-progress")

    assert errors(form(item("since", "string")), twice) == [("repeats", "item[0]")]


def test_one_group_is_enough_unless_it_repeats():
    twice = response(within("leg", entry("since", WORDS)), within("leg", entry("since", WORDS)))

    assert errors(form(group("leg", item("since", "string"))), twice) == [("repeats", "item[1]")]
    assert errors(form(group("leg", item("since", "string"), repeats=True)), twice) == []


def test_answers_are_counted():
    limits = (
        extension("questionnaire-minOccurs", valueInteger=2),
        extension("questionnaire-maxOccurs", valueInteger=3),
    )
    questionnaire = form(item("since", "string", *limits, repeats=True))

    def told(count: int) -> list:
        return errors(questionnaire, response(entry("since", *[WORDS] * count)))

    assert told(1) == [("minCount", "item[0]")]
    assert told(2) == told(3) == []
    assert told(4) == [("maxCount", "item[0]")]


def test_groups_are_counted():
    most = [extension("questionnaire-maxOccurs", valueInteger=1)]
    leg = group("leg", item("since", "string"), repeats=True, extension=most)
    twice = response(within("leg", entry("since", WORDS)), within("leg", entry("since", WORDS)))

    assert errors(form(leg), twice) == [("maxCount", "item[1]")]


def test_the_words_of_an_item_are_those_of_the_questionnaire():
    german = {
        "url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [
            {"url": "lang", "valueCode": "de"},
            {"url": "content", "valueString": "Seit wann?"},
        ],
    }
    asked = item("since", "string", text="Since when?", _text={"extension": [german]})

    def told(words: str) -> list:
        return errors(form(asked), response({**entry("since", WORDS), "text": words}))

    assert told("Since  when?") == told("Seit wann?") == []
    assert told("Why?") == [("textMismatch", "item[0]")]


def test_words_that_are_worked_out_may_be_any():
    expression = extension("cqf-expression", valueExpression={"language": "text/fhirpath"})
    asked = item("since", "string", text="Since?", _text={"extension": [expression]})

    assert errors(form(asked), response({**entry("since", WORDS), "text": "Since May?"})) == []


def test_a_question_without_words_may_be_called_by_what_is_shown_below_it():
    label = item("label", "display", text="Since when?")
    asked = item("since", "string", item=[label])

    def told(words: str) -> list:
        return errors(form(asked), response({**entry("since", WORDS), "text": words}))

    assert told("Since when?") == []
    assert told("Why?") == [("textMismatch", "item[0]")]
