"""Results of worked cases as the builder's pages show them: now, and as a release kept them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from intake.admin.builder.doors import address
from intake.domain import case_words
from intake.domain.cases import Case, Outcome, Result
from intake.models import Questionnaire, Release, WorkedCase


@dataclass(frozen=True)
class Shown:
    """One case: its name, the way to it, and what is not as expected, in sentences."""

    name: str
    address: str
    why: str
    expected: str
    is_as_expected: bool
    sentences: tuple[str, ...]
    pk: int = 0

    @property
    def verdict(self) -> str:
        """How it came out, in words."""
        return "as expected" if self.is_as_expected else " ".join(self.sentences)

    def has(self, sought: str) -> bool:
        """Say whether all these words stand in its name, its reason or what must come out."""
        own = f"{self.name} {self.why} {self.expected}".casefold()
        return all(word in own for word in sought.casefold().split())


def shown(questionnaire: Questionnaire, results: Iterable[Result]) -> tuple[Shown, ...]:
    """Return results with ways to their cases: first those that would be called at another time."""
    keys = dict(WorkedCase.objects.filter(questionnaire=questionnaire).values_list("name", "pk"))
    ordered = sorted(
        results, key=lambda each: (each.is_as_expected, "priority" not in each.differs)
    )
    return tuple(_shown(each, questionnaire.pk, keys.get(each.case.id, 0)) for each in ordered)


def kept(release: Release) -> tuple[Shown, ...]:
    """Return the cases of a release as they came out when it was published."""
    return tuple(_shown(_result(entry), 0, 0) for entry in json.loads(release.cases))


def _shown(result: Result, questionnaire: int, case: int) -> Shown:
    return Shown(
        name=result.case.id,
        address=address("case", questionnaire, case) if case else "",
        why=result.case.why,
        expected=case_words.expected(result.case),
        is_as_expected=result.is_as_expected,
        sentences=case_words.told(result),
        pk=case,
    )


def _result(entry: dict) -> Result:
    case = Case(entry["id"], {}, entry["expected"])
    got = {k: tuple(v) if isinstance(v, list) else v for k, v in (entry["got"] or {}).items()}
    differs = tuple(entry.get("differences", ()))
    return Result(case, Outcome(**got) if got else None, differs, entry.get("error", ""))
