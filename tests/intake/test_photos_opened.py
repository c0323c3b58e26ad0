"""A photo that was sent is opened by who may, audited, and only as it was sent."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from PIL import Image

from clinic import audit, sealing
from clinic.models import AuditEvent
from clinic.vault import CannotOpen
from intake import photos, submitting
from intake.models import Photo, PhotoChunk, Submission, UnfinishedResponse
from tests.clinic.picture_samples import halves, told
from tests.intake.files.pdf_samples import letter
from tests.intake.make import make_release, make_unfinished

pytestmark = pytest.mark.usefixtures("clinic")

NOW = timezone.now()


def test_a_nurse_opens_the_photo_and_it_is_audited(row, nurse, send_with):
    leg = photos.add(row, told("JPEG", halves()), now=NOW)
    submission = send_with(leg)

    opened = photos.open_photo(submission, leg.id, by=nurse)

    assert opened.content_type == "image/jpeg"
    assert Image.open(BytesIO(opened.data)).size == (300, 200)
    assert len(opened.data) == leg.size
    event = AuditEvent.objects.get(action="opened photo")
    assert (event.actor, event.target_id) == (nurse, str(submission.pk))
    assert event.detail == {"photo": leg.id}


def test_a_pdf_is_opened_in_the_same_way(row, nurse, send_with):
    leg = photos.add(row, letter(), now=NOW)

    opened = photos.open_photo(send_with(leg), leg.id, by=nurse)

    assert opened.content_type == "application/pdf"
    assert opened.data.startswith(b"%PDF-")


def test_who_does_not_read_answers_opens_no_photo(
    row, quick_workshop, writer, administrator, send_with
):
    leg = photos.add(row, b"a leg", now=NOW)
    submission = send_with(leg)

    for colleague in (writer, administrator):
        if not colleague.has_perm("intake.view_submission"):
            with pytest.raises(PermissionDenied):
                photos.open_photo(submission, leg.id, by=colleague)
    assert not AuditEvent.objects.filter(action="opened photo").exists()


def test_nothing_is_opened_that_cannot_be_audited(
    row, quick_workshop, nurse, send_with, monkeypatch
):
    leg = photos.add(row, b"a leg", now=NOW)
    submission = send_with(leg)

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr(audit, "record", fail)
    monkeypatch.setattr(sealing, "unseal_file", pytest.fail)

    with pytest.raises(RuntimeError):
        photos.open_photo(submission, leg.id, by=nurse)


def test_the_public_side_opens_nothing(row, quick_workshop, nurse, send_with, settings):
    leg = photos.add(row, b"a leg", now=NOW)
    submission = send_with(leg)
    settings.CLINIC_PRIVATE_KEY = None

    with pytest.raises(sealing.NoKeyHere):
        photos.open_photo(submission, leg.id, by=nurse)


@pytest.fixture
def two_sent(row, quick_workshop, monkeypatch, send_with):
    """Two submissions with a photo each."""
    mine = photos.add(row, b"my leg", now=NOW)
    first = send_with(mine)
    key, secret = make_unfinished(make_release())
    theirs = photos.add(UnfinishedResponse.objects.get(pk=key), b"their leg", now=NOW)
    monkeypatch.setattr(photos, "named_in", lambda _: (theirs.id,))
    second = Submission.objects.get(reference=submitting.send_response(key, secret, now=NOW))
    return first, mine, second, theirs


def test_a_photo_is_opened_in_its_own_submission_alone(two_sent, nurse):
    first, mine, second, _ = two_sent

    assert photos.open_photo(first, mine.id, by=nurse).data == b"my leg"
    with pytest.raises(Photo.DoesNotExist):
        photos.open_photo(second, mine.id, by=nurse)


def test_a_row_that_was_moved_to_another_submission_is_refused(two_sent, nurse):
    _, mine, second, _ = two_sent
    Photo.objects.filter(pk=mine.id).update(submission=second)

    with pytest.raises(CannotOpen):
        photos.open_photo(second, mine.id, by=nurse)


def test_chunks_that_were_swapped_do_not_open(two_sent, nurse):
    first, mine, second, theirs = two_sent
    mine_row, their_row = (PhotoChunk.objects.get(photo=each.id) for each in (mine, theirs))
    mine_row.sealed, their_row.sealed = their_row.sealed, mine_row.sealed
    mine_row.save()
    their_row.save()

    for submission, answer in ((first, mine), (second, theirs)):
        with pytest.raises(CannotOpen):
            photos.open_photo(submission, answer.id, by=nurse)


def test_heads_and_chunks_that_were_swapped_together_do_not_open(two_sent, nurse):
    first, mine, _, theirs = two_sent
    PhotoChunk.objects.filter(photo=mine.id).delete()
    PhotoChunk.objects.filter(photo=theirs.id).update(photo=mine.id)
    Photo.objects.filter(pk=mine.id).update(head=Photo.objects.get(pk=theirs.id).head)

    with pytest.raises(CannotOpen):
        photos.open_photo(first, mine.id, by=nurse)


def test_another_photo_sealed_anew_does_not_stand_for_the_one_that_was_sent(two_sent, nurse):
    """Whoever can write rows can seal to the public keys, too. The answers name the true file."""
    first, mine, *_ = two_sent
    row = Photo.objects.get(pk=mine.id)
    row.head, chunks = sealing.seal_file(bytes(32) + b"another leg", place=row.place)
    row.save()
    row.chunks.update(sealed=next(chunks))

    with pytest.raises(CannotOpen):
        photos.open_photo(first, mine.id, by=nurse)


def test_a_photo_does_not_become_another_kind_of_file(two_sent, nurse):
    first, mine, *_ = two_sent
    Photo.objects.filter(pk=mine.id).update(content_type="text/html")

    with pytest.raises(CannotOpen):
        photos.open_photo(first, mine.id, by=nurse)


def test_a_photo_without_some_of_its_chunks_does_not_open(row, quick_workshop, nurse, send_with):
    leg = photos.add(row, bytes(600_000), now=NOW)
    submission = send_with(leg)
    PhotoChunk.objects.filter(number=2).delete()

    with pytest.raises(CannotOpen):
        photos.open_photo(submission, leg.id, by=nurse)
