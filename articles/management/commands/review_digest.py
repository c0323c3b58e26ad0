"""Write the day's letter about reviews that are due. It is sent once a day, however often asked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.due import HOUR, send_digest

NOTHING = (
    f"Nothing to send: nothing is due, today's letter went out before, or it is not {HOUR} am yet."
)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_digest(timezone.now())
        self.stdout.write("The letter is on its way." if sent else NOTHING)
