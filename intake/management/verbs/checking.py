"""`questionnaire check FILE…`: one line of JSON a file, on what was mended and what is missing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import OutputWrapper

from intake.domain import importing

HELP = "say of each file whether it is accepted and complete, and what was mended"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a FHIR R4 Questionnaire, JSON")


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    """Print a line for every file, whatever it holds; return 1 where one is not accepted."""
    all_accepted = True
    for name in options["files"]:
        found = _report(name)
        all_accepted &= found["accepted"]
        out.write(json.dumps({"file": name, **found}))
    return 0 if all_accepted else 1


def _report(name: str) -> dict[str, Any]:
    try:
        with Path(name).open("rb") as file:
            data = file.read(importing.LARGEST + 1)
    except (OSError, ValueError) as error:
        return importing.refusal(f"This file cannot be read: {error}.")
    return importing.report(data, name=Path(name).stem)
