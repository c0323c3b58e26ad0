"""Files of a page in two windows: none is lost, and no answer names what is gone."""

from __future__ import annotations

import json
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from intake import answering, attaching, passes, publishing, workshop
from intake.files.kinds import Cleaned
from intake.models import Photo, Submission
from tests.intake.make import RECEIPT_RULES, key_in
from tests.intake.reading import words
from tests.intake.test_parallel import at_once, the_same_browser

BEGIN = "/check/form/wound/begin/"
FIRST = {"linkId": "first", "text": "Ready?", "type": "boolean"}
PHOTO = {"linkId": "photo", "text": "A photo of it", "type": "attachment", "repeats": True}
OTHER = {"linkId": "letter", "text": "A letter", "type": "attachment"}


def begin(client, *items: dict, rules: str = RECEIPT_RULES) -> str:
    """Answer a first question and come to the page of these items; return its address."""
    document = {
        "resourceType": "Questionnaire",
        "status": "active",
        "name": "wound",
        "title": "Wound",
        "url": "https://clinic.example/wound",
        "item": [FIRST, *items],
    }
    publishing.publish(json.dumps(document), rules, by=None)
    return client.post(BEGIN, {"first": "true"}).url


def photo(name: str, data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or name.encode(), "image/jpeg")


def opened(client, address: str) -> tuple[answering.Opened, bytes]:
    """Return the response as a window has it that was opened now."""
    window = the_same_browser(client)
    request = window.get(address).wsgi_request
    secret = passes.shown(request, key_in(address))
    return answering.opened(key_in(address), secret, now=timezone.now()), secret


@pytest.mark.django_db(transaction=True)
def test_photos_from_two_windows_at_once_are_both_kept(client, clinic, monkeypatch):
    address, together = begin(client, PHOTO), Barrier(2)

    def clean_apart(data, **how):
        together.wait(10)  # both pages were read before either photo was kept
        return Cleaned("image/jpeg", data)

    monkeypatch.setattr(workshop, "clean_apart", clean_apart)

    def send(number: int) -> int:
        window = the_same_browser(client)
        sent = {"photo": photo(f"{number}.jpg"), "form:attach": "photo"}
        return window.post(address, sent).status_code

    assert at_once(send, 2) == [200, 200]

    page = words(client.get(address))
    assert "0.jpg" in page
    assert "1.jpg" in page


def test_a_page_from_before_cannot_bring_back_what_was_taken_out(client, clinic, quick_workshop):
    address = begin(client, PHOTO)
    client.post(address, {"photo": photo("foot.jpg"), "form:attach": "photo"})
    before, secret = opened(client, address)
    client.post(address, {"form:remove": f"{Photo.objects.get().pk} photo"})

    key, now = key_in(address), timezone.now()
    stale = {"photo": before.draft.answers["photo"]}
    answering.keep(key, secret, given=stale, asked=["photo"], now=now)
    client.post(address, {})
    client.post(f"/check/{key}/check/")

    assert Submission.objects.count() == 1


def test_a_page_from_before_does_not_lose_a_photo(client, clinic, quick_workshop):
    address = begin(client, PHOTO)
    before, secret = opened(client, address)
    client.post(address, {"photo": photo("foot.jpg"), "form:attach": "photo"})

    answering.keep(
        before.row.key, secret, given={"photo": None}, asked=["photo"], now=timezone.now()
    )

    assert "foot.jpg" in words(client.get(address))


def test_taking_a_file_out_of_the_wrong_question_takes_nothing(client, clinic, quick_workshop):
    address = begin(client, PHOTO, OTHER)
    letter = client.post(address, {"photo": photo("foot.jpg")}).url

    client.post(letter, {"form:remove": f"{Photo.objects.get().pk} letter"})

    assert Photo.objects.count() == 1
    assert "foot.jpg" in words(client.get(address))


def test_one_file_more_than_fits_is_refused_and_forgotten(client, clinic, quick_workshop):
    address = begin(client, OTHER)
    before, secret = opened(client, address)
    client.post(address, {"letter": photo("one.jpg"), "form:attach": "letter"})

    page = before.walk.find("letter")[0]
    sent = {"letter": [photo("two.jpg")]}
    attached = attaching.attach(before, secret, page, sent, now=timezone.now())

    assert attached.refused == {
        "letter": ["We can take 1 file here. Take one out to add another one"]
    }
    assert Photo.objects.count() == 1


def test_what_is_taken_away_takes_its_photos_along(client, clinic, quick_workshop):
    wounds = {"linkId": "wounds", "text": "Wound", "type": "group", "repeats": True}
    address = begin(client, {**wounds, "required": True, "item": [PHOTO]})
    more = client.post(address, {"photo@0": photo("foot.jpg")}).url

    client.post(more, {"remove": "0"})

    assert not Photo.objects.exists()
