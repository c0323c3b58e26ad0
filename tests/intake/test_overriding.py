"""Another priority than the rules gave: with a reason, beside what they gave, never silently."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from clinic import audit
from clinic.models import AuditEvent
from intake import inbox
from intake.models import Note, Submission
from tests.intake.make import PRIORITY, make_contact_request, make_profile, make_submission

pytestmark = pytest.mark.usefixtures("clinic")


def at(words: str) -> datetime:
    """Return a moment of a week in March 2026 by the clinic's clocks: 9 is a Monday."""
    return timezone.make_aware(datetime.strptime(f"2026-03-{words}", "%Y-%m-%d %H:%M"))


def test_staff_set_another_priority_and_the_rules_stand_beside_it(nurse):
    submission = make_submission(priority=PRIORITY.SOON)

    row = inbox.override(submission, PRIORITY.URGENT, " Sounded short of breath. ", by=nurse)

    submission.refresh_from_db()
    assert (submission.priority, submission.triage_priority) == (PRIORITY.URGENT, PRIORITY.SOON)
    assert submission.is_overridden
    assert submission.beside == "rules: Soon"
    assert (row.outcome, row.written_by) == (Note.Outcome.PRIORITY, nurse)
    assert inbox.read(submission, by=nurse).why_changed.text == "Sounded short of breath."
    event = AuditEvent.objects.get(action="priority set")
    assert (event.actor, event.target_id) == (nurse, str(submission.pk))
    assert (event.detail["from"], event.detail["to"], event.detail["rules"]) == (1, 2, 1)
    assert "breath" not in str(event.detail)
    assert b"breath" not in bytes(row.sealed)


def test_the_second_change_still_tells_what_the_rules_gave(nurse):
    submission = make_submission(priority=PRIORITY.SOON)
    inbox.override(submission, PRIORITY.URGENT, "Worse by phone", by=nurse)
    submission.refresh_from_db()

    inbox.override(submission, PRIORITY.ROUTINE, "Seen this morning", by=nurse)

    detail = AuditEvent.objects.filter(action="priority set").latest("pk").detail
    assert (detail["from"], detail["to"], detail["rules"]) == (2, 0, 1)


def test_who_becomes_more_urgent_may_be_overdue_at_once(nurse):
    submission = make_submission(priority=PRIORITY.ROUTINE, now=at("09 10:00"))
    assert submission.call_by == at("12 17:00")

    inbox.override(submission, PRIORITY.URGENT, "Worse by phone", by=nurse)

    submission.refresh_from_db()
    assert submission.call_by == at("09 14:00")


def test_who_becomes_less_urgent_may_wait_longer_and_both_times_are_kept(nurse):
    submission = make_submission(priority=PRIORITY.URGENT, now=at("09 10:00"))

    inbox.override(submission, PRIORITY.SOON, "An old pain", by=nurse)

    submission.refresh_from_db()
    assert submission.call_by == at("10 17:00")
    detail = AuditEvent.objects.get(action="priority set").detail
    assert datetime.fromisoformat(detail["call_by_before"]) == at("09 14:00")
    assert datetime.fromisoformat(detail["call_by"]) == at("10 17:00")


def test_more_urgent_never_means_later_whatever_the_clinic_changed_since(nurse):
    submission = make_submission(priority=PRIORITY.SOON, now=at("09 10:00"))
    make_profile(opening_hours="Fri 8:00-9:00")

    inbox.override(submission, PRIORITY.URGENT, "Worse", by=nurse)

    submission.refresh_from_db()
    assert submission.call_by == at("10 17:00")


def test_back_to_what_the_rules_gave_needs_a_reason_like_any_other_change(nurse):
    submission = make_submission(priority=PRIORITY.SOON, now=at("09 10:00"))
    inbox.override(submission, PRIORITY.URGENT, "Worse", by=nurse)
    submission.refresh_from_db()

    inbox.override(submission, PRIORITY.SOON, "I mixed up two patients", by=nurse)

    submission.refresh_from_db()
    assert not submission.is_overridden
    assert submission.beside == ""
    assert submission.call_by == at("10 17:00")
    assert Note.objects.filter(outcome=Note.Outcome.PRIORITY).count() == 2


def test_a_wish_for_a_call_can_be_urgent_too(nurse):
    wish = make_contact_request()

    inbox.override(wish, PRIORITY.URGENT, "Writes of a swollen leg", by=nurse)

    wish.refresh_from_db()
    assert wish.beside == "came in as: Routine"
    assert inbox.read(wish, by=nurse).why_changed.text == "Writes of a swollen leg"


def test_the_state_stays_for_nobody_has_called_yet(nurse):
    submission = make_submission()

    inbox.override(submission, PRIORITY.SOON, "Worse", by=nurse)

    submission.refresh_from_db()
    assert submission.state == Submission.State.NEW


def refused(submission: Submission, priority: int, why: str, by, error: type[Exception]) -> None:
    before = Submission.objects.values().get(pk=submission.pk)
    events = AuditEvent.objects.count()
    with pytest.raises(error):
        inbox.override(submission, priority, why, by=by)
    assert Submission.objects.values().get(pk=submission.pk) == before
    assert AuditEvent.objects.count() == events
    assert not Note.objects.exists()


def test_the_same_priority_or_no_reason_is_refused(nurse):
    submission = make_submission(priority=PRIORITY.SOON)

    refused(submission, PRIORITY.SOON, "Because", nurse, inbox.SamePriority)
    refused(submission, PRIORITY.URGENT, " \n", nurse, inbox.NothingToNote)
    refused(submission, 7, "Because", nurse, ValueError)


def test_what_is_closed_keeps_its_priority(nurse):
    submission = make_submission()
    inbox.close(submission, by=nurse)

    refused(submission, PRIORITY.SOON, "Because", nurse, inbox.AlreadyClosed)


def test_nobody_overrides_what_a_colleague_changed_meanwhile(nurse):
    seen = make_submission(priority=PRIORITY.SOON)
    Submission.objects.filter(pk=seen.pk).update(priority=PRIORITY.EMERGENCY)

    refused(seen, PRIORITY.ROUTINE, "Can wait", nurse, inbox.ChangedMeanwhile)


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_who_does_not_care_for_patients_sets_no_priority(request, who):
    submission = make_submission()

    refused(submission, PRIORITY.URGENT, "Because", request.getfixturevalue(who), PermissionDenied)


def test_a_priority_that_cannot_be_audited_is_not_set(monkeypatch, nurse):
    submission = make_submission()

    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(audit, "record", fail)

    refused(submission, PRIORITY.URGENT, "Because", nurse, IntegrityError)


def test_a_note_cannot_pass_for_a_change_of_priority(nurse):
    with pytest.raises(ValueError, match="an act of its own"):
        inbox.note(make_submission(), "Urgent!", outcome=Note.Outcome.PRIORITY, by=nurse)


def test_who_waits_longest_among_those_made_urgent_stays_first(nurse):
    older = make_submission(now=timezone.now() - timedelta(days=3))
    newer = make_submission(priority=PRIORITY.URGENT)

    inbox.override(older, PRIORITY.URGENT, "Worse", by=nurse)

    assert list(Submission.objects.most_urgent_first()) == [older, newer]
