"""The page of one rule, finding, flag, named condition, pattern or hint; and of a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, ruling
from intake.admin.builder import doors
from intake.admin.builder.condition_forms import Board
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.rule_forms import PartForm
from intake.admin.builder.rules import back, place_in
from intake.domain.document import Json
from intake.domain.drafting.tree import DraftError, Gone, Node
from intake.domain.ruling import changes, editing
from intake.domain.ruling.parts import (
    FINDINGS,
    FLAGS,
    HELPERS,
    ONE,
    RULES,
    TEXTS,
    Place,
    entry_at,
)
from intake.domain.ruling.vocabulary import Subject, vocabulary

BOARDS = {
    RULES: ("when", "lists"),
    FINDINGS: ("when", "lists"),
    FLAGS: ("when", "lists"),
    HELPERS: ("when",),
}
TITLES = {"when": "When it holds", "lists": "Further answers to show"}
NO_CONDITION = "Add a condition: without one it could not hold."


@dataclass
class Sheet:
    """The whole form of a part: its fields, and its conditions."""

    place: Place
    form: PartForm
    boards: dict[str, Board]

    @classmethod
    def of(cls, found: Opened, place: Place, entry: Json, data: Any = None) -> Sheet:
        rules, document = found.rules, found.document
        known = vocabulary(rules, document, place)
        boards = {
            key: Board.of(key, entry.get(key), known, document, data)
            for key in BOARDS.get(place.kind, ())
        }
        return cls(place, PartForm(place, rules, data, initial=entry), boards)

    def is_valid(self) -> bool:
        found = [self.form.is_valid(), *[board.is_valid() for board in self.boards.values()]]
        if self.place.kind in (FINDINGS, FLAGS, HELPERS) and not self.boards["when"].tree.lines:
            self.form.add_error(None, NO_CONDITION)
            return False
        return all(found)

    def applied(self, rules: Json, *, is_new: bool) -> Node:
        """Return the rules with what was typed, or raise DraftError."""
        fields = self.form.wishes()
        fields |= {key: board.written() for key, board in self.boards.items()}
        if is_new:
            fields = {key: each for key, each in fields.items() if each is not None}
            return editing.add(rules, self.named, fields)
        return editing.change(rules, self.place, fields)

    @property
    def named(self) -> Place:
        """Return the place, by the id that was typed where it is new."""
        return replace(self.place, id=self.place.id or self.form.cleaned_data["id"].strip())

    def act(self, button: str) -> None:
        """Do what a button of a condition says, such as "when:up:2"."""
        key, name, at = (*button.split(":"), "", "")[:3]
        if name != "show" and key in self.boards:
            is_number = at.isascii() and at.isdecimal() and len(at) < 4
            self.boards[key].act(name, int(at) if is_number else None)

    def errors(self) -> list[tuple[str, str]]:
        """Return (id of the box, what to do), in the order of the page."""
        found = [
            (field.id_for_label, f"{field.label}: {error}")
            for field in self.form
            for error in field.errors
        ]
        found += [("main", str(error)) for error in self.form.non_field_errors()]
        for key, board in self.boards.items():
            found += board.messages(TITLES[key])
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def rule(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show the form of a part, or of a new one; or keep what was typed in it."""
    place = place_in(request)
    if place.kind == TEXTS:
        return redirect(f"{address('rule_text', found.row.pk)}?{place.query}")
    data = request.POST if request.method == "POST" else None
    is_gone = False
    try:
        entry = entry_at(found.rules, place) if place.id else _new(request, found, place)
    except Gone as gone:
        if data is None:
            return back(request, found, str(gone))
        entry, is_gone = {}, True
    sheet = Sheet.of(found, place, entry, data)
    if data is None:
        return _show(request, found, sheet)
    if "act" in data:
        return _acted(request, found, sheet, is_gone)
    if is_gone and "_again" not in data:
        sheet.is_valid()
        words = f"Somebody took the {place} out meanwhile. What you typed is still here."
        sheet.form.add_error(None, words)
        return _show(request, found, sheet, problems=sheet.errors(), is_gone=True)
    if not sheet.is_valid():
        return _show(request, found, sheet, problems=sheet.errors(), is_gone=is_gone)
    return _keep(request, found, sheet, is_new=is_gone or not place.id)


def _new(request: HttpRequest, found: Opened, place: Place) -> Node:
    """Return what the form of a new part begins with."""
    if place.above:
        entry_at(found.rules, place.above)
    name = editing.free_id(found.rules, place.kind)
    return {"id": name, "priority": request.GET.get("priority", "soon")}


def _acted(request: HttpRequest, found: Opened, sheet: Sheet, is_gone: bool) -> HttpResponse:
    try:
        sheet.act(request.POST["act"])
    except DraftError as problem:
        words = [("main", str(problem))]
        return _show(request, found, sheet, problems=words, hides_errors=True, is_gone=is_gone)
    return _show(request, found, sheet, hides_errors=True, is_gone=is_gone)


def _keep(request: HttpRequest, found: Opened, sheet: Sheet, *, is_new: bool) -> HttpResponse:
    more: dict[str, Any] = {"is_gone": is_new and bool(sheet.place.id)}
    rules = found.rules
    try:
        made = sheet.applied(rules, is_new=is_new)
        ruling.save(found.row, made, number=doors.number_in(request), by=request.user)
    except draft_rows.ChangedMeanwhile as problem:
        sheet.form.add_error(None, f"{problem} To make it all the same, press Save again.")
        document = found.document
        more["changes"] = changes.compare(rules, document, made, document)
        return _show(request, found, sheet, problems=sheet.errors(), **more)
    except DraftError as problem:
        sheet.form.add_error(None, str(problem))
        return _show(request, found, sheet, problems=sheet.errors(), **more)
    messages.success(request, f"The {sheet.named} is saved.")
    return redirect(f"{address('rules', found.row.pk)}#{sheet.named.anchor}")


def _show(request: HttpRequest, found: Opened, sheet: Sheet, **more: Any) -> HttpResponse:
    place = sheet.place
    title = str(place) if place.id else f"new {ONE[place.kind]}"
    known = next(iter(sheet.boards.values())).known.subjects if sheet.boards else {}
    return doors.show(
        request,
        "rule",
        found,
        f"{title[:1].upper()}{title[1:]}",
        place=place,
        sheet=sheet,
        boards=[(board, TITLES[key]) for key, board in sheet.boards.items()],
        is_optional=place.kind == RULES,
        known={key: _offered(subject) for key, subject in known.items()},
        status=422 if more.get("problems") else 200,
        **more,
    )


def _offered(subject: Subject) -> dict[str, Any]:
    """Return what a script needs to offer the right answers at once."""
    return {"verbs": list(subject.verbs.items()), "answers": list(subject.answers.items())}
