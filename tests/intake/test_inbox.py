"""The staff's acts: one door to a patient's words, and a trace of whoever used it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from clinic import audit, sealing
from clinic.models import AuditEvent
from clinic.vault import CannotOpen
from intake import inbox
from intake.models import Note, Submission
from tests.conftest import make_staff
from tests.intake.make import PRIORITY, make_contact_request, make_submission

pytestmark = pytest.mark.usefixtures("clinic")

State = Submission.State


@pytest.fixture
def colleague(db) -> User:
    return make_staff("nora", "Nurse")


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def fail(*args, **kwargs):
    raise IntegrityError


# Reading


def test_opening_shows_the_patients_words_and_leaves_a_trace(nurse):
    submission = make_submission(priority=PRIORITY.URGENT)

    contents = inbox.read(submission, by=nurse)

    event = AuditEvent.objects.latest("id")
    assert (contents.name, contents.phone) == ("Joan Alder", "651-555-0173")
    assert contents.born == "April 12, 1958"
    told = {row.question: row.answer for _, rows in contents.sections for row in rows}
    assert "My left leg aches in the evening." in told.values()
    assert contents.findings.reasons[0].id == "U4"
    assert contents.findings.reasons[0].answers[0].answer == "Yes"
    assert (event.action, event.actor, event.target_id) == ("opened", nurse, str(submission.pk))
    assert "Joan" not in str(event.detail)


def test_every_opening_is_a_trace_of_its_own(nurse, colleague):
    submission = make_submission()

    for reader in (nurse, nurse, colleague):
        inbox.read(submission, by=reader)

    opened = AuditEvent.objects.filter(action="opened").order_by("id")
    assert [event.actor_name for event in opened] == ["maya", "maya", "nora"]


def test_nothing_is_shown_that_cannot_be_audited(monkeypatch, nurse):
    submission = make_submission()
    opened = []
    monkeypatch.setattr(audit, "record", fail)
    monkeypatch.setattr(sealing, "unseal", lambda *args, **kwargs: opened.append(args))

    with pytest.raises(IntegrityError):
        inbox.read(submission, by=nurse)

    assert opened == []


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_who_does_not_care_for_patients_reads_and_changes_nothing(request, nurse, who):
    person = request.getfixturevalue(who)
    submission = make_submission()
    before = actions()

    for act in (
        lambda: inbox.read(submission, by=person),
        lambda: inbox.note(submission, "Hello", by=person),
        lambda: inbox.assign(submission, person, by=person),
        lambda: inbox.assign(submission, person, by=nurse),
        lambda: inbox.close(submission, by=person),
        lambda: inbox.reopen(submission, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert actions() == before


def test_a_nurse_who_has_left_reads_nothing(nurse):
    submission = make_submission()
    nurse.is_active = False
    nurse.save()

    with pytest.raises(PermissionDenied):
        inbox.read(submission, by=User.objects.get(pk=nurse.pk))


def test_an_administrator_who_is_a_nurse_too_may_read(administrator, nurse):
    administrator.groups.add(*nurse.groups.all())
    submission = make_submission()

    assert inbox.read(submission, by=User.objects.get(pk=administrator.pk)).name == "Joan Alder"


def test_words_that_were_swapped_between_two_patients_do_not_open(nurse):
    joan, ruth = make_submission(), make_submission(name="Ruth Birch")
    Submission.objects.filter(pk=joan.pk).update(sealed=ruth.sealed)

    with pytest.raises(CannotOpen):
        inbox.read(Submission.objects.get(pk=joan.pk), by=nurse)
    assert inbox.read(ruth, by=nurse).name == "Ruth Birch"


@pytest.mark.parametrize("place", [0, 3, 20, 60, -1])
def test_words_with_a_changed_byte_do_not_open(nurse, place):
    submission = make_contact_request()
    sealed = bytearray(submission.sealed)
    sealed[place] ^= 1
    submission.sealed = bytes(sealed)

    with pytest.raises(CannotOpen):
        inbox.read(submission, by=nurse)


def test_without_the_private_key_nothing_opens(nurse, settings):
    submission = make_submission()
    settings.CLINIC_PRIVATE_KEY = None

    with pytest.raises(sealing.NoKeyHere):
        inbox.read(submission, by=nurse)


# Notes and calls


def test_a_note_is_sealed_and_read_with_the_rest(nurse, colleague):
    submission = make_contact_request()

    inbox.note(submission, "  Wants stockings, class 2.\nCall after five. ", by=nurse)

    (note,) = inbox.read(submission, by=colleague).notes
    assert note.text == "Wants stockings, class 2.\nCall after five."
    assert note.row.written_by == nurse
    assert b"stockings" not in bytes(note.row.sealed)
    assert actions()[-2:] == ["noted", "opened"]
    assert "stockings" not in str(AuditEvent.objects.get(action="noted").detail)


def test_a_note_that_was_moved_does_not_open_and_hides_nothing_else(nurse):
    joan, ruth = make_submission(), make_submission(name="Ruth Birch")
    row = inbox.note(joan, "About Joan", by=nurse)
    Note.objects.filter(pk=row.pk).update(submission=ruth)

    contents = inbox.read(ruth, by=nurse)

    assert contents.name == "Ruth Birch"
    assert [written.text for written in contents.notes] == ["This note cannot be opened."]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Note.Outcome.NOTE, State.NEW),
        (Note.Outcome.SPOKE, State.IN_PROGRESS),
        (Note.Outcome.NO_ANSWER, State.NO_ANSWER),
        (Note.Outcome.MESSAGE_LEFT, State.MESSAGE_LEFT),
        (Note.Outcome.WRONG_NUMBER, State.IN_PROGRESS),
    ],
)
def test_the_state_follows_the_call(nurse, outcome, state):
    submission = make_submission()

    inbox.note(submission, "As agreed", outcome=outcome, by=nurse)

    submission.refresh_from_db()
    assert submission.state == state


def test_a_call_needs_no_words_but_a_note_does(nurse):
    submission = make_submission()

    inbox.note(submission, "", outcome=Note.Outcome.NO_ANSWER, by=nurse)
    with pytest.raises(inbox.NothingToNote):
        inbox.note(submission, " \n ", by=nurse)

    assert Note.objects.count() == 1


# Assigning, closing, reopening


def test_a_submission_is_given_to_a_colleague_and_back_to_nobody(nurse, colleague):
    submission = make_submission()

    for to in (colleague, colleague, None):
        inbox.assign(submission, to, by=nurse)
        submission.refresh_from_db()
        assert submission.assigned_to == to

    details = AuditEvent.objects.filter(action="assigned").order_by("id")
    assert [event.detail for event in details] == [{"to": "nora"}, {"to": ""}]


def test_what_is_closed_says_when_and_by_whom_until_it_is_reopened(nurse):
    submission = make_submission()

    inbox.close(submission, by=nurse)
    submission.refresh_from_db()
    assert (submission.state, submission.closed_by) == (State.CLOSED, nurse)
    assert submission.closed_at is not None
    assert not Submission.objects.waiting().exists()

    inbox.reopen(submission, by=nurse)
    submission.refresh_from_db()
    assert (submission.state, submission.closed_by) == (State.IN_PROGRESS, None)
    assert submission.closed_at is None
    assert actions()[-2:] == ["closed", "reopened"]


def test_nothing_is_closed_twice_or_reopened_twice(nurse, colleague):
    submission = make_submission()
    with pytest.raises(inbox.NotClosed):
        inbox.reopen(submission, by=nurse)

    inbox.close(submission, by=nurse)

    with pytest.raises(inbox.AlreadyClosed):
        inbox.close(submission, by=colleague)
    with pytest.raises(inbox.AlreadyClosed):
        inbox.note(submission, "Too late", by=colleague)
    submission.refresh_from_db()
    assert submission.closed_by == nurse
    assert actions().count("closed") == 1


@pytest.mark.parametrize("act", ["note", "call", "assign", "close", "reopen"])
def test_an_act_is_undone_when_it_cannot_be_audited(monkeypatch, nurse, act):
    submission = make_submission()
    if act == "reopen":
        inbox.close(submission, by=nurse)
    before = Submission.objects.values().get()
    acts = {
        "note": lambda: inbox.note(submission, "Words", by=nurse),
        "call": lambda: inbox.note(submission, "", outcome="no-answer", by=nurse),
        "assign": lambda: inbox.assign(submission, nurse, by=nurse),
        "close": lambda: inbox.close(submission, by=nurse),
        "reopen": lambda: inbox.reopen(submission, by=nurse),
    }
    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(IntegrityError):
        acts[act]()

    assert Submission.objects.values().get() == before
    assert not Note.objects.exists()
