"""The page of one question, and the page that adds one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows
from intake import drafting as acts
from intake.admin.builder import doors, outline
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.forms import AddForm
from intake.admin.builder.question_forms import (
    QuestionForm,
    chosen_options,
    condition_rows,
    has_options,
    option_rows,
)
from intake.domain import differences, drafting
from intake.domain.drafting import conditions
from intake.domain.drafting.tree import Node, link_id
from intake.domain.reading.translations import known_beside

# Buttons that only ask for more room, and how many more rows each gives.
MORE = {"_more_options": ("option", 3), "_more_conditions": ("condition", 1), "_answers": ("", 0)}


@dataclass
class Sheet:
    """The whole form of a question: its fields, its options and its conditions."""

    form: QuestionForm
    options: Any
    conditions: Any

    @classmethod
    def of(cls, document: Node, question: drafting.Question, data: Any = None) -> Sheet:
        return cls(
            QuestionForm(question, data),
            option_rows(question, data) if has_options(question) else None,
            condition_rows(document, question, data),
        )

    def is_valid(self) -> bool:
        parts = [self.form, self.conditions, *([self.options] if self.options else [])]
        return False not in [part.is_valid() for part in parts]  # each is to say what is wrong

    def applied(self, document: Node, name: str, is_any: bool) -> Node:
        """Return the document with what was typed, or raise DraftError."""
        wish = self.form.wishes()
        if self.options:
            wish["options"] = chosen_options(self.options)
        made = drafting.change(document, name, **wish)
        wanted = [clause for row in self.conditions if (clause := row.clause())]
        return drafting.set_conditions(made, name, wanted, is_any=is_any)

    def errors(self) -> list[tuple[str, str]]:
        """Return (id of the box, what to do), in the order of the page."""
        found = [
            (field.id_for_label, f"{field.label}: {error}")
            for field in self.form
            for error in field.errors
        ]
        found += [("main", str(error)) for error in self.form.non_field_errors()]
        for rows, name in ((self.options, "Option"), (self.conditions, "Condition")):
            found += [("main", str(error)) for error in rows.non_form_errors()] if rows else []
            found += [
                (field.id_for_label, f"{name} {place}: {error}")
                for place, row in enumerate(rows or (), 1)
                for field in row
                for error in field.errors
            ]
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def question(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show one question's form, or keep what was typed in it."""
    document, name = found.document, request.GET.get("item", "")
    if request.method != "POST":
        asked = drafting.question(document, name)
        return _show(request, found, asked, Sheet.of(document, asked))
    try:
        asked = drafting.question(document, name)
    except drafting.Gone:
        return _again(request, found, document)
    if wider := _with_more_rows(request.POST):
        return _show(request, found, asked, Sheet.of(document, asked, wider), more=True)
    sheet = Sheet.of(document, asked, request.POST)
    if not sheet.is_valid():
        return _show(request, found, asked, sheet)
    try:
        made = sheet.applied(document, name, request.POST.get("joined") == "any")
    except drafting.DraftError as problem:
        sheet.form.add_error(None, str(problem))
        return _show(request, found, asked, sheet)
    return _keep(request, found, asked, sheet, made)


def _keep(
    request: HttpRequest, found: Opened, asked: drafting.Question, sheet: Sheet, made: Node
) -> HttpResponse:
    pk, name = found.row.pk, asked.link_id
    number = doors.number_in(request)
    try:
        acts.save(found.row, made, number=number, by=request.user, about=name)
    except draft_rows.ChangedMeanwhile as problem:
        sheet.form.add_error(None, f"{problem} To make it all the same, press Save again.")
        changes = differences.compare(found.document, made)
        return _show(request, found, asked, sheet, changes=changes)
    except acts.TriageNeedsIt as problem:
        sheet.form.add_error(None, str(problem))
        return _show(request, found, asked, sheet)
    messages.success(request, f"“{sheet.form.cleaned_data['text'] or name}” is saved.")
    if sheet.form.cleaned_data["kind"] != asked.kind or "_stay" in request.POST:
        return redirect(address("question", pk, item=name))
    return redirect(address("build", pk) + outline.anchor(made, name))


def _again(request: HttpRequest, found: Opened, document: Node) -> HttpResponse:
    """Put a question that a colleague took out back in, at the end, with all that was typed."""
    kind = request.POST.get("kind", "")
    if kind not in drafting.KINDS:
        raise drafting.Gone("Somebody took this question out meanwhile.")
    made, name = drafting.add(document, kind, request.POST.get("text", ""))
    asked = drafting.question(made, name)
    sheet = Sheet.of(made, asked, _as_new(request.POST))
    if "_again" in request.POST and sheet.is_valid():
        made = sheet.applied(made, name, request.POST.get("joined") == "any")
        number = doors.number_in(request)
        acts.save(found.row, made, number=number, by=request.user, about=name)
        messages.success(request, f"“{asked.text}” is back, as the last one.")
        return redirect(address("build", found.row.pk) + outline.anchor(made, name))
    sheet.is_valid()
    sheet.form.add_error(
        None, "Somebody took this question out meanwhile. What you typed is still here."
    )
    return _show(request, found, asked, sheet, is_gone=True)


def _as_new(data: QueryDict) -> QueryDict:
    """Return what was typed, with options that are all new: those of a new question are."""
    made = data.copy()
    for key in data:
        if key.startswith("option-") and key.endswith("-key"):
            made[key] = ""
    return made


def _with_more_rows(data: QueryDict) -> QueryDict | None:
    """Return what was typed with more room, where a button asked for no more than that."""
    button = next((name for name in MORE if name in data), None)
    if button is None:
        return None
    rows, more = MORE[button]
    wider = data.copy()
    if rows:
        total = f"{rows}-TOTAL_FORMS"
        there = data.get(total, "")
        count = int(there) if there.isascii() and there.isdecimal() and len(there) < 5 else 0
        wider[total] = str(count + more)
    return wider


def _show(
    request: HttpRequest,
    found: Opened,
    asked: drafting.Question,
    sheet: Sheet,
    *,
    more: bool = False,
    **context: Any,
) -> HttpResponse:
    document = found.document
    errors = [] if more or not sheet.form.is_bound else sheet.errors()
    before = conditions.before(document, asked.link_id)
    row = next((r for r in drafting.outline(document) if r.link_id == asked.link_id), None)
    return doors.show(
        request,
        "question",
        found,
        asked.text or "Question",
        question=asked,
        row=row,
        sheet=sheet,
        problems=errors,
        hides_errors=more,
        is_any=request.POST.get("joined") == "any" if sheet.form.is_bound else asked.is_any,
        known={link_id(node): _offered(node) for node in before},
        translations=_translations(document, asked.link_id),
        status=422 if errors else 200,
        **context,
    )


def _translations(document: Node, name: str) -> dict[str, str]:
    return known_beside(conditions.index(document).get(name, {}), "text")


def _offered(node: Node) -> dict[str, Any]:
    """Return what a script needs to offer the right answers at once."""
    return {
        "verbs": list(conditions.verbs_for(node).items()),
        "answers": list(conditions.answers_of(node).items()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def add(request: HttpRequest, found: Opened) -> HttpResponse:
    """Add a page, a question or a text."""
    document = found.document
    form = AddForm(
        request.POST if request.method == "POST" else None,
        places=_places(document),
        initial={"place": request.GET.get("place", ""), "kind": request.GET.get("kind", "")},
    )
    if form.is_valid():
        wish = form.cleaned_data
        where, _, name = wish["place"].partition(":")
        spot = {"in": {"parent": name}, "after": _after(document, name)}.get(where, {})
        made, new = drafting.add(document, wish["kind"], wish["text"].strip(), **spot)
        try:
            number = doors.number_in(request)
            acts.save(found.row, made, number=number, by=request.user, about=new)
        except draft_rows.ChangedMeanwhile as problem:
            form.add_error(None, f"{problem} Press the button again to add it all the same.")
            found = doors.opened(request, found.row.pk)
        else:
            messages.success(request, f"“{wish['text'].strip()}” is added.")
            return redirect(address("question", found.row.pk, item=new))
    status = 422 if form.is_bound else 200
    return doors.show(request, "add", found, "Add", form=form, kinds=drafting.KINDS, status=status)


def _after(document: Node, name: str) -> dict[str, str]:
    row = next((row for row in drafting.outline(document) if row.link_id == name), None)
    return {"parent": row.parent, "after": name} if row else {}


def _places(document: Node) -> list[tuple[str, str]]:
    """Return every place where something can be added, by what stands there."""
    places = [("", "At the very end")]
    for row in drafting.outline(document):
        name = f"{row.number} {row.text}"
        if not row.is_question and row.is_open:
            places.append((f"in:{row.link_id}", f"Last in {name}"))
        places.append((f"after:{row.link_id}", f"After {name}"))
        if row.is_question:
            places.append((f"in:{row.link_id}", f"Below {name}, as a follow-up"))
    return places
