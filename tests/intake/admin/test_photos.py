"""Photos on the desk: seen beside the answers, opened by those who may read them."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent
from intake import answering, photos, publishing, submitting
from intake.domain.values import Attachment
from intake.models import Photo, Release, Submission, UnfinishedResponse
from tests.clinic.picture_samples import told
from tests.intake.files.pdf_samples import letter
from tests.intake.make import DEFINITION, answered, make_release, make_unfinished
from tests.intake.reading import words

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def sent() -> tuple[Submission, Attachment, Attachment]:
    """A leg check that asks for photos, sent with a photo and a PDF."""
    now = timezone.now()
    release = make_release_with_photos()
    given = answered(make_release())
    key, secret = answering.begin(release, came_from="", now=now)
    row = UnfinishedResponse.objects.get(pk=key)
    leg = photos.add(row, told("JPEG"), title="my leg.jpg", now=now)
    paper = photos.add(row, letter(), title="", now=now)
    answering.keep(key, secret, given=given, asked=given, now=now)
    answering.change_files(key, secret, "photos", lambda none: (leg, paper), now=now)
    reference = submitting.send_response(key, secret, now=now)
    return Submission.objects.get(reference=reference), leg, paper


def make_release_with_photos() -> Release:
    definition = json.loads(DEFINITION.read_text(encoding="utf-8"))
    question = {"linkId": "photos", "text": "Your legs", "type": "attachment", "repeats": True}
    definition["item"][-1]["item"].insert(0, question)
    rules = DEFINITION.with_suffix(".triage.json").read_text(encoding="utf-8")
    return publishing.publish(json.dumps(definition), rules, by=None)


def address(submission: Submission, photo: Attachment) -> str:
    return f"/staff/intake/submission/{submission.pk}/photo/{photo.id}/"


def test_photos_stand_beside_the_answers(client, nurse, sent):
    submission, leg, paper = sent
    client.force_login(nurse)

    page = client.get(submission.staff_path)

    html, file = page.content.decode(), address(submission, paper)
    assert "Your legs 1 photo and 1 PDF" in words(page)
    assert f'<img src="{address(submission, leg)}" alt="Photo 1: Your legs" loading="lazy">' in html
    assert f'<a class="ci-file" href="{file}" download>PDF 2: Your legs</a>' in html
    assert "1. my leg.jpg" in words(page)
    assert html.count("<img") == 1


def test_without_photos_there_is_no_word_of_them(client, nurse):
    key, secret = make_unfinished(make_release())
    reference = submitting.send_response(key, secret, now=timezone.now())
    client.force_login(nurse)

    page = client.get(Submission.objects.get(reference=reference).staff_path)

    assert "Photos" not in words(page)


def test_a_photo_is_shown_and_can_do_nothing(client, nurse, sent):
    submission, leg, _ = sent
    client.force_login(nurse)

    answer = client.get(address(submission, leg))

    assert answer.status_code == 200
    assert answer.content[:3] == b"\xff\xd8\xff"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith(f'inline; filename="{submission.reference}-')
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_pdf_is_saved_and_not_shown(client, nurse, sent):
    submission, _, paper = sent
    client.force_login(nurse)

    answer = client.get(address(submission, paper))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Disposition"].endswith('.pdf"')
    assert answer.content.startswith(b"%PDF-")


def test_every_opening_is_audited_and_told_once_in_the_timeline(client, nurse, sent):
    submission, leg, _ = sent
    client.force_login(nurse)

    client.get(address(submission, leg))
    client.get(address(submission, leg))

    assert AuditEvent.objects.filter(action="opened photo", actor=nurse).count() == 2
    assert words(client.get(submission.staff_path)).count("Photos opened") == 1


def test_a_writer_sees_no_photo(client, writer, sent):
    submission, leg, _ = sent
    client.force_login(writer)

    assert client.get(address(submission, leg)).status_code == 403
    assert not AuditEvent.objects.filter(action="opened photo").exists()


def test_a_stranger_is_asked_to_sign_in(client, sent):
    submission, leg, _ = sent

    answer = client.get(address(submission, leg))

    assert answer.status_code == 302
    assert reverse("admin:login") in answer.url


def test_a_photo_can_be_asked_for_and_nothing_else(client, nurse, sent):
    submission, leg, _ = sent
    client.force_login(nurse)

    assert client.post(address(submission, leg)).status_code == 405


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000000", "x"])
def test_a_photo_that_is_not_there_is_not_found(client, nurse, sent, name):
    submission, *_ = sent
    client.force_login(nurse)

    answer = client.get(f"/staff/intake/submission/{submission.pk}/photo/{name}/")

    assert answer.status_code in (302, 404)
    assert "image" not in answer["Content-Type"]


def test_a_photo_that_was_tampered_with_is_not_shown(client, nurse, sent):
    submission, leg, paper = sent
    Photo.objects.filter(pk=leg.id).update(head=Photo.objects.get(pk=paper.id).head)
    client.force_login(nurse)

    answer = client.get(address(submission, leg))

    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("text/plain")
