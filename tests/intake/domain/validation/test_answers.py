"""An answer is of the type that its question asks for."""

from __future__ import annotations

import pytest

from tests.intake.domain.validation.make import entry, errors, form, item, response

VALUES = {
    "boolean": {"valueBoolean": True},
    "decimal": {"valueDecimal": 1.5},
    "integer": {"valueInteger": 1},
    "date": {"valueDate": "2026-11-26"},
    "dateTime": {"valueDateTime": "2026-11-26T10:00:00Z"},
    "time": {"valueTime": "10:00:00"},
    "string": {"valueString": "words"},
    "url": {"valueUri": "https://clinic.example"},
    "attachment": {"valueAttachment": {"contentType": "image/png", "url": "Binary/1"}},
    "reference": {"valueReference": {"reference": "Patient/1"}},
    "quantity": {"valueQuantity": {"value": 5, "unit": "kg"}},
}


@pytest.mark.parametrize("kind", VALUES)
def test_each_type_takes_its_own_answers_and_no_others(kind):
    questionnaire = form(item("q", kind))

    for other, answer in VALUES.items():
        told = errors(questionnaire, response(entry("q", answer)))
        assert told == ([] if other == kind else [("invalidAnswerType", "item[0].answer[0]")])


def test_a_text_is_a_string():
    assert errors(form(item("q", "text")), response(entry("q", VALUES["string"]))) == []


def test_an_answer_may_be_missing_for_a_reason():
    extension = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}
    absent = {"extension": [{**extension, "valueCode": "asked-declined"}]}

    assert errors(form(item("q", "integer")), response(entry("q", absent))) == []


def test_an_item_of_no_known_type_takes_anything():
    assert errors(form(item("q", "colour")), response(entry("q", VALUES["string"]))) == []
