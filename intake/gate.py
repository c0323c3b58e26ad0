"""The gate before a release: its worked cases come out as expected, or somebody signs for it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clinic import audit
from intake.domain import case_files, case_words, cases
from intake.domain.cases import Result
from intake.domain.document import UNFIT, DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.reading import source
from intake.domain.triage import Ruleset
from intake.models import Questionnaire, WorkedCase

FEWEST_WORDS = 4
MEANWHILE = (
    "What comes out otherwise has changed since you read it. Nothing is published. "
    "Read it, then sign for it."
)
LONGEST_REASON = 1_000  # letters


class CasesDiffer(DefinitionError):
    """Worked cases come out otherwise than a clinician wrote, and nobody signed for that."""

    def __init__(self, results: Sequence[Result], message: str = "") -> None:
        self.results = tuple(results)
        count = len(self.results)
        said = "One worked case comes" if count == 1 else f"{count} worked cases come"
        super().__init__(message or f"{said} out otherwise. Nothing is published.")

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(
            f"{result.case.id}: {sentence}"
            for result in self.results
            for sentence in case_words.told(result)
        )


class OthersDiffer(CasesDiffer):
    """Somebody signed for cases that came out otherwise; by now, others do."""


class NoReason(CasesDiffer):
    """What was given as a reason says too little, or too much."""


@dataclass(frozen=True)
class Passed:
    """What a release keeps of its worked cases: all results (JSON), and the reason if any."""

    results: str
    reason: str
    for_audit: dict[str, Any]


def bring_cases(questionnaire: Questionnaire, text: str) -> None:
    """Take in the cases that come with a questionnaire, unless the clinic has some of its own."""
    if questionnaire.cases.exists():
        return
    found = cases.read_cases(case_files.parse_entries(text))
    WorkedCase.objects.bulk_create(row_of(questionnaire, case) for case in found)
    audit.record("cases imported", questionnaire, slug=questionnaire.slug, added=len(found))


def row_of(questionnaire: Questionnaire, case: cases.Case) -> WorkedCase:
    """Return a case as a row that is not stored yet."""
    return WorkedCase(
        questionnaire=questionnaire,
        name=case.id,
        answers=source.write(dict(case.answers)),
        expect=source.write(dict(case.expect)),
        why=case.why,
    )


def results(
    questionnaire: Questionnaire, definition: Definition, ruleset: Ruleset
) -> tuple[Result, ...]:
    """Return what comes out of every worked case, in the order of their names."""
    return tuple(cases.judge(row.case, definition, ruleset) for row in questionnaire.cases.all())


def pass_cases(
    questionnaire: Questionnaire,
    definition: Definition,
    ruleset: Ruleset,
    *,
    signed: str,
    seen: str | None = None,
) -> Passed:
    """Return what to keep of the cases, or raise CasesDiffer, or NoReason.

    `seen` is the stamp of what was read before signing; OthersDiffer where that is not so by now.
    A reason is kept only where one was needed. Nobody can add a case meanwhile: whoever does
    waits for the row of the questionnaire, which publishing holds.
    """
    found = results(questionnaire, definition, ruleset)
    differing = [result for result in found if not result.is_as_expected]
    written = json.dumps([cases.report(result) for result in found], default=str)
    if not differing:
        return Passed(written, "", {"cases": len(found)} if found else {})
    if not signed.strip():
        raise CasesDiffer(differing)
    if seen not in (None, stamp(found)):
        raise OthersDiffer(differing, MEANWHILE)
    reason = _reason(signed, differing)
    names = [result.case.id for result in differing]
    return Passed(written, reason, {"cases": len(found), "differ": names, "signed": reason})


def stamp(found: Sequence[Result]) -> str:
    """Return what tells the cases that come out otherwise from any others that might."""
    differing = [cases.report(result) for result in found if not result.is_as_expected]
    return hashlib.sha256(json.dumps(differing, default=str).encode()).hexdigest()


def _reason(signed: str, differing: Sequence[Result]) -> str:
    reason = signed.strip()
    if len(re.findall(r"[^\W\d_]{2,}", reason)) < FEWEST_WORDS:
        message = (
            f"Say in a sentence of {FEWEST_WORDS} words or more why it is right to publish it."
        )
        raise NoReason(differing, message)
    if UNFIT.search(reason):
        raise NoReason(differing, "The reason has a character that cannot be shown. Type it anew.")
    if len(reason) > LONGEST_REASON:
        raise NoReason(differing, f"Give the reason in {LONGEST_REASON} letters or fewer.")
    return reason
