"""Letters, sent to a real mail server on this machine."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from clinic import mail
from clinic.models import OutboxMessage, SiteProfile


def make_letter(**changes) -> OutboxMessage:
    return mail.queue(
        **{
            "to": ["nurses@northside.example"],
            "subject": "New leg check LC-7F3K",
            "body": "Open it here: http://localhost/staff/",
            **changes,
        }
    )


@pytest.mark.django_db
def test_a_letter_reaches_the_nurses(mailbox):
    make_letter(to=["maya@northside.example", "ida@northside.example"])

    assert mail.deliver_due(timezone.now()) == 1

    letter = mailbox.letters[0]
    assert letter["Subject"] == "New leg check LC-7F3K"
    assert letter["X-Recipients"] == "maya@northside.example, ida@northside.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "http://localhost/staff/" in letter.get_payload()
    assert OutboxMessage.objects.get().sent_at


@pytest.mark.django_db
def test_a_letter_is_sent_once(mailbox):
    make_letter()

    for minutes in (0, 5, 60, 600):
        mail.deliver_due(timezone.now() + timedelta(minutes=minutes))

    assert len(mailbox.letters) == 1


@pytest.mark.django_db
def test_nothing_is_sent_while_the_act_goes_on(mailbox):
    make_letter()

    assert mailbox.letters == []


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_sends_no_letter(mailbox):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter()
        SiteProfile.objects.create(id=2)

    assert mail.deliver_due(timezone.now()) == 0
    assert mailbox.letters == []


@pytest.mark.django_db
def test_a_dead_mail_server_loses_nothing(no_server):
    make_letter()

    assert mail.deliver_due(timezone.now()) == 0

    letter = OutboxMessage.objects.get()
    assert letter.sent_at is None
    assert letter.attempts == 1
    assert letter.last_error == "ConnectionRefusedError"


@pytest.mark.django_db
def test_a_server_that_refuses_gets_the_letter_once_it_is_well(mailbox):
    make_letter()
    now = timezone.now()
    mailbox.answer = "451 Try again later"
    mail.deliver_due(now)
    mailbox.answer = "250 Taken"

    assert mail.deliver_due(now + timedelta(seconds=30)) == 0
    assert mail.deliver_due(now + timedelta(minutes=2)) == 1

    letter = OutboxMessage.objects.get()
    assert (letter.attempts, letter.last_error) == (2, "")


@pytest.mark.django_db
def test_tries_become_rarer_but_never_end(no_server):
    letter = make_letter()
    now = timezone.now()
    waits = []

    for _ in range(9):
        mail.deliver_due(now)
        letter.refresh_from_db()
        waits.append(round((letter.due_at - now).total_seconds() / 60))
        now = letter.due_at

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert letter.attempts == 9


@pytest.mark.django_db
def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(mailbox):
    broken = make_letter(to=["nurses@northside.example\nBcc: all@example.com"])
    make_letter()

    assert mail.deliver_due(timezone.now()) == 1

    broken.refresh_from_db()
    assert broken.sent_at is None
    assert broken.last_error


@pytest.mark.django_db
def test_a_letter_to_nobody_waits_until_somebody_is_named(mailbox):
    make_letter(to=[])
    assert mail.deliver_due(timezone.now() + timedelta(days=1)) == 0
    assert OutboxMessage.objects.get().attempts == 0

    SiteProfile.objects.create(notify="maya@northside.example")

    assert mail.deliver_due(timezone.now()) == 1
    assert mailbox.letters[0]["X-Recipients"] == "maya@northside.example"
    assert OutboxMessage.objects.get().to == ["maya@northside.example"]


@pytest.mark.django_db
def test_letters_to_nobody_do_not_hold_up_the_others(mailbox):
    for _ in range(mail.BATCH + 1):
        make_letter(to=[])
    make_letter()

    assert mail.deliver_due(timezone.now()) == 1


@pytest.mark.django_db
def test_a_letter_with_an_address_keeps_it_whomever_the_profile_names(mailbox):
    make_letter(to=["ida@northside.example"])
    SiteProfile.objects.create(notify="maya@northside.example")

    mail.deliver_due(timezone.now())

    assert mailbox.letters[0]["X-Recipients"] == "ida@northside.example"


@pytest.mark.django_db
def test_a_letter_that_was_tried_for_months_is_tried_again(no_server):
    letter = make_letter()
    OutboxMessage.objects.update(attempts=5000)
    now = timezone.now()

    mail.deliver_due(now)

    letter.refresh_from_db()
    assert letter.due_at == pytest.approx(now + timedelta(hours=1), abs=timedelta(seconds=5))


@pytest.mark.django_db
def test_a_subject_is_one_line(mailbox):
    make_letter(subject="New leg check\r\nBcc: all@example.com")
    mail.deliver_due(timezone.now())

    letter = mailbox.letters[0]
    assert letter["Subject"] == "New leg check Bcc: all@example.com"
    assert letter["Bcc"] is None


@pytest.mark.django_db
def test_a_letter_that_comes_twice_bears_one_name(mailbox):
    letter = make_letter()
    mail.deliver_due(timezone.now())
    # As if the worker had died after the server took the letter and before that was written down.
    OutboxMessage.objects.filter(pk=letter.pk).update(sent_at=None)

    mail.deliver_due(timezone.now() + mail.LEASE)

    first, second = mailbox.letters
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.django_db
def test_a_worker_that_dies_gives_its_letter_back_after_a_while(mailbox):
    letter = make_letter()
    now = timezone.now()
    assert OutboxMessage.objects.claim(letter.pk, now, mail.LEASE)

    assert mail.deliver_due(now + timedelta(minutes=9)) == 0
    assert mail.deliver_due(now + timedelta(minutes=11)) == 1


@pytest.mark.django_db
def test_behind_slow_letters_the_lease_counts_from_when_a_letter_is_taken_up(
    no_server, monkeypatch
):
    make_letter()
    last = make_letter()
    now = timezone.now()
    clock = itertools.count(step=11 * 60)  # each look at the clock is eleven minutes later
    monkeypatch.setattr(mail.time, "monotonic", lambda: next(clock))

    mail.deliver_due(now)

    last.refresh_from_db()
    assert last.due_at == now + timedelta(minutes=22 + 1)


@pytest.mark.django_db
def test_one_letter_cannot_be_claimed_twice():
    letter = make_letter()
    now = timezone.now()

    claims = [OutboxMessage.objects.claim(letter.pk, now, mail.LEASE) for _ in range(2)]

    assert claims == [True, False]


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_letter_once(mailbox):
    for number in range(12):
        make_letter(subject=f"New leg check {number}")
    sent = []
    together = threading.Barrier(3)

    def work() -> None:
        together.wait()
        sent.append(mail.deliver_due(timezone.now()))
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 12
    assert sorted(letter["Subject"] for letter in mailbox.letters) == sorted(
        f"New leg check {number}" for number in range(12)
    )


@pytest.mark.django_db
def test_a_letter_that_is_sent_at_once_leaves_nothing_behind(mailbox):
    mail.send_now(to="joan@home.example", subject="Your\r\nlink", body="http://localhost/x/")

    letter = mailbox.letters[0]
    assert letter["Subject"] == "Your link"
    assert letter["X-Recipients"] == "joan@home.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@localhost>")
    assert not OutboxMessage.objects.exists()


def test_a_letter_that_cannot_be_sent_at_once_says_so_and_logs_no_address(no_server, caplog):
    with pytest.raises(mail.NotSent):
        mail.send_now(to="joan@home.example", subject="Your link", body="http://localhost/x/")

    assert "ConnectionRefusedError" in caplog.text
    assert "joan" not in caplog.text


def test_a_letter_that_the_server_refuses_was_not_sent(mailbox):
    mailbox.answer = "550 Not here"

    with pytest.raises(mail.NotSent):
        mail.send_now(to="joan@home.example", subject="Your link", body="http://localhost/x/")
