"""Worked cases: who may write them does so here. Each act waits for a publishing to end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from clinic import audit
from intake import gate
from intake.domain import case_files, cases
from intake.domain.cases import LONGEST_ID, Case
from intake.domain.document import DefinitionError
from intake.models import Questionnaire, WorkedCase

MOST = 500  # of a questionnaire: each publishing runs them all
PARTS = ("name", "answers", "expect", "why")


class CaseError(Exception):
    """A case cannot be kept as it is. The message says what to do."""


class ChangedMeanwhile(CaseError):
    """Somebody else saved the case since it was opened."""


@dataclass(frozen=True)
class TakenIn:
    added: int
    replaced: int


@transaction.atomic
def add(questionnaire: Questionnaire, case: Case, *, by: User) -> WorkedCase:
    """Keep a new case. Raises CaseError where its name is taken."""
    _expect(by, "add")
    found = _locked(questionnaire)
    _expect_room(found, 1)
    return _store(_named_freely(gate.row_of(found, case)), by=by, action="case added")


@transaction.atomic
def change(row: WorkedCase, case: Case, *, seen: str, by: User) -> WorkedCase:
    """Keep a case as it is now; `seen` is the stamp of the one that was opened.

    Raises ChangedMeanwhile where another one is there by now, or none.
    """
    _expect(by, "change")
    found = _locked(row.questionnaire)
    now = found.cases.select_related("written_by").filter(pk=row.pk).first()
    if now is None:
        raise ChangedMeanwhile("Somebody removed this case after you opened it. Add it anew.")
    if stamp(now) != seen:
        who = (now.written_by.get_full_name() or now.written_by.username) if now.written_by else ""
        raise ChangedMeanwhile(
            f"{who or 'Somebody'} saved this case after you opened it. "
            "Save once more to put yours in its place."
        )
    wanted = gate.row_of(found, case)
    changed = [part for part in PARTS if getattr(now, part) != getattr(wanted, part)]
    if not changed:
        return now
    for part in changed:
        setattr(now, part, getattr(wanted, part))
    return _store(_named_freely(now), by=by, action="case changed", changed=changed)


@transaction.atomic
def copy(row: WorkedCase, *, by: User) -> WorkedCase:
    """Make a case like it, under a name that is free."""
    _expect(by, "add")
    found = _locked(row.questionnaire)
    _expect_room(found, 1)
    names = set(found.cases.values_list("name", flat=True))
    name = next(name for name in _names_like(row.name) if name not in names)
    made = gate.row_of(found, replace(row.case, id=name))
    return _store(made, by=by, action="case added", like=row.name)


@transaction.atomic
def remove(row: WorkedCase, *, by: User) -> None:
    _expect(by, "delete")
    _locked(row.questionnaire)
    audit.record("case removed", row, by=by, **_of(row))
    row.delete()


@transaction.atomic
def take_in(questionnaire: Questionnaire, text: str, *, replaces: bool, by: User) -> TakenIn:
    """Keep the cases of a file, all or none. Raises CaseError, which says what to mend.

    One whose name is there already takes its place if `replaces`, and is refused if not.
    """
    _expect(by, "add")
    _expect(by, "change")
    found = _locked(questionnaire)
    try:
        brought = cases.read_cases(case_files.parse_entries(text))
    except DefinitionError as error:
        raise CaseError(str(error)) from error
    if not brought:
        raise CaseError("There is no case in it.")
    there = {row.name: row for row in found.cases.all()}
    known = [case.id for case in brought if case.id in there]
    if known and not replaces:
        raise CaseError(
            f"{', '.join(known[:10])}: there already. Tick the box to replace them, or rename them."
        )
    _expect_room(found, len(brought) - len(known))
    for case in brought:
        row = gate.row_of(found, case)
        if case.id in there:
            row.pk = there[case.id].pk
        row.written_by = by
        row.save()
    taken = TakenIn(len(brought) - len(known), len(known))
    audit.record(
        "cases imported", found, by=by, slug=found.slug, added=taken.added, replaced=taken.replaced
    )
    return taken


def stamp(row: WorkedCase) -> str:
    """Return what tells one saving of a case from another."""
    return row.written_at.isoformat()


def _locked(questionnaire: Questionnaire) -> Questionnaire:
    """Wait for whoever is publishing, and let nobody publish before this is done."""
    rows = Questionnaire.objects.select_for_update(of=("self",))
    return rows.defer("draft", "draft_rules").get(pk=questionnaire.pk)


def _expect(by: User, verb: str) -> None:
    if not by.has_perm(f"intake.{verb}_workedcase"):
        raise PermissionDenied("You may not write worked cases.")


def _expect_room(questionnaire: Questionnaire, more: int) -> None:
    if questionnaire.cases.count() + more > MOST:
        raise CaseError(f"A questionnaire has at most {MOST} worked cases. Remove some first.")


def _named_freely(row: WorkedCase) -> WorkedCase:
    others = WorkedCase.objects.filter(questionnaire=row.questionnaire, name=row.name)
    if others.exclude(pk=row.pk).exists():
        raise CaseError(f"Another case is called “{row.name}”. Give this one another name.")
    return row


def _store(row: WorkedCase, *, by: User, action: str, **detail: object) -> WorkedCase:
    row.written_by = by
    row.save()
    audit.record(action, row, by=by, **_of(row), **detail)
    return row


def _of(row: WorkedCase) -> dict[str, str]:
    return {"name": row.name, "questionnaire": row.questionnaire.slug}


def _names_like(name: str) -> list[str]:
    ends = ["-copy", *(f"-copy-{number}" for number in range(2, MOST + 2))]
    return [f"{name[: LONGEST_ID - len(end)]}{end}" for end in ends]
