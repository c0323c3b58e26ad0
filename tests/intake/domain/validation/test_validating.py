"""Which questionnaire a response is to, and whether that may still be used."""

from __future__ import annotations

import pytest

from intake.domain.validation.definition import Definition
from intake.domain.validation.issues import is_valid, outcome
from intake.domain.validation.validating import validate
from tests.intake.domain.validation.make import URL, entry, errors, form, found, item, response

NAME = form(item("name", "string", required=True), version="2")
ADA = entry("name", {"valueString": "Ada"})
WRONG = entry("name", {"valueInteger": 3})


def test_a_response_names_its_questionnaire_with_or_without_a_version():
    for named in (URL, f"{URL}|2"):
        assert errors(NAME, response(WRONG, questionnaire=named)) == [
            ("invalidAnswerType", "item[0].answer[0]")
        ]


@pytest.mark.parametrize("named", [f"{URL}|1", "http://clinic.example/arms", "#arms"])
def test_a_response_to_another_questionnaire_cannot_be_checked(named):
    assert found(NAME, response(WRONG, questionnaire=named)) == [
        ("warning", "questionnaireNotFound", "questionnaire")
    ]


def test_the_right_questionnaire_may_be_among_what_came_with_it():
    older = form(item("name", "string"), version="1")
    bundle = {"resourceType": "Bundle", "entry": [{"resource": older}]}
    answered = response(WRONG, questionnaire=f"{URL}|1")

    assert errors(NAME, answered, supporting=[bundle]) == [
        ("invalidAnswerType", "item[0].answer[0]")
    ]


def test_a_response_can_contain_its_questionnaire():
    contained = {**NAME, "id": "own"}
    answered = response(contained=[contained], questionnaire="#own")

    assert errors(None, answered) == [("required", "")]


def test_a_response_that_names_none_is_checked_against_what_was_given():
    nameless = response(WRONG)
    del nameless["questionnaire"]

    assert found(NAME, nameless) == [
        ("information", "questionnaireNotFound", ""),
        ("error", "invalidAnswerType", "item[0].answer[0]"),
    ]
    assert found(None, nameless) == [("information", "questionnaireNotFound", "")]


@pytest.mark.parametrize(
    ("status", "code"), [("draft", "questionnaireDraft"), ("retired", "questionnaireRetired")]
)
def test_a_questionnaire_that_is_not_in_use_is_pointed_out(status, code):
    questionnaire = {**NAME, "status": status}

    assert found(questionnaire, response(ADA)) == [("warning", code, "questionnaire")]


@pytest.mark.parametrize(
    ("authored", "is_told"),
    [
        ("2021-12-31", True),
        ("2022", False),
        ("2022-01-01T00:00:00Z", False),
        ("2023-06-30T23:00:00Z", False),
        ("2023-07-01", True),
    ],
)
def test_a_response_was_written_while_its_questionnaire_was_in_use(authored, is_told):
    questionnaire = {**NAME, "effectivePeriod": {"start": "2022", "end": "2023-06"}}

    told = found(questionnaire, response(ADA, authored=authored))

    assert told == ([("warning", "questionnaireInactive", "authored")] if is_told else [])


def test_a_definition_can_be_kept_for_many_responses():
    kept = Definition(NAME)

    assert is_valid(validate(kept, response(ADA)))
    assert not is_valid(validate(kept, response(WRONG)))


def test_an_outcome_has_always_something_to_say():
    (fine,) = outcome([])["issue"]
    (wrong,) = outcome(validate(NAME, response(WRONG)))["issue"]

    assert fine["severity"] == "information"
    assert wrong["severity"] == "error"
    assert wrong["details"]["coding"][0]["system"] == "http://fhir.forms-lab.com/CodeSystem/errors"
    assert wrong["expression"] == ["QuestionnaireResponse.item[0].answer[0]"]
