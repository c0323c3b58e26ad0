"""How long someone waits, and until when to call, in words for staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as date_format

from clinic import saying
from intake.models import Submission


@dataclass(frozen=True)
class Waiting:
    """`since` is "25 min"; `due` is "call by 1:22 pm" or "overdue by 5 min"."""

    since: str
    due: str
    is_overdue: bool


def waiting(submission: Submission, now: datetime) -> Waiting:
    """Return how long a submission has waited at this moment."""
    since = in_words(now - submission.received_at)
    if submission.call_by < now:
        return Waiting(since, f"overdue by {in_words(now - submission.call_by)}", True)
    return Waiting(since, f"call by {_moment(submission.call_by, now)}", False)


def in_words(span: timedelta) -> str:
    """Return "25 min", "3 h 05 min" or "2 days 4 h"."""
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
    days, hours = divmod(hours, 24)
    return f"{days} {'day' if days == 1 else 'days'} {hours} h"


def _moment(moment: datetime, now: datetime) -> str:
    day, today = timezone.localdate(moment), timezone.localdate(now)
    if day == today:
        return saying.clock(moment)
    if day == today + timedelta(days=1):
        return f"{saying.clock(moment)} tomorrow"
    return f"{saying.clock(moment)}, {date_format(day, 'D, M j')}"
