"""Questionnaires as files: `questionnaire check`, `load`, `export` and `validate`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from intake.management.verbs import checking, exporting, loading, validating

VERBS = {"check": checking, "load": loading, "export": exporting, "validate": validating}


class Command(BaseCommand):
    help = (
        "Check FHIR R4 Questionnaires, publish them as releases, print them, and check responses."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for name, verb in VERBS.items():
            verb.add_arguments(verbs.add_parser(name, help=verb.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        if code := VERBS[options["verb"]].run(options, self.stdout):
            sys.exit(code)
