"""Write the published articles as a static site, which any file server can hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import exporting


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new one, or that of an earlier export")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            exported = exporting.export(options["folder"])
        except (exporting.NotOurs, exporting.NoPages) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{problem.filename}: {problem.strerror}.") from problem
        self.stdout.write(
            f"{exported.pages} pages, {exported.files} files, {exported.bytes:,} bytes."
        )
