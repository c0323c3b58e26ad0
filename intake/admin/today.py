"""What stands on the staff's first page: who waits."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from intake import unopened
from intake.models import Submission
from intake.waiting import waiting

FIRST = 8


def today(request: HttpRequest) -> dict[str, Any]:
    """Return counts and the first in line, for staff who may read what patients send."""
    if not request.user.has_perm("intake.view_submission"):
        return {}
    now = timezone.now()
    open_ones = Submission.objects.waiting()
    counts = open_ones.aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(call_by__lt=now)),
        contact=Count("pk", filter=Q(kind=Submission.Kind.CONTACT)),
        **{
            name.lower(): Count("pk", filter=Q(priority=value))
            for name, value in zip(
                Submission.Priority.names, Submission.Priority.values, strict=True
            )
        },
    )
    first = unopened.mark(open_ones.most_urgent_first().for_a_list()[:FIRST])
    return {
        "counts": counts,
        "first_in_line": [(each, waiting(each, now)) for each in first],
        "unopened": unopened.emergencies(),
    }
