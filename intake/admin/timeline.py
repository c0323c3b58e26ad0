"""What happened to a submission, newest first, from the audit trail and the notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic import saying
from clinic.models import AuditEvent
from intake.admin.forms import colleagues, name
from intake.contents import Contents, WrittenNote
from intake.models import Submission

WORDS = {
    "opened": "Opened",
    "opened photo": "Photos opened",
    "closed": "Closed",
    "reopened": "Opened again",
    "triaged again": "Sorted again by the same rules, to compare",
}
OPENINGS = ("opened", "opened photo", "triaged again")


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
    notes = {str(note.row.pk): note for note in contents.notes}
    entries: dict[object, Entry] = {}
    for event in events.select_related("actor").order_by("pk"):
        is_opening = event.action in OPENINGS
        again = (event.action, event.actor_id) if is_opening else event.pk
        entries.setdefault(again, _entry(event, names, notes, submission))
    for key, note in notes.items():
        entries[key] = Entry(
            note.row.written_at,
            note.row.get_outcome_display(),
            name(note.row.written_by),
            note.text,
        )
    return sorted(entries.values(), key=lambda entry: entry.at, reverse=True)


def _entry(
    event: AuditEvent,
    names: dict[str, str],
    notes: dict[str, WrittenNote],
    submission: Submission,
) -> Entry:
    """Return an event in words. Why a priority was set stands with it, and not a second time."""
    by = name(event.actor) if event.actor else ""
    note = notes.pop(event.detail.get("note", ""), None)
    return Entry(event.at, _words(event, names, submission), by, note.text if note else "")


def _words(event: AuditEvent, names: dict[str, str], submission: Submission) -> str:
    match event.action:
        case "received":
            priority = Submission.Priority(event.detail["priority"]).label
            is_sorted = submission.release_id is not None
            return f"Received. Set to {priority} by the triage rules" if is_sorted else "Received"
        case "assigned":
            to = event.detail["to"]
            return f"Assigned to {names.get(to, to) or 'nobody'}"
        case "priority set":
            return _priority_set(event.detail, submission.ruled_by)
    return WORDS.get(event.action, event.action)


def _priority_set(detail: dict[str, Any], ruled_by: str) -> str:
    """Say from what to what, beside what the rules gave, and when to call now: never silently."""
    old, new, rules = (Submission.Priority(detail[key]).label for key in ("from", "to", "rules"))
    call_by, before = map(datetime.fromisoformat, (detail["call_by"], detail["call_by_before"]))
    call = f"Call by {_moment(call_by)}"
    call += f" (was {_moment(before)})" if before != call_by else ", as before"
    beside = f" ({ruled_by}: {rules})" if rules != new else ", as it came in"
    return f"Changed from {old} to {new}{beside}. {call}"


def _moment(moment: datetime) -> str:
    return f"{saying.day(moment)}, {saying.clock(moment)}"
