"""The rules beside the questions: their list, and what can be done with its rows."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import draft_rows, ruling
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.domain.drafting.tree import DraftError, Gone
from intake.domain.ruling import changes, editing, rows
from intake.domain.ruling.parts import HOLDERS, ONE, Place, entries, entry_at
from intake.domain.ruling.reviews import progress

STEPS = {"up": -1, "down": 1}


@require_safe
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """List the rules of the draft, or of the newest version where nobody edits."""
    found = doors.opened(request, pk)
    return doors.show(
        request,
        "rules",
        found,
        "Rules",
        chapters=rows.chapters(found.rules, found.document),
        reviews=progress(found.rules),
        edits=found.may_change and found.row.has_draft,
    )


@require_POST
@doors.edits
def move(request: HttpRequest, found: Opened) -> HttpResponse:
    """Put a part one place up or down."""
    place = place_in(request)
    try:
        made = editing.move(found.rules, place, STEPS.get(request.POST.get("do", ""), 1))
        ruling.save(found.row, made, number=doors.number_in(request), by=request.user)
    except (DraftError, draft_rows.ChangedMeanwhile) as problem:
        return back(request, found, str(problem))
    messages.success(request, f"The {place} is moved.")
    return redirect(address("rules", found.row.pk) + f"#{place.anchor}")


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def remove(request: HttpRequest, found: Opened) -> HttpResponse:
    """Take a part out, once it is confirmed."""
    place, problem = place_in(request), ""
    try:
        entry = entry_at(found.rules, place)
    except Gone as gone:
        return back(request, found, str(gone))
    try:
        made = editing.remove(found.rules, place)
        if request.method == "POST":
            ruling.save(found.row, made, number=doors.number_in(request), by=request.user)
            messages.success(request, f"The {place} is taken out.")
            return redirect(address("rules", found.row.pk))
    except draft_rows.ChangedMeanwhile as error:
        return back(request, found, str(error))
    except DraftError as error:
        problem = str(error)
    below = [changes.name(each, e) for each, e in entries(found.rules) if each.above == place]
    return doors.show(
        request,
        "rule_remove",
        found,
        "Delete",
        place=place,
        name=changes.name(place, entry),
        why=problem,
        below=below,
        status=422 if problem and request.method == "POST" else 200,
    )


def place_in(request: HttpRequest) -> Place:
    """Return which part a page is asked for."""
    asked = request.GET
    kind, within = asked.get("kind", ""), asked.get("within", "")
    if kind not in ONE or (kind == "findings") != (within in HOLDERS):
        raise Http404("There is no such part of the rules.")
    return Place(kind, asked.get("id", ""), within, asked.get("holder", ""))


def back(request: HttpRequest, found: Opened, problem: str) -> HttpResponse:
    messages.error(request, problem)
    return redirect(address("rules", found.row.pk))
