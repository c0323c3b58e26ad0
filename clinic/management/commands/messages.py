"""Bring the catalogs of words up to what the pages say, and compile them. Needs GNU gettext."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from contextlib import chdir
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.management.commands import makemessages
from django.test.utils import override_settings

# Staff read English; tests and documents are for nobody's eyes but ours.
NOT_FOR_PATIENTS = ("tests/*", "docs/*", "data/*", "templates/admin/*", "templates/intake/staff/*")

MINUTE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


class Extract(makemessages.Command):
    """Django's, but for its guesses: a word without a translation shows in English meanwhile."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Leave the minute out, or each run would change each file."""
        super().write_po_file(potfile, locale)
        catalog = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        text = catalog.read_text(encoding="utf-8")
        catalog.write_text(MINUTE.sub("", text, count=1), encoding="utf-8")


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", nargs="*", help="a language to begin, such as so or hmn")
        parser.add_argument(
            "--into", type=Path, default=settings.BASE_DIR / "locale", help="the folder of catalogs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, new = options["into"].absolute(), options["language"]
        folder.mkdir(parents=True, exist_ok=True)
        there = [catalog.parent.parent.name for catalog in folder.glob("*/LC_MESSAGES/django.po")]
        # Django looks for words where it stands
        with chdir(settings.BASE_DIR), override_settings(LOCALE_PATHS=[str(folder)]):
            extract(folder, sorted({*there, *new}))
            call_command("compilemessages", locale=sorted({*there, *new}), verbosity=0)


def extract(folder: Path, locales: list[str]) -> None:
    """Add new words to each catalog, without a translation, and drop what no page says any more."""
    call_command(
        Extract(),
        locale=locales,
        ignore_patterns=list(NOT_FOR_PATIENTS),
        add_location="never",
        no_obsolete=True,
        no_wrap=False,
        verbosity=0,
    )
