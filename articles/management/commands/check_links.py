"""Ask other sites whether the pages that articles link to are still there, and list the dead."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import linkcheck


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        urls = linkcheck.outside_links()
        try:
            dead = linkcheck.remember(linkcheck.check(urls, linkcheck.ask), timezone.now())
        except linkcheck.NothingAnswers as problem:
            raise CommandError(str(problem)) from problem
        for url, reason in dead:
            self.stdout.write(f"{url}: {reason}")
        self.stdout.write(f"{len(urls)} links asked, {len(dead)} dead.")
