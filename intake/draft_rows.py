"""The row of a draft: who may act on it, and what is kept of it. One acts at a time."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clinic import audit
from intake import publishing
from intake.domain.document import Json
from intake.domain.reading.source import write
from intake.models import Questionnaire


class ChangedMeanwhile(Exception):
    """Somebody else saved the draft since it was opened."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        saved_by = questionnaire.draft_saved_by
        who = (saved_by.get_full_name() or saved_by.get_username()) if saved_by else "Somebody"
        super().__init__(f"{who} saved this draft after you opened it. Your change is not in it.")


class NoDraft(Exception):
    """Nobody is editing this questionnaire (any more)."""


class DraftThere(Exception):
    """There is a draft already, which must not be lost."""


def document_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the draft as a document, or raise NoDraft."""
    if not questionnaire.has_draft:
        raise NoDraft(questionnaire.slug)
    return publishing.parse(questionnaire.draft)


def expect_no_draft(row: Questionnaire) -> None:
    if row.has_draft:
        raise DraftThere(f"“{row}” has a draft already. Publish it or discard it first.")


def expect(by: User, permission: str) -> None:
    if not by.has_perm(f"intake.{permission}_questionnaire"):
        raise PermissionDenied("You may not edit questionnaires.")


def locked(questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Let one act on a questionnaire at a time go on, and return the row as it is now."""
    expect(by, "change")
    rows = Questionnaire.objects.select_for_update(of=("self",)).select_related("draft_saved_by")
    row = rows.filter(pk=questionnaire.pk).first()
    if row is None:
        raise NoDraft(questionnaire.slug)
    return row


def opened(questionnaire: Questionnaire, *, number: int, by: User) -> Questionnaire:
    """Return the draft that somebody opened under this number, locked; or raise.

    NoDraft where there is none any more, ChangedMeanwhile where a newer one is there.
    """
    row = locked(questionnaire, by)
    if not row.has_draft:
        raise NoDraft(row.slug)
    if row.draft_number != number:
        raise ChangedMeanwhile(row)
    return row


def keep(
    row: Questionnaire, document: Json, *, by: User | None, action: str, **detail: Any
) -> Questionnaire:
    row.draft = write(document)
    row.draft_number += 1
    row.draft_saved_at, row.draft_saved_by = timezone.now(), by
    if row.pk is None or not row.releases.exists():
        row.title = str(document["title"])[:200]  # a published title changes with publishing
    row.save()
    audit.record(action, row, by=by, number=row.draft_number, **detail)
    return row


def clear(row: Questionnaire) -> None:
    row.draft = row.draft_rules = ""
    row.draft_number += 1  # a page that shows the old draft can no longer save it
    row.draft_saved_at = row.draft_saved_by = None
    row.save()
