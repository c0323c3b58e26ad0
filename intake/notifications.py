"""Letters to staff: that something came in, its reference and a link. Never an answer."""

from __future__ import annotations

from django.conf import settings

from clinic import mail
from clinic.models import SiteProfile
from intake.models import Submission

SUBJECTS = {
    Submission.Priority.EMERGENCY: "New emergency form",
    Submission.Priority.URGENT: "New urgent form",
}
BODY = """\
{subject}: {reference}

Open it here, after you sign in:
{link}

This letter never carries answers or names. Please do not reply to it.
"""


def announce(submission: Submission, profile: SiteProfile) -> None:
    """Queue a letter to everyone whom the clinic's profile names, in the caller's transaction.

    How urgent it is stands there only where somebody must look at once. Neither the form nor its
    language does: both say something about who sent it.
    """
    subject = SUBJECTS.get(Submission.Priority(submission.priority), _calm(submission))
    mail.queue(
        to=profile.notify_addresses,
        subject=subject,
        body=BODY.format(
            subject=subject,
            reference=submission.reference,
            link=f"{settings.STAFF_URL}{submission.staff_path}",
        ),
    )


def _calm(submission: Submission) -> str:
    is_wish = submission.kind == Submission.Kind.CONTACT
    return "New contact request" if is_wish else "New form"
