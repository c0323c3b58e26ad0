"""What is chosen is one of the options, of whatever type they are."""

from __future__ import annotations

import pytest

from tests.intake.domain.validation.make import (
    coding,
    entry,
    errors,
    extension,
    form,
    found,
    item,
    response,
)

UCUM = "http://unitsofmeasure.org"
SIDES = [coding("left", "Left leg"), coding("right", "Right leg")]
VESSELS = {
    "resourceType": "ValueSet",
    "id": "vessels",
    "url": "http://clinic.example/vessels",
    "compose": {
        "include": [
            {
                "system": "http://clinic.example/codes",
                "concept": [{"code": "vein", "display": "Vein"}, {"code": "artery"}],
            }
        ]
    },
}
HERE = "item[0].answer[0]"


def told(question: dict, *answers: dict, **more: object) -> list[tuple[str, str]]:
    return errors(form(question), response(entry(question["linkId"], *answers)), **more)


def choice(*options: dict, kind: str = "choice", **more: object) -> dict:
    return item("q", kind, answerOption=list(options), **more)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (coding("left"), []),
        (coding("left", "Left leg"), []),
        (coding("left", "my left"), []),
        (coding("middle"), [("invalidAnswerOption", HERE)]),
        (coding("left", system="http://elsewhere.example"), [("invalidAnswerOption", HERE)]),
        ({"valueString": "left"}, [("invalidAnswerType", HERE)]),
        ({"valueBoolean": True}, [("invalidAnswerType", HERE)]),
    ],
)
def test_a_choice_is_one_of_its_options(answer, expected):
    assert told(choice(*SIDES), answer) == expected


def test_an_option_that_is_no_coding_at_all_stops_nobody():
    broken = {"valueCoding": "left"}

    assert [detail for detail, _ in told(choice(broken), broken)] == ["invalidStructure"]


@pytest.mark.parametrize(
    ("option", "other"),
    [
        ({"valueInteger": 1}, {"valueInteger": 2}),
        ({"valueDate": "2026-11-26"}, {"valueDate": "2026"}),
        ({"valueTime": "10:00:00"}, {"valueTime": "11:00:00"}),
        ({"valueString": "yes"}, {"valueString": "Yes"}),
        (
            {"valueReference": {"reference": "Patient/1"}},
            {"valueReference": {"reference": "Patient/2"}},
        ),
    ],
)
def test_options_can_be_of_any_type(option, other):
    assert told(choice(option), option) == []
    assert told(choice(option), other) == [("invalidAnswerOption", HERE)]


@pytest.mark.parametrize(
    ("kind", "option", "other"),
    [
        ("integer", {"valueInteger": 1}, {"valueInteger": 2}),
        ("time", {"valueTime": "10:00:00"}, {"valueTime": "09:00:00"}),
        ("date", {"valueDate": "2026-11-26"}, {"valueDate": "2026-11-27"}),
        ("string", {"valueString": "left"}, {"valueString": "right"}),
    ],
)
def test_other_questions_can_list_their_answers_too(kind, option, other):
    assert told(choice(option, kind=kind), option) == []
    assert told(choice(option, kind=kind), other) == [("invalidAnswerOption", HERE)]


def test_a_number_that_its_author_wrote_as_a_text_is_meant_as_a_number():
    numbers = choice({"valueInteger": "10"}, {"valueInteger": "20"}, kind="integer")

    assert told(numbers, {"valueInteger": 10}) == []
    assert told(numbers, {"valueInteger": 30}) == [("invalidAnswerOption", HERE)]


def test_an_open_choice_takes_own_words_and_no_codes_of_others():
    question = choice(*SIDES, kind="open-choice")

    assert told(question, {"valueString": "both"}) == []
    assert told(question, coding("both")) == [("invalidAnswerOption", HERE)]


def test_own_words_that_are_those_of_an_option_should_choose_it():
    question = choice(*SIDES, kind="open-choice")

    answered = response(entry("q", {"valueString": "left leg"}))

    assert found(form(question), answered) == [("warning", "wordsOfAnOption", HERE)]


def test_none_of_these_stands_alone():
    none = {
        **coding("none"),
        "extension": [extension("questionnaire-optionExclusive", valueBoolean=True)],
    }
    question = choice(*SIDES, none, repeats=True)

    assert told(question, coding("none")) == []
    assert told(question, coding("left"), coding("right")) == []
    assert told(question, coding("left"), coding("none")) == [
        ("exclusiveAnswerOption", "item[0].answer[1]")
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (coding("vein"), []),
        (coding("vein", "vein"), []),
        (coding("vein", "Nerve"), [("invalidCoding", HERE)]),
        (coding("artery", "Whatever"), []),
        (coding("nerve"), [("invalidCoding", HERE)]),
        (coding("vein", system="http://elsewhere.example"), [("invalidCoding", HERE)]),
    ],
)
@pytest.mark.parametrize("kind", ["choice", "open-choice"])
def test_a_choice_is_in_its_value_set(kind, answer, expected):
    question = item("q", kind, answerValueSet="http://clinic.example/vessels")

    assert told(question, answer, supporting=[VESSELS]) == expected


def test_a_value_set_can_be_within_the_questionnaire():
    questionnaire = form(item("q", "choice", answerValueSet="#vessels"), contained=[VESSELS])

    assert errors(questionnaire, response(entry("q", coding("vein")))) == []
    assert errors(questionnaire, response(entry("q", coding("nerve")))) == [("invalidCoding", HERE)]


def test_a_value_set_that_nobody_has_is_no_fault_of_the_answer():
    question = item("q", "choice", answerValueSet="http://clinic.example/vessels")

    answered = response(entry("q", coding("vein")))

    assert found(form(question), answered) == [("warning", "tsError", HERE)]


def test_the_usual_value_sets_are_known():
    question = item(
        "q", "choice", answerValueSet="http://hl7.org/fhir/ValueSet/administrative-gender"
    )
    system = "http://hl7.org/fhir/administrative-gender"

    assert told(question, coding("other", "Other", system)) == []
    assert told(question, coding("other", "Male", system)) == [("invalidCoding", HERE)]
    assert told(question, coding("divers", system=system)) == [("invalidCoding", HERE)]


def test_a_code_without_a_system_means_nothing():
    question = item("q", "choice", answerValueSet="#vessels")
    answered = response(entry("q", {"valueCoding": {"code": "vein"}}))

    assert found(form(question, contained=[VESSELS]), answered) == [("warning", "noSystem", HERE)]


def test_without_options_a_code_is_judged_by_its_system():
    system = "http://hl7.org/fhir/item-type"

    def say(code: str, display: str = "") -> list:
        answered = response(entry("q", coding(code, display, system)))
        return found(form(item("q", "choice")), answered)

    unsure = ("information", "noOptions", HERE)
    assert say("boolean", "Boolean") == [unsure]
    assert say("boolean", "Text") == [("error", "invalidCoding", HERE), unsure]
    assert say("colour") == [("error", "invalidCoding", HERE), unsure]


def test_words_for_a_choice_without_options_cannot_be_judged():
    words = response(entry("q", {"valueString": "left"}))

    assert found(form(item("q", "choice")), words) == [("information", "invalidAnswerType", HERE)]
    assert found(form(item("q", "open-choice")), words) == [("information", "noOptions", HERE)]


ANSWERS = (
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.item.answerConstraint"
)


def taking(allowed: str, kind: str = "choice") -> dict:
    """Return a question with a value set, and R5's word for what it takes beside that."""
    beside = [extension(ANSWERS, valueCode=allowed)] if allowed else []
    return form(item("q", kind, *beside, answerValueSet="#vessels"), contained=[VESSELS])


@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [
        (taking(""), [("invalidAnswerType", HERE)]),
        (taking("optionsOnly"), [("invalidAnswerType", HERE)]),
        (taking("optionsOrString"), []),
        (taking("", "open-choice"), []),
    ],
)
def test_own_words_are_no_code_of_a_value_set(questionnaire, expected):
    assert errors(questionnaire, response(entry("q", {"valueString": "the vein"}))) == expected


def test_own_words_are_all_there_can_be_where_nobody_has_the_value_set():
    question = item("q", "choice", answerValueSet="http://elsewhere.example/vessels")

    assert told(question, {"valueString": "the vein"}) == []


@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [
        (taking("", "open-choice"), [("invalidCoding", HERE)]),
        (taking("optionsOrString", "open-choice"), [("invalidCoding", HERE)]),
        (taking("optionsOrType", "open-choice"), []),
    ],
)
def test_codes_beside_a_value_set_are_taken_where_that_is_said(questionnaire, expected):
    assert errors(questionnaire, response(entry("q", coding("nerve", "Nerve")))) == expected


def test_a_unit_is_in_its_value_set():
    units = {**VESSELS, "id": "units"}
    units["compose"] = {"include": [{"system": UCUM, "concept": [{"code": "kg"}]}]}
    limit = extension("questionnaire-unitValueSet", valueCanonical="#units")
    questionnaire = form(item("q", "quantity", limit), contained=[units])

    def say(**unit: str) -> list:
        return errors(questionnaire, response(entry("q", {"valueQuantity": {"value": 1, **unit}})))

    assert say(system=UCUM, code="kg") == []
    assert say(system=UCUM, code="g") == [("invalidUnitValueSet", HERE)]
    assert say(unit="kg") == [("invalidUnitValueSet", HERE)]


def test_a_string_can_stand_for_a_code():
    question = item("q", "string", answerValueSet="#vessels")
    questionnaire = form(question, contained=[VESSELS])

    assert errors(questionnaire, response(entry("q", {"valueString": "vein"}))) == []
    assert errors(questionnaire, response(entry("q", {"valueString": "Vein"}))) == [
        ("invalidCoding", HERE)
    ]


def test_the_words_of_a_code_are_no_code_even_where_the_set_may_hold_more():
    some = {**VESSELS, "compose": {"include": [*VESSELS["compose"]["include"], {"system": UCUM}]}}
    questionnaire = form(item("q", "string", answerValueSet="#vessels"), contained=[some])

    assert errors(questionnaire, response(entry("q", {"valueString": "Vein"}))) == [
        ("invalidCoding", HERE)
    ]
    assert found(questionnaire, response(entry("q", {"valueString": "mm"}))) == [
        ("warning", "tsError", HERE)
    ]
