"""Make the index of the search anew. Readers search the old one until it is done."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{search.rebuild()} articles can be found.")
