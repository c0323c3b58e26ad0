"""Read the whole audit trail and say whether every event still fits the one before it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic import audit
from clinic.models import AuditEvent


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        misfit = audit.verify()
        if misfit is not None:
            raise CommandError(f"Event {misfit} does not fit: it or one before it was changed.")
        last = AuditEvent.objects.first()
        self.stdout.write(
            f"{AuditEvent.objects.count()} events fit. The last hash: {last.hash if last else '-'}"
        )
