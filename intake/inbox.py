"""The staff's side: open what came in, note, call, assign, close. Every act is audited."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from clinic import audit, sealing
from clinic.vault import CannotOpen
from intake import contents
from intake.contents import Contents, WrittenNote
from intake.models import Note, Submission
from intake.submitting import ContactWishes

CALL_STATES = {
    Note.Outcome.SPOKE: Submission.State.IN_PROGRESS,
    Note.Outcome.NO_ANSWER: Submission.State.NO_ANSWER,
    Note.Outcome.MESSAGE_LEFT: Submission.State.MESSAGE_LEFT,
    Note.Outcome.WRONG_NUMBER: Submission.State.IN_PROGRESS,
    Note.Outcome.WROTE: Submission.State.IN_PROGRESS,
}


class AlreadyClosed(Exception):
    """This submission is closed: reopen it first."""


class NotClosed(Exception):
    """This submission is open already."""


class NothingToNote(Exception):
    """A note needs words."""


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
        return contents.of_contact_request(ContactWishes(**document["contact"]), notes)
    return contents.of_response(submission.release, document, notes)


@transaction.atomic
def note(submission: Submission, text: str, *, outcome: str = Note.Outcome.NOTE, by: User) -> Note:
    """Write a note, or log how a call went; the state follows the call."""
    current = _current(submission, by=by)
    if current.is_closed:
        raise AlreadyClosed(current.reference)
    if not text.strip() and outcome == Note.Outcome.NOTE:
        raise NothingToNote
    row = Note(submission=current, outcome=outcome, written_at=timezone.now(), written_by=by)
    row.sealed = sealing.seal({"text": text.strip()}, place=row.place)
    row.save(force_insert=True)
    if state := CALL_STATES.get(Note.Outcome(outcome)):
        _move(current, state=state)
    audit.record("noted", current, by=by, outcome=outcome)
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
