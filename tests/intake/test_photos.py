"""A photo is made harmless, sealed, kept, sent, and opened by those who care for the patient."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from clinic import sealing
from intake import answering, photos
from intake.answering import NotHere
from intake.domain.values import Attachment
from intake.files import refusals
from intake.models import Photo, PhotoChunk, Submission, UnfinishedResponse
from intake.photos import NotAmongThese, PhotoError
from tests.clinic.picture_samples import photo, saved, told
from tests.environment import FOLDER
from tests.intake.make import make_release, make_unfinished

pytestmark = pytest.mark.usefixtures("clinic")

NOW = timezone.now()
LEG = told("JPEG")


def refusal(row, data=b"a leg", **how) -> str:
    with pytest.raises(PhotoError) as refused:
        photos.add(row, data, now=NOW, **how)
    return str(refused.value)


# Adding


def test_a_photo_becomes_an_answer_and_a_sealed_row(row):
    answer = photos.add(row, LEG, title="IMG_0042.JPG", now=NOW)

    kept = Photo.objects.get()
    assert answer == Attachment(str(kept.pk), "image/jpeg", "IMG_0042.JPG", kept.size)
    assert (kept.unfinished, kept.submission, kept.content_type) == (row, None, "image/jpeg")
    assert kept.chunks.count() == 1


def test_what_a_question_takes_is_heeded(row):
    assert refusal(row, LEG, types=["application/pdf"]) == refusals.ONLY_PDFS
    assert refusal(row, LEG, most_bytes=100) == refusals.TOO_HEAVY_HERE
    assert photos.add(row, LEG, types=["image/png"], now=NOW).content_type == "image/png"


def test_unsent_files_never_fill_the_disk(row, quick_workshop, monkeypatch):
    monkeypatch.setattr(photos, "MOST_BYTES_OF_ALL", 10)

    assert refusal(row, b"more than ten bytes") == photos.FULL
    assert not Photo.objects.exists()


def test_a_refused_file_leaves_nothing(row):
    assert refusal(row, b"words") == refusals.WRONG_KIND
    assert not Photo.objects.exists()


def test_a_large_file_has_many_chunks_none_of_them_large(row, quick_workshop):
    photos.add(row, bytes(1_000_000), now=NOW)

    sizes = [len(chunk.sealed) for chunk in PhotoChunk.objects.all()]
    assert len(sizes) == 4
    assert max(sizes) == 256 * 1024 + 16


def test_neither_a_dump_nor_a_folder_holds_the_photo_or_its_name(row, monkeypatch):
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", pytest.fail)
    before = set(Path(FOLDER).rglob("*"))
    answer = photos.add(row, saved(photo(), "JPEG"), title="Joan Alder's leg.jpg", now=NOW)

    dump = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for cell in (cell for row in cursor.fetchall() for cell in row):
                raw = isinstance(cell, bytes | memoryview)
                dump += bytes(cell) if raw else str(cell).encode()
    assert answer.id.replace("-", "").encode() in dump.replace(b"-", b"")
    for secret in (b"\xff\xd8\xff", b"JFIF", b"Joan", b"leg.jpg"):
        assert secret not in dump.replace(b"leg-check", b"")
    assert set(Path(FOLDER).rglob("*")) == before


def test_ten_files_and_no_more(row, quick_workshop):
    for number in range(10):
        photos.add(row, b"%d" % number, now=NOW)

    assert refusal(row) == photos.TOO_MANY
    photos.remove(row, str(Photo.objects.first().pk))
    assert photos.add(row, b"a leg", now=NOW)


def test_all_files_together_have_a_limit(row, quick_workshop, monkeypatch):
    monkeypatch.setattr(photos, "MOST_BYTES_KEPT", 1000)
    photos.add(row, bytes(900), now=NOW)

    assert refusal(row, bytes(101)) == photos.TOO_MUCH
    assert photos.add(row, bytes(100), now=NOW)
    assert refusal(row, b"x") == photos.TOO_MUCH


def test_who_adds_without_end_waits_an_hour(row, quick_workshop, monkeypatch):
    monkeypatch.setattr(photos, "MOST_AN_HOUR", 2)
    for _ in range(2):
        photos.remove(row, photos.add(row, b"a leg", now=NOW).id)

    assert refusal(row) == photos.TOO_OFTEN


@pytest.mark.parametrize("fate", ["sent", "expired", "gone"])
def test_what_is_over_takes_no_photo(begun, row, quick_workshop, send_with, fate):
    later = NOW + timedelta(days=40) if fate == "expired" else NOW
    if fate == "sent":
        send_with()
    if fate == "gone":
        UnfinishedResponse.objects.all().delete()

    with pytest.raises(NotHere):
        photos.add(row, b"a leg", now=later)
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("leg.jpg", "leg.jpg"),
        ("  my\tleg\r\n.jpg ", "my leg .jpg"),
        ("\u202egpj.leg", "gpj.leg"),
        ("x" * 300, "x" * 100),
        ("ногa 🦵.heic", "ногa 🦵.heic"),
        ("", ""),
    ],
)
def test_the_name_of_a_file_stays_on_one_line(row, quick_workshop, typed, title):
    assert photos.add(row, b"a leg", title=typed, now=NOW).title == title


# Taking out, forgetting


def test_a_patient_takes_a_photo_out(row, quick_workshop):
    first, second = (photos.add(row, b"a leg", now=NOW) for _ in range(2))

    photos.remove(row, first.id)
    photos.remove(row, first.id)

    assert [str(each.pk) for each in Photo.objects.all()] == [second.id]
    assert PhotoChunk.objects.count() == 1


@pytest.mark.parametrize("name", ["", "x", "5f7a6949-b877-4a85-ae5f-62379b75d361"])
def test_taking_out_what_is_not_there_does_nothing(row, quick_workshop, name):
    photos.add(row, b"a leg", now=NOW)

    photos.remove(row, name)

    assert Photo.objects.count() == 1


def test_nobody_takes_out_the_photo_of_somebody_else(row, quick_workshop, send_with):
    mine = photos.add(row, b"a leg", now=NOW)
    other = UnfinishedResponse.objects.get(pk=make_unfinished(make_release())[0])

    photos.remove(other, mine.id)
    assert Photo.objects.count() == 1

    send_with(mine)
    photos.remove(row, mine.id)
    assert Photo.objects.count() == 1


def test_what_nobody_came_back_to_takes_its_photos_along(row, quick_workshop):
    photos.add(row, bytes(600_000), now=NOW)

    answering.forget_expired(NOW + timedelta(days=40))

    assert not Photo.objects.exists()
    assert not PhotoChunk.objects.exists()


def test_what_was_sent_stays_when_the_patients_copy_goes(row, quick_workshop, send_with):
    submission = send_with(photos.add(row, b"a leg", now=NOW))

    answering.forget_expired(NOW + timedelta(days=40))

    assert not UnfinishedResponse.objects.filter(pk=row.pk).exists()
    assert submission.photos.count() == 1
    with pytest.raises(ProtectedError):
        submission.delete()


# Sending


def test_photos_go_with_the_answers_that_name_them(row, quick_workshop, send_with):
    named, other = (photos.add(row, b"a leg", now=NOW) for _ in range(2))

    submission = send_with(named)

    assert Photo.objects.get(pk=named.id).submission == submission
    assert Photo.objects.get(pk=other.id).submission is None
    assert sealing.unseal(submission.sealed, place=submission.place)["photos"] == [named.id]


def test_photos_that_no_answer_names_are_forgotten_within_the_hour(row, quick_workshop, send_with):
    photos.add(row, b"a leg", now=NOW)
    send_with()

    answering.forget_expired(timezone.now() + timedelta(hours=1, seconds=1))

    assert not Photo.objects.exists()


def test_a_photo_of_somebody_else_cannot_be_sent(row, quick_workshop, send_with):
    other = UnfinishedResponse.objects.get(pk=make_unfinished(make_release())[0])
    theirs = photos.add(other, b"their leg", now=NOW)

    with pytest.raises(NotAmongThese):
        send_with(theirs)
    assert Photo.objects.get().unfinished == other
    assert not Submission.objects.exists()


def test_answers_that_are_sent_twice_keep_their_photos(row, quick_workshop, send_with):
    leg = photos.add(row, b"a leg", now=NOW)

    assert send_with(leg) == send_with(leg)
    assert Photo.objects.get().submission


def test_photos_are_found_in_answers_of_every_shape():
    one, two, three = (Attachment(name, "image/jpeg") for name in ("1", "2", "3"))
    answers = {"a": one, "b": "words", "c": None, "d": (two, three), "e@2": (), "f": (1, 2)}

    assert photos.named_in(answers) == ("1", "2", "3")


def test_a_photo_belongs_to_one_and_only_one(row, quick_workshop, send_with):
    submission = send_with(photos.add(row, b"a leg", now=NOW))

    for wrong in ({"submission": None}, {"unfinished": row}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Photo.objects.update(**wrong)
    assert submission.photos.count() == 1
