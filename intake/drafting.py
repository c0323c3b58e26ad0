"""Drafts: begin one, save it, publish it, throw it away. Nobody takes away what another saved."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from clinic import audit
from intake import gate, publishing, translated
from intake.domain import drafting, linting
from intake.domain.document import DefinitionError, Json
from intake.domain.reading.source import write
from intake.domain.ruling.faults import broken_rules as broken_by
from intake.domain.ruling.reviews import review_faults
from intake.draft_rows import (
    ChangedMeanwhile,
    clear,
    document_of,
    keep,
    locked,
    opened,
)
from intake.models import Questionnaire, Release


class TriageNeedsIt(drafting.DraftError):
    """A rule asks for what would be gone: with it, an urgent answer could be missed."""

    def __init__(self, broken: tuple[str, ...]) -> None:
        names = ", ".join(name.removeprefix("The ") for name in broken)
        super().__init__(
            f"Triage needs this as it is: {names}. It finds urgent answers by it. "
            "Keep it, or have the rules changed first."
        )


class NotReady(Exception):
    """The draft has faults with which nobody could fill it in."""


@transaction.atomic
def start(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """Begin to edit: the draft is a copy of the newest release. One that is there goes on."""
    row = locked(questionnaire, by)
    newest = Release.objects.newest(row.slug)
    if row.has_draft or newest is None:
        return row
    document = drafting.ready(publishing.parse(newest.document), name=row.slug)
    row.draft_rules = newest.rules
    return keep(row, document, by=by, action="draft begun", version=newest.version)


@transaction.atomic
def start_again(
    questionnaire: Questionnaire, release: Release, *, number: int, by: User
) -> Questionnaire:
    """Begin to edit with a copy of any version: questions, rules and texts.

    It takes the place of a draft, if that is the one that was seen; ChangedMeanwhile where it is
    another by now, or where there is none any more. It counts on from the newest version.
    """
    row = locked(questionnaire, by)
    newest = Release.objects.newest(row.slug)
    if row.draft_number != number or newest is None:
        raise ChangedMeanwhile(row)
    document = drafting.ready(publishing.parse(release.document), name=row.slug)
    document = drafting.numbered_as(document, publishing.parse(newest.document))
    row.draft_rules = release.rules
    action = "draft replaced" if row.has_draft else "draft begun"
    return keep(row, document, by=by, action=action, version=release.version)


@transaction.atomic
def save(
    questionnaire: Questionnaire, document: Json, *, number: int, by: User, about: str = ""
) -> Questionnaire:
    """Keep a draft as it is now.

    `number` is the one that was opened: if a newer one is there, nothing is saved and
    ChangedMeanwhile is raised; TriageNeedsIt where a rule could not work any more. `about`
    names the item that was changed, for the audit trail.
    """
    row = opened(questionnaire, number=number, by=by)
    if write(document) == row.draft:
        return row
    if broken := broken_rules(row, document):
        raise TriageNeedsIt(broken)
    return keep(row, document, by=by, action="draft saved", about=about)


@transaction.atomic
def publish(
    questionnaire: Questionnaire,
    *,
    number: int,
    by: User,
    signed: str = "",
    seen: str | None = None,
) -> Release:
    """Freeze the draft as the next version, with its rules. What patients have begun stays theirs.

    Raises NotReady with what to mend, and ChangedMeanwhile where it is not the draft that was
    read; CasesDiffer and NoReason where worked cases come out otherwise (see `gate`).
    """
    row = opened(questionnaire, number=number, by=by)
    if grave := [fault.text for fault in faults(row) if linting.is_grave(fault)]:
        raise NotReady(" ".join(grave))
    try:
        release = publishing.publish(
            _numbered(row), row.draft_rules, by=by, signed=signed, seen=seen
        )
    except gate.CasesDiffer:
        raise
    except DefinitionError as error:
        raise NotReady(str(error)) from error
    clear(Questionnaire.objects.get(pk=row.pk))  # publishing has given the row its new title
    return release


@transaction.atomic
def discard(questionnaire: Questionnaire, *, number: int, by: User) -> None:
    """Throw the draft away. Published versions stay; what never was published goes altogether."""
    row = locked(questionnaire, by)
    if row.draft_number != number:
        raise ChangedMeanwhile(row)
    audit.record("draft discarded", row, by=by, number=number, title=row.title)
    if row.releases.exists():
        clear(row)
    else:
        row.delete()


def faults(questionnaire: Questionnaire) -> tuple[linting.Fault, ...]:
    """Return what an editor should know before publishing the draft, the gravest first."""
    document, rules = document_of(questionnaire), publishing.parse(questionnaire.draft_rules)
    released = [publishing.parse(each.document) for each in _newest_first(questionnaire)]
    unsigned = review_faults(rules, translated.languages_of_the_clinic())
    found = (*linting.lint(document, rules, released), *unsigned)
    if any(map(linting.is_grave, found)):
        return found
    try:
        publishing.check(questionnaire.draft, questionnaire.draft_rules)
    except DefinitionError as error:
        return (linting.Fault("", "unreadable", str(error)), *found)
    return found


def broken_rules(questionnaire: Questionnaire, document: Json) -> tuple[str, ...]:
    """Return the triage rules that work with the draft, and would not if it read like this."""
    rules = publishing.parse(questionnaire.draft_rules)
    return broken_by(rules, document_of(questionnaire), document)


def _newest_first(questionnaire: Questionnaire) -> list[Release]:
    return list(
        questionnaire.releases.defer("cases").order_by("-version")[: linting.OLDEST_COMPARED]
    )


def _numbered(row: Questionnaire) -> str:
    """Return the draft under the number of its version, save where its author gave it another."""
    document = document_of(row)
    newest = Release.objects.newest(row.slug)
    was = publishing.parse(newest.document).get("version") if newest else None
    if document.get("version") != was:
        return row.draft
    number = newest.version + 1 if newest else 1
    if isinstance(was, str) and was.isdecimal():  # what came under a later number counts on
        number = max(number, int(was) + 1)
    return write({**document, "version": str(number)})
