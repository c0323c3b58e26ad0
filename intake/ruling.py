"""The rules of a draft: kept as an editor changes them. Patients get them with the next version."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from intake import publishing
from intake.domain.document import DefinitionError, Json
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.reading import read_mended
from intake.domain.reading.mending import mend
from intake.domain.reading.source import write
from intake.domain.ruling import changes, editing
from intake.draft_rows import NoDraft, document_of, keep, opened
from intake.models import Questionnaire


def rules_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the rules of the draft, or raise NoDraft."""
    if not questionnaire.has_draft:
        raise NoDraft(questionnaire.slug)
    return publishing.parse(questionnaire.draft_rules) if questionnaire.draft_rules else {}


@transaction.atomic
def save(questionnaire: Questionnaire, rules: Json, *, number: int, by: User) -> Questionnaire:
    """Keep the draft's rules as they are now; the audit trail names what changed.

    `number` is the draft that was opened: ChangedMeanwhile where a newer one is there. Raises
    DraftError where the rules could not be read any more; then nothing is saved.
    """
    row = opened(questionnaire, number=number, by=by)
    before = rules_of(row)
    if write(rules) == write(before):
        return row
    document = document_of(row)
    if definition := _definition(document):
        editing.check(rules, definition, before)
    row.draft_rules = write(rules)
    changed = ", ".join(changes.changed(before, rules))
    return keep(row, document, by=by, action="rules saved", about=changed)


def _definition(document: Json) -> Definition | None:
    """Return the draft as patients would meet it; none while it cannot be read itself."""
    try:
        mended, _ = mend(document)
        return read_mended(mended).questionnaire
    except DefinitionError:
        return None
