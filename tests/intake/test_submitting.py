"""Sending: sealed, audited and announced in one go, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone

from clinic import audit, mail
from clinic.models import AuditEvent, OutboxMessage
from intake import answering, inbox, submitting
from intake.models import Release, Submission, UnfinishedResponse
from tests.intake.make import (
    PRIORITY,
    WISHES,
    make_contact_request,
    make_profile,
    make_ready,
    make_release,
    make_submission,
    make_unfinished,
)
from tests.intake.reading import title, words

pytestmark = pytest.mark.usefixtures("clinic")

CHICAGO = ZoneInfo("America/Chicago")


def moment(text: str) -> datetime:
    """Return a moment at the clinic, in the week of Monday, March 2, 2026."""
    day, hour = text.split()
    number = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(day) + 2
    return datetime.fromisoformat(f"2026-03-{number:02}T{hour}:00").replace(tzinfo=CHICAGO)


def fail(*args, **kwargs):
    raise IntegrityError


def assert_nothing_was_sent():
    assert not Submission.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not AuditEvent.objects.filter(action="received").exists()


@pytest.mark.parametrize("priority", PRIORITY)
def test_the_plain_columns_say_how_soon_to_call_and_the_audit_trail_too(priority):
    submission = make_submission(priority=priority)

    assert submission.priority == priority
    assert submission.state == Submission.State.NEW
    assert submission.release == Release.objects.get()
    event = AuditEvent.objects.get(action="received")
    assert event.target_id == str(submission.pk)
    assert event.detail == {"kind": "response", "priority": priority}
    assert audit.verify() is None


def test_a_reference_can_be_read_aloud_and_written_down():
    references = {make_contact_request(token=str(number)).reference for number in range(40)}

    assert len(references) == 40
    assert {len(reference) for reference in references} == {9}
    assert {reference[4] for reference in references} == {"-"}
    letters = set("".join(references)) - {"-"}
    assert not letters & set("0O1IL" + "AEU")
    assert letters <= set("23456789BCDFGHJKMNPQRSTVWXYZ")


def test_a_reference_that_is_taken_is_not_given_again(monkeypatch):
    taken = make_contact_request().reference
    letters = iter(taken.replace("-", "") + "2" * 8)
    monkeypatch.setattr(submitting.secrets, "choice", lambda alphabet: next(letters))

    assert make_contact_request(token="another page").reference == "2222-2222"


def test_only_live_answers_leave(nurse):
    release = make_release()
    key, secret = make_unfinished(release, swelling="one_leg", swelling_onset="new")
    now = timezone.now()
    answering.keep(key, secret, given={"swelling": "none"}, asked=["swelling"], now=now)

    submitting.send_response(key, secret, now=now)

    submission = Submission.objects.get()
    told = [row.question for _, rows in inbox.read(submission, by=nurse).sections for row in rows]
    assert "When did the swelling start?" not in told
    assert submission.priority == PRIORITY.ROUTINE


def test_the_article_of_origin_reaches_the_staff(nurse):
    key, secret = make_unfinished(make_release(), came_from="night-leg-cramps")

    submitting.send_response(key, secret, now=timezone.now())

    assert inbox.read(Submission.objects.get(), by=nurse).came_from == "night-leg-cramps"


def test_it_belongs_to_the_release_that_was_asked_even_after_a_new_one():
    key, secret = make_unfinished(make_release())
    asked = Release.objects.get()
    Release.objects.create(
        questionnaire=asked.questionnaire,
        version=2,
        document=asked.document.replace("Is a leg swollen?", "Swollen?"),
        rules=asked.rules,
        digest="0" * 64,
        published_at=timezone.now(),
    )

    submitting.send_response(key, secret, now=timezone.now())

    assert Submission.objects.get().release == asked


def test_what_is_not_complete_is_not_sent():
    release, now = make_release(), timezone.now()
    key, secret = make_unfinished(release)
    answering.keep(key, secret, given={}, asked=["leg", "symptoms"], now=now)

    with pytest.raises(submitting.Incomplete) as missing:
        submitting.send_response(key, secret, now=now)

    assert missing.value.page.key == "feelings"
    assert_nothing_was_sent()


def test_sending_again_gives_the_same_reference_even_after_the_copy_is_gone():
    key, secret = make_unfinished(make_release())
    now = timezone.now()
    first = submitting.send_response(key, secret, now=now)
    again = submitting.send_response(key, secret, now=now)
    UnfinishedResponse.objects.all().delete()

    assert first == again == submitting.send_response(key, secret, now=now)
    assert Submission.objects.count() == OutboxMessage.objects.count() == 1


def test_a_key_without_its_secret_learns_no_reference():
    key, secret = make_unfinished(make_release())
    submitting.send_response(key, secret, now=timezone.now())

    for other in (b"", b"\0" * 32):
        with pytest.raises(answering.NotHere):
            submitting.send_response(key, other, now=timezone.now())


@pytest.mark.parametrize("broken", [(audit, "record"), (mail, "queue")], ids=["audit", "outbox"])
def test_nothing_is_sent_that_cannot_be_audited_and_announced(client, monkeypatch, broken):
    key = make_ready(client)
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(*broken, fail)
        response = client.post(f"/check/{key}/check/")

    assert response.status_code == 500
    assert_nothing_was_sent()
    assert "Joan Alder" in words(client.get(f"/check/{key}/check/"))
    sent = client.get(client.post(f"/check/{key}/check/").url)
    assert title(sent).startswith("We have your answers")
    assert Submission.objects.count() == OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("broken", [(audit, "record"), (mail, "queue")], ids=["audit", "outbox"])
def test_no_wish_is_taken_that_cannot_be_audited_and_announced(client, monkeypatch, broken):
    wish = {**vars(WISHES), "token": "a-page"}
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(*broken, fail)
        response = client.post("/contact/", wish)

    assert response.status_code == 500
    assert_nothing_was_sent()
    assert client.post("/contact/", wish).status_code == 302


def test_what_cannot_be_sealed_is_not_sent(client, settings):
    key = make_ready(client)
    client.raise_request_exception = False
    settings.CLINIC_PUBLIC_KEY = "00" * 31

    assert client.post(f"/check/{key}/check/").status_code == 500
    assert_nothing_was_sent()


@pytest.mark.parametrize(
    ("received", "priority", "by"),
    [
        ("Mon 10:00", PRIORITY.EMERGENCY, "Mon 10:00"),
        ("Fri 18:30", PRIORITY.EMERGENCY, "Mon 08:00"),
        ("Mon 09:00", PRIORITY.URGENT, "Mon 13:00"),
        ("Mon 15:00", PRIORITY.URGENT, "Mon 17:00"),
        ("Mon 16:59", PRIORITY.URGENT, "Mon 17:00"),
        ("Fri 18:30", PRIORITY.URGENT, "Mon 12:00"),
        ("Sat 09:00", PRIORITY.URGENT, "Mon 12:00"),
        ("Mon 07:00", PRIORITY.URGENT, "Mon 12:00"),
        ("Mon 10:00", PRIORITY.SOON, "Tue 17:00"),
        ("Thu 10:00", PRIORITY.SOON, "Fri 17:00"),
        ("Fri 18:30", PRIORITY.SOON, "Mon 17:00"),
        ("Mon 10:00", PRIORITY.ROUTINE, "Thu 17:00"),
        ("Fri 18:30", PRIORITY.ROUTINE, "Wed 17:00"),
    ],
)
def test_when_to_call_follows_priority_and_opening_hours(received, priority, by):
    make_profile(opening_hours="Mon-Fri 8:00-17:00")
    now = moment(received)

    submission = make_submission(priority=priority, now=now)

    at = submission.call_by.astimezone(CHICAGO)
    assert at.strftime("%a %H:%M") == by
    assert at >= now
    assert (at - now).days < 7


def test_a_holiday_is_no_day_to_call():
    make_profile(closed_on="2026-03-03")

    submission = make_submission(priority=PRIORITY.SOON, now=moment("Mon 10:00"))

    assert submission.call_by.astimezone(CHICAGO).strftime("%a %H:%M") == "Wed 17:00"


@pytest.mark.parametrize("priority", PRIORITY)
def test_a_clinic_that_is_closed_for_a_year_still_takes_what_patients_send(priority):
    monday = moment("Mon 10:00").date()
    closed = [(monday + timedelta(weeks=number)).isoformat() for number in range(160)]
    make_profile(opening_hours="Mon 8:00-12:00", closed_on="\n".join(closed))

    submission = make_submission(priority=priority, now=moment("Mon 10:00"))

    assert submission.call_by == moment("Mon 10:00")
