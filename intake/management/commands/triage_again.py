"""Triage stored responses again, each with its own release: the same answers must give the same.

Needs the private key: run it on the staff's side. Each reading stands on the audit trail. Prints
one JSON line a response, `{"reference", "release", "ok", "priority", "stored"}`, and exits 1 where
a priority, or the rules that fired, differ from what was stored on arrival, or a response cannot
be opened.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from clinic.sealing import NoKeyHere
from clinic.vault import CannotOpen
from intake import inbox
from intake.models import Submission
from intake.submitting import spelled

RESPONSES = (
    Submission.objects.filter(kind=Submission.Kind.RESPONSE)
    .select_related("release__questionnaire")
    .order_by("received_at")
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "references", nargs="*", metavar="REFERENCE", help="Such as 7K3M-2PQX; all without one"
        )

    def handle(self, *args: Any, references: list[str], **options: Any) -> None:
        every_one_is_same = True
        # Row by row: no reading stays open while the next event is written.
        for pk in list(_wanted(references).values_list("pk", flat=True)):
            line = _compared(RESPONSES.get(pk=pk))
            every_one_is_same = every_one_is_same and line["ok"]
            self.stdout.write(json.dumps(line))
        if not every_one_is_same:
            sys.exit(1)


def _wanted(references: list[str]) -> QuerySet[Submission]:
    if not references:
        return RESPONSES.all()
    names = [spelled(name) for name in references]
    found = RESPONSES.filter(reference__in=names)
    known = set(found.values_list("reference", flat=True))
    if unknown := [name for name in names if name not in known]:
        raise CommandError(f"There is no questionnaire sent as {', '.join(unknown)}.")
    return found


def _compared(submission: Submission) -> dict[str, Any]:
    """Return what the rules give now beside what they gave on arrival."""
    stored = _name(submission.triage_priority)
    line = {"reference": submission.reference, "release": str(submission.release)}
    try:
        again = inbox.triage_again(submission)
    except CannotOpen as problem:
        return {**line, "ok": False, "priority": None, "stored": stored, "error": str(problem)}
    except NoKeyHere as problem:
        raise CommandError(str(problem)) from problem
    return {**line, "ok": again.is_same, "priority": _name(again.priority), "stored": stored}


def _name(priority: int) -> str:
    return Submission.Priority(priority).name.lower()
