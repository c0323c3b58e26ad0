"""Letters to staff: written with the act they tell of, sent later, never lost.

A letter to a patient is the other kind: sent at once, and nothing of it is kept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import make_msgid

from clinic.models import OutboxMessage, SiteProfile

logger = logging.getLogger(__name__)

# Longer than any one letter can take: a dozen steps of EMAIL_TIMEOUT.
LEASE = timedelta(minutes=10)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 16, 32, 60)]
BATCH = 100
PATIENCE = 5  # seconds for each step of a letter that somebody waits for


class NotSent(Exception):
    """The mail server did not take a letter that is sent at once."""


def queue(*, to: Iterable[str], subject: str, body: str) -> OutboxMessage:
    """Keep a letter in the caller's transaction. It carries a reference, never an answer.

    One without an address waits until the profile names somebody.
    """
    return OutboxMessage.objects.create(to=list(to), subject=" ".join(subject.split()), body=body)


def deliver_due(now: datetime) -> int:
    """Send what is due and return how many letters the mail server took."""
    started = time.monotonic()
    named = SiteProfile.current().notify_addresses
    due = OutboxMessage.objects.due(now)
    sent = 0
    for message in (due if named else due.addressed())[:BATCH]:
        moment = now + timedelta(seconds=time.monotonic() - started)
        if OutboxMessage.objects.claim(message.pk, moment, LEASE):
            message.refresh_from_db()
            message.to = message.to or named
            sent += _deliver(message, moment)
    return sent


def send_now(*, to: str, subject: str, body: str) -> None:
    """Send a letter while its reader waits, and keep neither it nor the address; or raise NotSent.

    The outbox keeps letters in plain rows, which is no place for a key to somebody's answers.
    """
    headers = {
        "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        "Auto-Submitted": "auto-generated",
    }
    letter = EmailMessage(" ".join(subject.split()), body, to=[to], headers=headers)
    letter.connection = get_connection(timeout=PATIENCE)
    try:
        letter.send()
    except (OSError, ValueError) as error:
        logger.warning("A letter that was not to wait was not sent: %s", type(error).__name__)
        raise NotSent(type(error).__name__) from None


def _deliver(message: OutboxMessage, now: datetime) -> bool:
    """Send a letter that this worker has claimed; if it fails, say when to try again."""
    try:
        _send(message)
    # ValueError: an address or a header that cannot be written.
    except (OSError, ValueError) as error:
        message.last_error = type(error).__name__
        message.due_at = now + WAITS[min(message.attempts, len(WAITS)) - 1]
        message.save(update_fields=["last_error", "due_at"])
        logger.warning("Letter %s not sent, will try again: %s", message.pk, message.last_error)
        return False
    message.sent_at, message.last_error = now, ""
    message.save(update_fields=["to", "sent_at", "last_error"])
    return True


def _send(message: OutboxMessage) -> None:
    # The same name at every try, so that a mail server can tell a letter that comes twice.
    name = f"{message.created_at:%Y%m%d%H%M%S%f}.{message.pk}"
    headers = {
        "Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    EmailMessage(message.subject, message.body, to=message.to, headers=headers).send()
