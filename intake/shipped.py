"""What comes with the code: definitions, each with its rules and its worked cases beside it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from intake import publishing
from intake.domain import importing
from intake.domain.document import Json
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading.naming import slug as as_slug
from intake.domain.triage import Ruleset

FOLDER = Path(__file__).parent / "definitions"
# For a questionnaire without rules of its own: every answer is routine.
DEFAULT_RULES = FOLDER / "default.triage.json"
FORMS = ("leg-check", "before-your-ultrasound", "after-your-treatment")
# In rules that were made from ours, and differ: which ones they were.
BASED_ON = "based_on"


def read(slug: str) -> tuple[Questionnaire, Ruleset] | None:
    """Return the definition of that name and its rules, or None if none of that name ships."""
    file = FOLDER / f"{slug}.json"
    if as_slug(slug) != slug or not (file.exists() and file.with_suffix(".triage.json").exists()):
        return None
    return publishing.read_both(*texts(slug))


def texts(slug: str) -> tuple[str, str]:
    """Return the definition and the rules of a questionnaire that ships, JSON."""
    file = FOLDER / f"{slug}.json"
    return file.read_text("utf-8"), file.with_suffix(".triage.json").read_text("utf-8")


@lru_cache(maxsize=len(FORMS))
def digest(slug: str) -> str:
    """Return the digest that a release has which is what ships, word for word."""
    document, rules = texts(slug)
    return publishing.digest_of(importing.bring_in(document).text, rules)


def marked(rules: Json, slug: str) -> dict[str, Any]:
    """Return rules that tell of which version that ships they were made."""
    return {**rules, BASED_ON: digest(slug)}


def cases(slug: str) -> str:
    """Return the worked cases that ship with a questionnaire, JSON; nothing where none do."""
    file = FOLDER / f"{slug}.cases.json"
    if as_slug(slug) != slug or not file.exists():
        return ""
    return file.read_text("utf-8")
