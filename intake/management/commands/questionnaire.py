"""Load a questionnaire: `questionnaire load FILE [--rules FILE] [--publish]`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from intake import publishing
from intake.domain import fhir, rules
from intake.domain.fhir import DefinitionError

NO_RULES = '{"rules": [], "texts": {}}'


class Command(BaseCommand):
    help = "Check a FHIR R4 Questionnaire with its triage rules, and publish it as a release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="check a definition, and publish it if asked")
        load.add_argument("file", type=Path, help="a FHIR R4 Questionnaire, JSON")
        load.add_argument(
            "--rules", type=Path, help="triage rules; else FILE.triage.json beside it, if there"
        )
        load.add_argument("--publish", action="store_true", help="freeze it as a new release")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        beside = file.with_suffix(".triage.json")
        rules_file = options["rules"] or (beside if beside.exists() else None)
        document = _text(file)
        rules_document = _text(rules_file) if rules_file else NO_RULES
        try:
            if options["publish"]:
                release = publishing.publish(document, rules_document, by=None)
                self.stdout.write(f"Published: {release}.")
            else:
                definition = fhir.read_questionnaire(publishing.parse(document))
                rules.read_ruleset(publishing.parse(rules_document), definition)
                self.stdout.write(f"{file.name} can be published: --publish does it.")
        except DefinitionError as error:
            raise CommandError(f"{file.name}: {error}") from error


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
