"""Bring articles in from an export of WordPress. Nothing is fetched from the network."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.reviewing import due_after
from articles.wordpress.load import load
from articles.wordpress.load_texts import Vouched
from articles.wordpress.parse import parse
from articles.wordpress.reading import BadExport

LONGEST_NAME = 250


class Command(BaseCommand):
    help = (
        "Bring articles in from an export of WordPress (Tools, Export, All content). "
        "Run again, it makes nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("export", type=Path, help="the XML file")
        parser.add_argument("--media", type=Path, help="a copy of wp-content/uploads")
        parser.add_argument("--dry-run", action="store_true", help="only say what would come of it")
        parser.add_argument("--report", type=Path, help="write the reckoning as JSON to this file")
        parser.add_argument(
            "--reviewed-by",
            help="You vouch that this doctor reviewed all texts that were public: name and "
            "credentials as readers see them. They are published at once, under their old dates.",
        )
        parser.add_argument("--reviewed-on", type=date.fromisoformat, help="the day, as 2026-11-20")
        parser.add_argument("--review-due", type=date.fromisoformat, help="else after 24 months")

    def handle(self, *args: Any, **options: Any) -> None:
        media, report = options["media"], options["report"]
        vouched = vouched_for(options)
        if media and not media.is_dir():
            raise CommandError(f"There is no folder {media}.")
        if report and not report.absolute().parent.is_dir():
            raise CommandError(f"There is no folder for the report {report}.")
        try:
            export = parse(options["export"])
        except BadExport as problem:
            write(report, {"refused": {"line": problem.line, "reason": problem.reason}})
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            write(report, {"refused": {"line": 0, "reason": f"{problem.strerror}."}})
            raise CommandError(f"{options['export']}: {problem.strerror}.") from problem
        reckoning = load(export, media=media, vouched=vouched, is_rehearsal=options["dry_run"])
        write(report, reckoning.as_data())
        for line in reckoning.in_words():
            self.stdout.write(line)


def vouched_for(options: dict[str, Any]) -> Vouched | None:
    """Return the review that the options name, or refuse what is only half of one."""
    name, day, due = (options[x] for x in ("reviewed_by", "reviewed_on", "review_due"))
    if not (name or day or due):
        return None
    if not (name and name.strip() and day):
        raise CommandError("Give --reviewed-by and --reviewed-on together.")
    if len(name) > LONGEST_NAME:
        raise CommandError(f"--reviewed-by is too long: {LONGEST_NAME} letters at most.")
    today, due = timezone.localdate(), due or due_after(day)
    if day > today:
        raise CommandError("--reviewed-on is still to come.")
    if due <= today:
        raise CommandError("The review is due again already. Have the texts reviewed first.")
    return Vouched(name.strip(), day, due)


def write(report: Path | None, data: dict[str, Any]) -> None:
    if report:
        text = json.dumps(data, ensure_ascii=False, indent=2)
        report.write_text(f"{text}\n", encoding="utf-8")
