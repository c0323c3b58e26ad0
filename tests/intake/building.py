"""Plain functions that bring about what stories of the builder begin with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from intake import draft_rows, drafting, taking_in
from intake.domain import drafting as pure
from intake.models import Questionnaire

HOME = "/staff/intake/questionnaire/"


def make_form(by: User, title: str = "Before your visit") -> Questionnaire:
    """Begin a questionnaire with one empty page, called first_page."""
    return taking_in.create(title, by=by)


def add(row: Questionnaire, kind: str, text: str, *, by: User, **place: str) -> str:
    """Add an item to the draft; return its linkId."""
    row.refresh_from_db()
    made, name = pure.add(draft_rows.document_of(row), kind, text, **place)
    drafting.save(row, made, number=row.draft_number, by=by)
    row.refresh_from_db()
    return name


def make_swelling(by: User) -> Questionnaire:
    """A page, two questions on it, and one that is asked only if a leg is swollen."""
    row = make_form(by)
    add(row, "boolean", "Is a leg swollen?", by=by, parent="first_page")
    add(row, "choice", "Which leg?", by=by, parent="first_page")
    options = [pure.Choice("", "Left"), pure.Choice("", "Right")]
    made = pure.change(draft_rows.document_of(row), "which_leg", options=options)
    row = drafting.save(row, made, number=row.draft_number, by=by)
    add(row, "string", "Your name", by=by)
    document = draft_rows.document_of(row)
    clause = pure.Clause("is_a_leg_swollen", "=", "true")
    made = pure.set_conditions(document, "which_leg", [clause])
    drafting.save(row, made, number=row.draft_number, by=by)
    row.refresh_from_db()
    return row


def at(row: Questionnaire, page: str = "build/") -> str:
    return f"{HOME}{row.pk}/{page}"


def question_at(row: Questionnaire, name: str) -> str:
    return at(row, f"build/question/?item={name}")


def typed_in(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Return what the form of a question would send, as it stands, with changes."""
    sheet = client.get(address).context["sheet"]
    row = client.get(address).context["questionnaire"]
    found: dict[str, Any] = {"number": row.draft_number, "joined": "all"}
    parts = [sheet.form, *(sheet.options or []), *sheet.conditions]
    for formset in filter(None, (sheet.options, sheet.conditions)):
        parts.append(formset.management_form)
    for form in parts:
        for field in form:
            value = field.value()
            if value is True:
                found[field.html_name] = "on"
            elif value is not None and value is not False:
                found[field.html_name] = value
    return {name: value for name, value in {**found, **changes}.items() if value is not None}
