"""What happened to a submission, newest first, from the audit trail and the notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clinic.models import AuditEvent
from intake.admin.forms import colleagues, name
from intake.contents import Contents
from intake.models import Submission

WORDS = {
    "opened": "Opened",
    "opened photo": "Photos opened",
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

    Who opens a page again and again stands there once, as first; the audit trail keeps
    every time.
    """
    events = AuditEvent.objects.filter(
        target_type=submission._meta.label_lower, target_id=str(submission.pk)
    ).exclude(action="noted")
    names = {user.username: name(user) for user in colleagues()}
    entries: dict[object, Entry] = {}
    for event in events.select_related("actor").order_by("pk"):
        is_opening = event.action in ("opened", "opened photo")
        again = (event.action, event.actor_id) if is_opening else event.pk
        entries.setdefault(again, _entry(event, names))
    for note in contents.notes:
        entries[note.row.pk] = Entry(
            note.row.written_at,
            note.row.get_outcome_display(),
            name(note.row.written_by),
            note.text,
        )
    return sorted(entries.values(), key=lambda entry: entry.at, reverse=True)


def _entry(event: AuditEvent, names: dict[str, str]) -> Entry:
    return Entry(event.at, _words(event, names), name(event.actor) if event.actor else "")


def _words(event: AuditEvent, names: dict[str, str]) -> str:
    match event.action:
        case "received":
            priority = Submission.Priority(event.detail["priority"]).label
            return f"Received. Set to {priority} by the triage rules"
        case "assigned":
            to = event.detail["to"]
            return f"Assigned to {names.get(to, to) or 'nobody'}"
    return WORDS.get(event.action, event.action)
