"""Ask other sites whether the pages that articles link to are still there, and list the dead."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import linkcheck

MINUTES = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--minutes",
            type=float,
            default=MINUTES,
            help="when to stop; what is left then comes first in the next run",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        urls = linkcheck.in_turn(linkcheck.outside_links(), read_left())
        results = list(linkcheck.check(urls, linkcheck.ask, options["minutes"] * 60))
        asked = {url for url, _ in results}
        left = linkcheck.left_of(urls, asked)
        try:
            dead = linkcheck.remember(results, timezone.now(), left=left)
        except linkcheck.NothingAnswers as problem:
            raise CommandError(str(problem)) from problem
        keep_left(left)
        for url, reason in dead:
            self.stdout.write(f"{url}: {reason}")
        self.stdout.write(f"{len(asked)} links asked, {len(dead)} dead.")
        if left:
            self.stdout.write(
                f"{len(left)} left when the time was over: the next run begins there."
            )


def file_of_left() -> Path:
    return settings.DATA_DIR / "links-left.txt"


def read_left() -> list[str]:
    """Return what the last run has left, in its order."""
    file = file_of_left()
    return file.read_text(encoding="utf-8").split("\n") if file.exists() else []


def keep_left(urls: list[str]) -> None:
    file = file_of_left()
    if urls:
        file.write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)
