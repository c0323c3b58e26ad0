"""A response has the shape that FHIR R4 gives it, or is told where it has not."""

from __future__ import annotations

import pytest

from intake.domain.validation.issues import Kind
from intake.domain.validation.validating import validate
from tests.intake.domain.validation.make import entry, errors, form, item, response

NAME = form(item("name", "string"))


def test_a_plain_response_is_right():
    answered = response(entry("name", {"valueString": "Ada"}), id="r-1", authored="2026-11-26")

    assert errors(NAME, answered) == []


def test_every_part_of_a_response_may_be_there():
    answered = response(
        entry(
            "name",
            {"valueString": "Ada", "_valueString": {"extension": [{"url": "x", "valueCode": "y"}]}},
        ),
        meta={"profile": ["http://clinic.example/profile"], "lastUpdated": "2026-11-26T10:00:00Z"},
        text={"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>Ada</div>"},
        identifier={"system": "urn:oid:1.2.3", "value": "7", "period": {"start": "2026"}},
        subject={"reference": "Patient/1", "identifier": {"type": {"coding": [{"code": "MR"}]}}},
        basedOn=[{"reference": "ServiceRequest/1"}],
        extension=[{"url": "http://clinic.example/ward", "valueString": "3"}],
    )

    assert errors(NAME, answered) == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"valueCode": "x"}, ("invalidAnswerType", "item[0].answer[0]")),
        ({"valueUrl": "http://x.example"}, ("invalidAnswerType", "item[0].answer[0]")),
        ({"valueString": "a", "valueInteger": 1}, ("invalidAnswerType", "item[0].answer[0]")),
        ({"valueString": 3}, ("invalidStructure", "item[0].answer[0]")),
        ({"valueString": ""}, ("invalidStructure", "item[0].answer[0]")),
        ({"valueString": None}, ("invalidStructure", "item[0].answer[0]")),
        ({}, ("invalidStructure", "item[0].answer[0]")),
        ("Ada", ("invalidStructure", "item[0].answer[0]")),
        ({"valueString": "a", "note": 1}, ("unknownElement", "item[0].answer[0]")),
        ({"valueString": "a", "item": []}, ("invalidStructure", "item[0].answer[0]")),
        ({"valueString": "a", "_valueString": "x"}, ("invalidStructure", "item[0].answer[0]")),
    ],
)
def test_an_answer_of_another_shape_is_told(answer, expected):
    assert expected in errors(NAME, response(entry("name", answer)))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("Boolean", "true"),
        ("Boolean", 1),
        ("Integer", 1.5),
        ("Integer", "1"),
        ("Integer", 2**31),
        ("Decimal", "1.5"),
        ("Decimal", True),
        ("Date", "2026-13"),
        ("Date", "2026-02-30"),
        ("Date", "26 November"),
        ("DateTime", "2026-11-26T10:00"),
        ("DateTime", "2026-11-26T10:00:00"),
        ("Time", "10:00"),
        ("Time", "24:00:00"),
        ("Uri", "two words"),
        ("Uri", "urn:oid:x"),
        ("Uri", "urn:uuid:C757873D-EC9A-4326-A141-556F43239520"),
        ("Coding", "left"),
        ("Coding", {"code": " left"}),
        ("Quantity", {"value": "5"}),
        ("Quantity", {"amount": 5}),
        ("Attachment", {"data": "?"}),
        ("Reference", "Patient/1"),
    ],
)
def test_a_value_that_its_type_cannot_be_is_told(kind, value):
    kinds = {"Uri": "url", "DateTime": "dateTime", "Coding": "open-choice"}
    questionnaire = form(item("q", kinds.get(kind, kind.lower())))

    told = errors(questionnaire, response(entry("q", {f"value{kind}": value})))

    assert told
    assert {place for _, place in told} == {"item[0].answer[0]"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("Date", "2026"),
        ("Date", "2024-02-29"),
        ("DateTime", "2026-11-26T23:59:60+14:00"),
        ("Time", "10:00:00.5"),
        ("Decimal", 3),
        ("Uri", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520"),
        ("Uri", "Patient/1"),
    ],
)
def test_a_value_that_its_type_can_be_is_right(kind, value):
    kinds = {"Uri": "url", "DateTime": "dateTime"}
    questionnaire = form(item("q", kinds.get(kind, kind.lower())))

    assert errors(questionnaire, response(entry("q", {f"value{kind}": value}))) == []


def test_a_response_needs_a_status_that_fhir_knows():
    without = response()
    del without["status"]

    assert errors(NAME, without) == [("missingElement", "")]
    assert errors(NAME, response(status="done")) == [("invalidCode", "status")]


def test_an_item_needs_its_link_id():
    assert errors(NAME, response({"text": "Name"})) == [("missingElement", "item[0]")]


def test_what_is_no_response_is_not_looked_into():
    for other in (None, 3, [], {}, {"resourceType": "Patient"}):
        (issue,) = validate(NAME, other)
        assert issue.detail == "notAResponse"


def test_an_extension_of_a_guide_needs_its_definition():
    url = "http://hl7.org/fhir/uv/pain/StructureDefinition/how-much"
    answered = response(extension=[{"url": url, "valueInteger": 1}])
    definition = {"resourceType": "StructureDefinition", "url": url}

    assert errors(NAME, answered) == [("unknownExtension", "extension[0]")]
    assert errors(NAME, answered, supporting=[definition]) == []


def test_what_is_contained_is_referred_to_and_the_other_way_round():
    patient = {"resourceType": "Patient", "id": "p"}
    named = response(contained=[patient], subject={"reference": "#p"})

    assert errors(NAME, named) == []
    assert errors(NAME, response(contained=[patient])) == [
        ("unreferencedContained", "contained[0]")
    ]
    assert errors(NAME, response(subject={"reference": "#p"})) == [("unresolvedContained", "")]


def test_unknown_elements_are_structural():
    (issue,) = validate(NAME, response(score=3))

    assert issue.code == Kind.STRUCTURE
    assert issue.text == "Unrecognized property 'score'."
