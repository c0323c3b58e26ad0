"""Signing for translations of the patient texts: who reviewed which words, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from intake import drafting
from intake.domain.reading.source import write
from intake.domain.ruling import reviews
from intake.domain.ruling.reviews import Signed
from intake.draft_rows import document_of, keep, locked
from intake.models import Questionnaire
from intake.ruling import rules_of


@transaction.atomic
def sign(
    questionnaire: Questionnaire,
    language: str,
    shown: Mapping[str, str],
    *,
    translator: str,
    on: date,
    by: User,
    begins: bool = False,
) -> Signed:
    """Name who reviewed these texts, in the draft. Only words that are still as shown are signed.

    Whatever else a colleague has saved meanwhile stays: a signature changes no word. Raises
    NoDraft where nobody edits, unless the draft is to be begun with it.
    """
    row = drafting.start(questionnaire, by=by) if begins else locked(questionnaire, by)
    signed = reviews.sign(rules_of(row), language, shown, by=translator, on=on.isoformat())
    if signed.names:
        row.draft_rules = write(signed.rules)
        facts = {"language": language, "texts": list(signed.names)}
        facts |= {"reviewed_by": translator, "reviewed_on": on.isoformat()}
        keep(row, document_of(row), by=by, action="translations signed", **facts)
    return signed
