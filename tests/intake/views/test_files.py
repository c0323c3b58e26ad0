"""Files that come in with a page."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from intake import answering, workshop
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


def test_who_sends_a_photo_too_late_is_told_to_choose_it_again(client, clinic):
    address = begin(client, PHOTO)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    page = strict.post(address, {"photo": photo("foot.jpg")})

    assert page.status_code == 403
    assert "Only your photo or file did not come along: please choose it again." in words(page)


def test_nobody_fills_the_disk_with_words(client, clinic, monkeypatch):
    address = begin(client, {"linkId": "words", "text": "Your story", "type": "text"})
    monkeypatch.setattr(answering, "MOST_BYTES", 2_000)

    client.post(address, {"words": "pain " * 1_000})

    assert client.get(address).status_code == 200
    assert fields(client.get(address))["words"] == [""]
