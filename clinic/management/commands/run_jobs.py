"""Send letters and do the other jobs, again and again until told to stop."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from clinic.jobs import JOBS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do each job once, then end")
        parser.add_argument(
            "--pause", type=int, default=15, metavar="SECONDS", help="between two rounds (15)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        if options["once"]:
            run_all()
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            run_all()
            stop.wait(options["pause"])


def run_all() -> None:
    """Do each job once. One that fails is told of in the log and must not stop the others."""
    for job in JOBS:
        try:
            job(timezone.now())
        except Exception:  # Whatever a job stumbles over, the next letter must still go out.
            logger.exception("The job %s failed, and will be tried again.", job.__qualname__)
