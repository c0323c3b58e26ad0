"""Attachments are of a kind and a size that is taken; references lead to resources."""

from __future__ import annotations

import base64

import pytest

from tests.intake.domain.validation.make import (
    entry,
    errors,
    extension,
    form,
    found,
    item,
    response,
)

HERE = "item[0].answer[0]"
PICTURE = base64.b64encode(b"x" * 100).decode()


def told(limits: list[dict], **attachment: object) -> list[tuple[str, str]]:
    questionnaire = form(item("q", "attachment", *limits))
    return errors(questionnaire, response(entry("q", {"valueAttachment": attachment})))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("image/png", []),
        ("IMAGE/JPEG", []),
        ("application/pdf; version=1.7", []),
        ("imagery/png", [("invalidAttachmentType", HERE)]),
        ("text/html", [("invalidAttachmentType", HERE)]),
    ],
)
def test_a_file_is_of_a_type_that_is_taken(given, expected):
    types = [
        extension("mimeType", valueCode="image/*"),
        extension("mimeType", valueCode="application/pdf"),
    ]

    assert told(types, contentType=given, url="Binary/1") == expected


def test_a_file_says_what_it_is():
    types = [extension("mimeType", valueCode="image/*")]

    assert told(types, url="Binary/1") == [("invalidAttachmentType", HERE)]
    assert told([], data=PICTURE) == [("invalidAttachmentType", HERE)]
    assert told([], url="Binary/1") == []


def test_a_file_is_not_too_large():
    most = [extension("maxSize", valueDecimal=100)]
    picture = {"contentType": "image/png", "data": PICTURE}

    assert told(most, **picture) == []
    assert told([extension("maxSize", valueDecimal=99)], **picture) == [("maxAttachmentSize", HERE)]
    assert told(most, contentType="image/png", url="Binary/1", size=101) == [
        ("maxAttachmentSize", HERE)
    ]


def test_a_stated_size_is_the_real_one():
    picture = {"contentType": "image/png", "data": PICTURE}

    assert told([], **picture, size=100) == []
    assert told([], **picture, size=99) == [("attachmentSizeInconsistent", HERE)]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Patient/1", []),
        ("https://clinic.example/fhir/Patient/1/_history/2", []),
        ("urn:uuid:c757873d-ec9a-4326-a141-556f43239520", []),
        ("https://clinic.example/somebody", []),
        ("Observation/1", [("error", "invalidRefResourceTypeRestriction", HERE)]),
        ("somebody", [("error", "invalidRefValue", HERE)]),
        ("ftp://clinic.example/Patient/1", [("error", "invalidRefValue", HERE)]),
        ("Person /1", [("error", "invalidRefValue", HERE)]),
        ("Patient/" + "1" * 3_000, [("error", "invalidRefValue", HERE)]),
    ],
)
def test_a_reference_leads_to_a_resource_of_the_right_type(reference, expected):
    patients = extension("questionnaire-referenceResource", valueCode="Patient")
    questionnaire = form(item("q", "reference", patients))

    answered = response(entry("q", {"valueReference": {"reference": reference}}))

    assert found(questionnaire, answered) == expected


def test_a_type_of_resource_that_nobody_knows_is_told():
    answered = response(entry("q", {"valueReference": {"reference": "Leg/1"}}))

    assert found(form(item("q", "reference")), answered) == [
        ("error", "invalidRefResourceType", HERE)
    ]
