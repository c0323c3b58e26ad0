"""What happened to a submission, newest first, from the audit trail and the notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clinic.models import AuditEvent
from intake.inbox import Contents
from intake.models import Submission

WORDS = {
    "opened": "Opened",
    "closed": "Closed",
    "reopened": "Opened again",
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    words: str
    by: str
    note: str = ""


def timeline(submission: Submission, contents: Contents) -> list[Entry]:
    """Return the events of this submission, and its notes with their words.

    Who opens a page again and again stands there once; the audit trail keeps every time.
    """
    events = AuditEvent.objects.filter(
        target_type=submission._meta.label_lower, target_id=str(submission.pk)
    ).exclude(action="noted")
    entries = [_entry(event) for event in events.select_related("actor")]
    entries += [
        Entry(
            written.row.written_at,
            written.row.get_outcome_display(),
            _name(written.row.written_by),
            written.text,
        )
        for written in contents.notes
    ]
    newest_first = sorted(entries, key=lambda entry: entry.at, reverse=True)
    pairs = zip(newest_first, [None, *newest_first], strict=False)
    return [entry for entry, newer in pairs if not _opened_again(entry, newer)]


def _opened_again(entry: Entry, newer: Entry | None) -> bool:
    if newer is None or entry.words != WORDS["opened"]:
        return False
    return (entry.words, entry.by) == (newer.words, newer.by)


def _entry(event: AuditEvent) -> Entry:
    return Entry(event.at, _words(event), _name(event.actor) if event.actor else "")


def _words(event: AuditEvent) -> str:
    match event.action:
        case "received":
            priority = Submission.Priority(event.detail["priority"]).label
            return f"Received. Set to {priority} by the triage rules"
        case "assigned":
            to = event.detail["to"]
            return f"Assigned to {to}" if to else "Assigned to nobody"
    return WORDS.get(event.action, event.action)


def _name(user: object) -> str:
    return user.get_full_name() or user.get_username()  # type: ignore[attr-defined]
