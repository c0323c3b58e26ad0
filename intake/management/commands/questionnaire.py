"""Load a questionnaire: `questionnaire load FILE [--rules FILE] [--publish]`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake import publishing
from intake.domain.fhir import DefinitionError


class Command(BaseCommand):
    help = "Check a FHIR R4 Questionnaire with its triage rules, and publish it as a release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="check a definition, and publish it if asked")
        load.add_argument("file", type=Path, help="a FHIR R4 Questionnaire, JSON")
        load.add_argument(
            "--rules", type=Path, help="triage rules, JSON; else FILE.triage.json beside it"
        )
        load.add_argument("--publish", action="store_true", help="freeze it as a new release")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        document = _text(file)
        rules_document = _text(options["rules"] or file.with_suffix(".triage.json"))
        try:
            if options["publish"]:
                release = publishing.publish(document, rules_document, by=None)
                self.stdout.write(f"Published: {release}.")
            else:
                publishing.check(document, rules_document)
                self.stdout.write(f"{file.name} can be published: --publish does it.")
        except DefinitionError as error:
            raise CommandError(f"{file.name}: {error}") from error


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
