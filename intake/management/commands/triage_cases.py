"""Worked cases as acceptance: `triage_cases SLUG FILE…` says of each what comes out of it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection

from intake import shipped
from intake.domain import cases
from intake.domain.case_files import read_entries
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading.naming import slug as as_slug
from intake.domain.reading.source import LARGEST
from intake.domain.triage import Ruleset
from intake.models import Release

STANDARD_INPUT = "-"
SOME_DIFFER, UNREADABLE = 1, 2


class Command(BaseCommand):
    help = (
        "Say what comes out of worked cases, one line of JSON a case. Exits with 0 where all are "
        "as expected, 1 where one is not, 2 where a file cannot be read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="such as leg-check")
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a list of cases, JSON; - for standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        entries = [entry for name in options["files"] for entry in _read(name)]
        definition, ruleset = _newest(options["slug"])
        lines = [cases.tell(entry, definition, ruleset) for entry in entries]
        for line in lines:
            self.stdout.write(json.dumps(line, default=str))
        if not all(line["ok"] for line in lines):
            sys.exit(SOME_DIFFER)


def _read(name: str) -> list[Any]:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
        return read_entries(data)
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} cannot be read: {error}.", returncode=UNREADABLE) from error
    except DefinitionError as error:
        raise CommandError(f"{name}: {error}", returncode=UNREADABLE) from error


def _newest(slug: str) -> tuple[Questionnaire, Ruleset]:
    """Return what patients have, or what comes with the code where nothing is published."""
    if as_slug(slug) != slug:
        raise CommandError(f"There is no questionnaire {slug!a}.", returncode=UNREADABLE)
    release = _published(slug)
    try:
        found = (release.definition, release.ruleset) if release else shipped.read(slug)
    except DefinitionError as error:
        raise CommandError(f"{slug}: {error}", returncode=UNREADABLE) from error
    if found is None:
        raise CommandError(f"There is no questionnaire {slug!r}.", returncode=UNREADABLE)
    return found


def _published(slug: str) -> Release | None:
    """Return the newest release; None also where there is no database yet, or no table in it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        return None  # to look would make one, open to others
    try:
        return Release.objects.newest(slug)
    except (OperationalError, ProgrammingError):
        return None
