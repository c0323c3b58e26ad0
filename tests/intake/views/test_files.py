"""Files that come in with a page."""

from __future__ import annotations

import json

import pytest

from intake import workshop
from intake.models import Photo
from intake.views import files
from tests.intake.make import RECEIPT_RULES
from tests.intake.reading import fields, words
from tests.intake.test_attaching import PHOTO, begin, photo

CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
AS_PAGE = {"url": CONTROL, "valueCodeableConcept": {"coding": [{"code": "page"}]}}
PAGE = {"linkId": "page", "text": "Your wound", "type": "group", "extension": [AS_PAGE]}
RECEIPT = json.loads(RECEIPT_RULES)
CHEST = {
    "id": "E",
    "priority": "emergency",
    "reason": "Chest pain",
    "text": "call",
    "source": "",
    "when": {"question": "chest", "operator": "=", "answer": True},
}
CALL = {
    "rules": [CHEST, *RECEIPT["rules"]],
    "texts": {
        **RECEIPT["texts"],
        "call": {"heading": "Call 911 now", "lead": "Do not drive.", "call": "911"},
    },
}


def test_one_connection_sends_so_many_files_and_no_more(
    client, clinic, quick_workshop, monkeypatch
):
    monkeypatch.setattr(files, "MOST_AN_HOUR", 1)
    address = begin(client, PHOTO)
    client.post(address, {"photo": photo("one.jpg"), "form:attach": "photo"})

    refused = client.post(address, {"photo": photo("two.jpg"), "form:attach": "photo"})

    assert refused.status_code == 422
    assert "Please wait an hour before you add another" in words(refused)
    assert Photo.objects.count() == 1


def test_an_emergency_does_not_wait_for_a_photo(client, clinic, monkeypatch):
    pain = {"linkId": "chest", "text": "Does your chest hurt?", "type": "boolean"}
    address = begin(client, {**PAGE, "item": [pain, PHOTO]}, rules=json.dumps(CALL))
    monkeypatch.setattr(workshop, "clean_apart", pytest.fail)

    response = client.post(address, {"chest": "true", "photo": photo("foot.jpg")})

    alert = client.get(response.url)
    assert "Call 911 now" in words(alert)
    assert client.post(response.url).url == address
    assert fields(client.get(address))["chest"] == ["true"]
