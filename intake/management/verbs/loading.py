"""`questionnaire load FILE [--rules FILE] [--publish]`: a file becomes a draft, or a release."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from intake import draft_rows, gate, illustrating, publishing, shipped, taking_in
from intake.domain import case_files
from intake.domain.document import DefinitionError
from intake.domain.importing import Import, bring_in

HELP = "keep a definition as a draft for the builder, or publish it"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a FHIR R4 Questionnaire, JSON")
    parser.add_argument(
        "--rules",
        type=Path,
        help="triage rules, JSON; else FILE.triage.json beside it, else every answer is routine",
    )
    parser.add_argument(
        "--publish", action="store_true", help="no draft: patients get it at once, as a new version"
    )
    parser.add_argument(
        "--sign",
        default="",
        metavar="REASON",
        help="why it is published although a worked case comes out otherwise",
    )


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    file: Path = options["file"]
    beside = file.with_suffix(".triage.json")
    rules_file = options["rules"] or (beside if beside.exists() else shipped.DEFAULT_RULES)
    data, rules = _read(file), _read(rules_file)
    try:
        brought = bring_in(data, name=file.stem)
        rules_text = rules.decode()
        for sentence in (*brought.reading.repaired, *brought.reading.unsupported):
            out.write(sentence)
        if options["publish"]:
            release = publishing.publish(
                brought.text, rules_text, by=None, signed=options["sign"], cases=_cases(file)
            )
            name = f"{release.questionnaire.slug}@{release.version}"
            kept, told = release.document, f"Published: {release} ({name})."
        else:
            kept, told = _drafted(brought, rules_text)
        for sentence in (*illustrating.unshown(publishing.parse(kept)), told):
            out.write(sentence)
    except gate.CasesDiffer as error:
        told = "\n".join(f"  {sentence}" for sentence in error.sentences)
        raise CommandError(f"{file.name}: {error} Or give a reason with --sign.\n{told}") from error
    except (DefinitionError, draft_rows.DraftThere) as error:
        raise CommandError(f"{file.name}: {error}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{rules_file} cannot be read: {error}") from error
    return 0


def _cases(file: Path) -> str:
    """Return the worked cases that lie beside it, for a questionnaire that has none yet."""
    beside = file.with_suffix(".cases.json")
    return case_files.text_of(_read(beside)) if beside.exists() else ""


def _drafted(brought: Import, rules: str) -> tuple[str, str]:
    """Return the draft, and what is said of it."""
    publishing.check(brought.text, rules)
    row = taking_in.load(brought, rules)
    told = f"“{row}” ({row.slug}) is a draft. It waits in the builder; patients see nothing yet."
    return row.draft, told


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
