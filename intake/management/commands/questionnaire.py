"""Questionnaires as files: `questionnaire check`, `load` and `export`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from intake.management.verbs import checking, exporting, loading

VERBS = {"check": checking, "load": loading, "export": exporting}


class Command(BaseCommand):
    help = "Check FHIR R4 Questionnaires, publish them as releases, and print them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for name, verb in VERBS.items():
            verb.add_arguments(verbs.add_parser(name, help=verb.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        if code := VERBS[options["verb"]].run(options, self.stdout):
            sys.exit(code)
