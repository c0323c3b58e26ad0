"""The letter that tells staff: a reference, a priority, a link, and no word of the patient's."""

from __future__ import annotations

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from clinic import mail
from clinic.models import OutboxMessage
from intake.models import Submission
from tests.intake.make import CALM, PRIORITY, make_contact_request, make_profile, make_submission
from tests.mailbox import Mailbox, free_port

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def by_smtp(settings):
    """Send letters by SMTP, to a port of this machine where nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings.EMAIL_PORT


@pytest.fixture
def postbox(by_smtp):
    postbox = Mailbox()
    server = Controller(postbox, hostname="127.0.0.1", port=by_smtp)
    server.start()
    yield postbox
    server.stop()


@pytest.mark.parametrize(
    ("priority", "subject"),
    [
        (PRIORITY.EMERGENCY, "New emergency form"),
        (PRIORITY.URGENT, "New urgent form"),
        (PRIORITY.SOON, "New form"),
        (PRIORITY.ROUTINE, "New form"),
    ],
)
def test_the_letter_says_that_something_came_in_and_where(settings, priority, subject):
    settings.STAFF_URL = "https://staff.northside.example"

    submission = make_submission(priority=priority)

    letter = OutboxMessage.objects.get()
    assert letter.to == ["nurses@northside.example"]
    assert letter.subject == subject
    assert f"{subject}: {submission.reference}" in letter.body
    address = f"https://staff.northside.example/staff/intake/submission/{submission.pk}/change/"
    assert address in letter.body


def test_the_wish_for_a_call_is_told_apart():
    make_contact_request()

    assert OutboxMessage.objects.get().subject == "New contact request"


def test_the_link_is_where_staff_really_open_it(client, nurse):
    submission = make_submission()
    client.force_login(nurse)

    path = OutboxMessage.objects.get().body.split("http://localhost")[1].split()[0]

    assert path == submission.staff_path
    assert client.get(path).status_code == 200


def test_the_letter_carries_none_of_the_patients_words():
    make_submission(priority=PRIORITY.EMERGENCY)
    make_contact_request()

    for letter in OutboxMessage.objects.all():
        text = f"{letter.subject}\n{letter.body}"
        for word in ("Joan", "Alder", "651", "0173", "1958", "stockings", "aches", "chest", "leg"):
            assert word not in text
        assert CALM["message"] not in text


def test_a_mail_server_gets_it_as_it_was_written(postbox):
    submission = make_submission(priority=PRIORITY.URGENT)

    assert mail.deliver_due(timezone.now()) == 1

    (letter,) = postbox.letters
    assert letter["Subject"] == "New urgent form"
    assert letter["To"] == "nurses@northside.example"
    assert str(submission.pk) in letter.get_payload()
    assert "Joan" not in letter.as_string()


def test_a_dead_mail_server_loses_neither_submission_nor_letter(by_smtp):
    submission = make_submission()

    assert mail.deliver_due(timezone.now()) == 0

    assert Submission.objects.get() == submission
    waiting = OutboxMessage.objects.get()
    assert waiting.sent_at is None
    postbox = Mailbox()
    server = Controller(postbox, hostname="127.0.0.1", port=by_smtp)
    server.start()
    try:
        assert mail.deliver_due(waiting.due_at) == 1
    finally:
        server.stop()
    assert len(postbox.letters) == 1


def test_everyone_whom_the_profile_names_gets_one_letter():
    make_profile(notify="nurses@northside.example\ndoctor@northside.example\n")

    make_contact_request()

    assert OutboxMessage.objects.get().to == [
        "nurses@northside.example",
        "doctor@northside.example",
    ]


def test_a_clinic_that_names_nobody_still_takes_what_patients_send():
    make_profile(notify="")

    submission = make_submission()

    assert Submission.objects.get() == submission
    assert OutboxMessage.objects.get().to == []
