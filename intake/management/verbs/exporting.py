"""`questionnaire export SLUG[@VERSION] [--rules]`: prints what is published, as it is kept."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from intake.domain.turning import escaped
from intake.models import Release

HELP = "print a published definition, the newest or the version that is named"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="SLUG[@VERSION]", help="such as leg-check or leg-check@2")
    parser.add_argument("--rules", action="store_true", help="print its triage rules instead")


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    slug, _, version = options["name"].partition("@")
    releases = Release.objects.filter(questionnaire__slug=slug)
    if version:
        releases = releases.filter(version=_number(version))
    release = releases.order_by("-version").first()
    if release is None:
        raise CommandError(f"{options['name']} is not published.")
    out.write(escaped(release.rules if options["rules"] else release.document), ending="")
    return 0


def _number(version: str) -> int:
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise CommandError(f"{version!r} is not the number of a version.")
    return int(version)
