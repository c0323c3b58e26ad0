"""Check a response: `questionnaire validate --questionnaire Q.json [--with OTHER.json …] FILE`.

Prints an OperationOutcome; exits with 0 for valid, 1 for invalid, 2 for unreadable.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import OutputWrapper

from intake.domain.validation.issues import Issue, Kind, Severity, is_valid, outcome
from intake.domain.validation.validating import validate

HELP = "check a QuestionnaireResponse against its Questionnaire"
VALID, INVALID, UNREADABLE = 0, 1, 2
LARGEST_FILE = 20 * 1024 * 1024
DEEPEST = 120  # lists and objects within one another: thirty questions, one below the other


class Unreadable(Exception):
    """A file is not what it should be. The message names it, and says why."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "response", type=Path, nargs="?", help="a FHIR R4 QuestionnaireResponse, JSON"
    )
    parser.add_argument(
        "--questionnaire",
        type=Path,
        help="its Questionnaire, JSON; not needed where the response contains it",
    )
    parser.add_argument(
        "--with",
        type=Path,
        action="append",
        nargs="+",
        default=[],
        dest="supporting",
        metavar="OTHER",
        help="a value set, another resource, or a Bundle, JSON",
    )


def run(options: dict[str, Any], stdout: OutputWrapper) -> int:
    """Print what is wrong with a response, and return the exit status."""
    supporting = [file for several in options["supporting"] for file in several]
    # `--with` takes all the files behind it; the last one is the response then.
    file = options["response"] or (supporting.pop() if supporting else None)
    try:
        if file is None:
            raise Unreadable("Name the file of a response.")
        questionnaire = options["questionnaire"]
        definition = _read(questionnaire, "Questionnaire") if questionnaire else None
        others = [_read(other) for other in supporting]
        response = _read(file, "QuestionnaireResponse")
    except Unreadable as error:
        issue = Issue(Severity.FATAL, Kind.STRUCTURE, "unreadable", str(error), "")
        return _tell([issue], stdout, UNREADABLE)
    issues = validate(definition, response, supporting=others)
    if any(issue.detail == "tooDeep" for issue in issues):
        return _tell(issues, stdout, UNREADABLE)
    return _tell(issues, stdout, VALID if is_valid(issues) else INVALID)


def _read(file: Path, kind: str = "") -> dict[str, Any]:
    """Return the resource in a file, or raise Unreadable with the file's name."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"{file}: this is larger than {LARGEST_FILE:,} bytes.")
        text = file.read_text(encoding="utf-8-sig")
        document = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
    except RecursionError as error:
        raise Unreadable(f"{file}: this JSON is nested too deeply.") from error
    except ValueError as error:  # no UTF-8, no JSON, or a number of thousands of digits
        raise Unreadable(f"{file}: this is not JSON ({error}).") from error
    if not isinstance(document, dict) or kind not in ("", document.get("resourceType")):
        raise Unreadable(f"{file}: this is not a FHIR {kind or 'resource'}.")
    _check_depth(file, document)
    return document


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _check_depth(file: Path, document: dict[str, Any]) -> None:
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        lists = [list(node.values()) if isinstance(node, dict) else node for node in level]
        level = [part for parts in lists for part in parts if isinstance(part, dict | list)]
        if not level:
            return
    raise Unreadable(f"{file}: this JSON is nested too deeply.")


def _tell(issues: Iterable[Issue], stdout: OutputWrapper, status: int) -> int:
    # Halves of characters can be in a file and cannot be printed: everything odd is escaped.
    stdout.write(json.dumps(outcome(issues), indent=2))
    return status
