"""Plain functions that bring about what stories of worked cases begin with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from intake import cases, draft_rows, drafting
from intake.domain import drafting as pure
from intake.domain.cases import Case
from intake.models import Questionnaire, WorkedCase
from tests.intake.building import at
from tests.intake.make import make_release

REASON = "The new guideline calls this soon; Dr. Solberg agreed on Monday."


def make_case(
    questionnaire: Questionnaire,
    *,
    by: User,
    name: str = "C1",
    priority: str = "emergency",
    **answers: Any,
) -> WorkedCase:
    """Write a case; of chest pain, unless it has other answers."""
    given = answers or {"chest_pain": True}
    case = Case(name, given, {"priority": priority}, "Chest pain is an emergency.")
    return cases.add(questionnaire, case, by=by)


def case_at(row: WorkedCase, page: str = "") -> str:
    return at(row.questionnaire, f"cases/{row.pk}/{page}")


def make_draft(by: User) -> Questionnaire:
    """The published leg check, with a draft in which one question reads otherwise."""
    row = drafting.start(make_release().questionnaire, by=by)
    made = pure.change(draft_rows.document_of(row), "age", text="What is your age?")
    return drafting.save(row, made, number=1, by=by)
