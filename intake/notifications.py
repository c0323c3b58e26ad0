"""Letters to staff: a reference, a priority and a link. Never an answer."""

from __future__ import annotations

from django.conf import settings

from clinic import mail
from clinic.models import SiteProfile
from intake.models import Submission

BODY = """\
{title}, {reference}, has come in.
Priority: {priority}

Open it here, after you sign in:
{link}

This letter never carries answers or names. Please do not reply to it.
"""


def announce(submission: Submission, profile: SiteProfile) -> None:
    """Queue a letter to everyone whom the clinic's profile names, in the caller's transaction."""
    priority = submission.get_priority_display()
    mail.queue(
        to=profile.notify_addresses,
        subject=f"{submission.title}, {submission.reference}: {priority.lower()}",
        body=BODY.format(
            title=submission.title,
            reference=submission.reference,
            priority=priority,
            link=f"{settings.STAFF_URL}{submission.staff_path}",
        ),
    )
