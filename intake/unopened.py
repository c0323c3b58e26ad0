"""Emergencies that nobody has opened yet: the one thing that the desk must never overlook."""

from __future__ import annotations

from collections.abc import Iterable

from clinic.models import AuditEvent
from intake.models import Submission


def mark(submissions: Iterable[Submission]) -> list[Submission]:
    """Return rows with `is_unopened` set on the emergencies that nobody has opened: one query."""
    rows = list(submissions)
    urgent = {str(row.pk): row for row in rows if row.priority == Submission.Priority.EMERGENCY}
    if urgent:
        opened = AuditEvent.objects.filter(
            action="opened", target_type=Submission._meta.label_lower, target_id__in=urgent
        )
        seen = set(opened.values_list("target_id", flat=True))
        for key, row in urgent.items():
            row.is_unopened = not row.is_closed and key not in seen
    return rows


def emergencies() -> list[Submission]:
    """Return those who wait as an emergency and whom nobody has opened, the first to call first."""
    waiting = Submission.objects.waiting().filter(priority=Submission.Priority.EMERGENCY)
    rows = mark(waiting.most_urgent_first().for_a_list())
    return [row for row in rows if row.is_unopened]
