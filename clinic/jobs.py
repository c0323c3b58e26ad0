"""What `run_jobs` does again and again. Apps add their own jobs in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.sessions.models import Session

from clinic import mail, throttle

Job = Callable[[datetime], object]


def forget_sessions(now: datetime) -> int:
    """Delete sign-ins that are over."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


# Letters go first: they may be urgent.
JOBS: list[Job] = [mail.deliver_due, throttle.forget_old, forget_sessions]
