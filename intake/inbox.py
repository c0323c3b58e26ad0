"""The staff's side: open what came in, note, call, set a priority, close. Every act is audited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from clinic import audit, sealing
from clinic.models import SiteProfile
from clinic.vault import CannotOpen
from intake import contents, submitting
from intake.contents import Contents, WrittenNote
from intake.domain.triage import Priority, triage
from intake.models import Note, Submission
from intake.submitting import ContactWishes

CALL_STATES = {
    Note.Outcome.SPOKE: Submission.State.IN_PROGRESS,
    Note.Outcome.NO_ANSWER: Submission.State.NO_ANSWER,
    Note.Outcome.MESSAGE_LEFT: Submission.State.MESSAGE_LEFT,
    Note.Outcome.WRONG_NUMBER: Submission.State.IN_PROGRESS,
    Note.Outcome.WROTE: Submission.State.IN_PROGRESS,
}

CALL_OUTCOMES = (Note.Outcome.NOTE, *CALL_STATES)


class AlreadyClosed(Exception):
    """This submission is closed: reopen it first."""


class NotClosed(Exception):
    """This submission is open already."""


class NothingToNote(Exception):
    """A note needs words, and so does another priority."""


class SamePriority(Exception):
    """This is the priority already."""


class ChangedMeanwhile(Exception):
    """A colleague set another priority since this person looked."""


class NoRules(Exception):
    """This came in without a questionnaire, so that no rules sort it."""


def read(submission: Submission, *, by: User) -> Contents:
    """Return a patient's words. This is the one door to them, and it is audited first.

    An opening that fails stays on the audit trail, too. Raises PermissionDenied,
    sealing.NoKeyHere, or vault.CannotOpen where the row was tampered with.
    """
    if not by.has_perm("intake.view_submission"):
        raise PermissionDenied("Only staff who care for patients may open this.")
    with transaction.atomic():
        audit.record("opened", submission, by=by)
    document = sealing.unseal(submission.sealed, place=submission.place)
    notes = tuple(map(_written, submission.notes.select_related("written_by")))
    if submission.release is None:
        wishes = ContactWishes(**document["contact"])
        return contents.of_contact_request(wishes, notes, document.get("language", ""))
    return contents.of_response(submission.release, document, notes)


@dataclass(frozen=True)
class Again:
    """What the rules give for a stored response, and whether that is what they gave on arrival."""

    priority: Priority
    is_same: bool


def triage_again(submission: Submission) -> Again:
    """Let the rules of its own release sort a stored response, which the system reads.

    This is audited first. Raises NoRules, sealing.NoKeyHere or vault.CannotOpen.
    """
    release = submission.release
    if release is None:
        raise NoRules(submission.reference)
    with transaction.atomic():
        audit.record("triaged again", submission)
    document = sealing.unseal(submission.sealed, place=submission.place)
    verdict = triage(release.ruleset.rules, contents.walked(release, document).by_question)
    is_same = contents.fires_alike(document, (each.rule.id for each in verdict.fired))
    return Again(verdict.priority, is_same and verdict.priority == submission.triage_priority)


@transaction.atomic
def note(submission: Submission, text: str, *, outcome: str = Note.Outcome.NOTE, by: User) -> Note:
    """Write a note, or log how a call went; the state follows the call."""
    if outcome not in CALL_OUTCOMES:
        raise ValueError(f"{outcome} is noted by an act of its own.")
    current = _current(submission, by=by)
    if current.is_closed:
        raise AlreadyClosed(current.reference)
    if not text.strip() and outcome == Note.Outcome.NOTE:
        raise NothingToNote
    row = _write(current, text, outcome=outcome, by=by)
    if state := CALL_STATES.get(Note.Outcome(outcome)):
        _move(current, state=state)
    audit.record("noted", current, by=by, outcome=outcome)
    return row


@transaction.atomic
def override(submission: Submission, priority: int, text: str, *, by: User) -> Note:
    """Set another priority than the one in force, and say why. What the rules gave stays beside it.

    When to call follows from the new priority and the moment of arrival, for the patient has
    waited since then: who becomes more urgent may be overdue at once, which is true, and is put
    first. More urgent never means later. Both times are on the audit trail. Raises AlreadyClosed,
    ChangedMeanwhile, SamePriority or NothingToNote.
    """
    current = _current(submission, by=by)
    if current.is_closed:
        raise AlreadyClosed(current.reference)
    if current.priority != submission.priority:
        raise ChangedMeanwhile(current.reference)
    chosen = Submission.Priority(priority)
    if chosen == current.priority:
        raise SamePriority(current.reference)
    if not text.strip():
        raise NothingToNote
    before, until = current.priority, current.call_by
    call_by = submitting.call_by(chosen, SiteProfile.current().hours, current.received_at)
    row = _write(current, text, outcome=Note.Outcome.PRIORITY, by=by)
    _move(current, priority=chosen, call_by=min(call_by, until) if chosen > before else call_by)
    change = {"from": before, "to": chosen.value, "rules": current.triage_priority}
    times = {"call_by": current.call_by.isoformat(), "call_by_before": until.isoformat()}
    audit.record("priority set", current, by=by, note=str(row.pk), **change, **times)
    return row


@transaction.atomic
def assign(submission: Submission, to: User | None, *, by: User) -> None:
    """Give a submission to a colleague who may read it, or to nobody."""
    current = _current(submission, by=by)
    if to is not None and not to.has_perm("intake.view_submission"):
        raise PermissionDenied("This colleague may not read what patients send.")
    if current.assigned_to_id == (to.pk if to else None):
        return
    _move(current, assigned_to=to)
    audit.record("assigned", current, by=by, to=to.get_username() if to else "")


@transaction.atomic
def close(submission: Submission, *, by: User) -> None:
    """Say that nothing more is to be done."""
    current = _current(submission, by=by)
    if current.is_closed:
        raise AlreadyClosed(current.reference)
    _move(current, state=Submission.State.CLOSED, closed_at=timezone.now(), closed_by=by)
    audit.record("closed", current, by=by)


@transaction.atomic
def reopen(submission: Submission, *, by: User) -> None:
    """Take a closed submission back into the list."""
    current = _current(submission, by=by)
    if not current.is_closed:
        raise NotClosed(current.reference)
    _move(current, state=Submission.State.IN_PROGRESS, closed_at=None, closed_by=None)
    audit.record("reopened", current, by=by)


def _current(submission: Submission, *, by: User) -> Submission:
    """Return the row as it is now, locked, for someone who may change it."""
    if not by.has_perm("intake.change_submission"):
        raise PermissionDenied("Only staff who care for patients may change this.")
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _write(submission: Submission, text: str, *, outcome: str, by: User) -> Note:
    row = Note(submission=submission, outcome=outcome, written_at=timezone.now(), written_by=by)
    row.sealed = sealing.seal({"text": text.strip()}, place=row.place)
    row.save(force_insert=True)
    return row


def _move(submission: Submission, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(submission, name, value)
    submission.save(update_fields=list(changes))


def _written(row: Note) -> WrittenNote:
    """Return a note with its words. One that was damaged must not hide all the others."""
    try:
        return WrittenNote(row, sealing.unseal(row.sealed, place=row.place)["text"])
    except CannotOpen:
        return WrittenNote(row, "This note cannot be opened.")
