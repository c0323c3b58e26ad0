"""The outline of a questionnaire, and what can be done with its rows."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import draft_rows, taking_over
from intake import drafting as acts
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.forms import WordsForm
from intake.domain import drafting
from intake.domain.ruling.reviews import progress

STEPS = {"up": -1, "down": 1}


@require_safe
def build(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the outline of the draft, or of the newest version where nobody edits."""
    found = doors.opened(request, pk)
    document = found.document
    return doors.show(
        request,
        "build",
        found,
        "Build",
        rows=drafting.outline(document),
        description=document.get("description", ""),
        draft_title=document.get("title", ""),
        reviews=progress(found.rules),
        edits=found.may_change and found.row.has_draft,
        newer_is_there=taking_over.is_newer_there(found.row),
    )


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    found = doors.opened(request, pk)
    if not found.may_change:
        raise PermissionDenied
    acts.start(found.row, by=request.user)
    messages.success(
        request, "You can edit now. Patients keep what is published until you publish."
    )
    return redirect(address("build", pk))


@require_POST
@doors.edits
def move(request: HttpRequest, found: Opened) -> HttpResponse:
    """Put a row elsewhere, by a step or by a number, or copy it."""
    document, name = found.document, request.POST.get("item", "")
    text = drafting.question(document, name).text or name
    do, number = request.POST.get("do", "move"), doors.number_in(request)
    if do == "copy":
        made, name = drafting.copy(document, name)
        said = f"“{text}” is copied. The copy stands below it."
    elif do in STEPS:
        made, said = drafting.step(document, name, STEPS[do]), f"“{text}” is moved."
    else:
        made = drafting.number(document, name, request.POST.get("to", ""))
        said = f"“{text}” is moved."
    acts.save(found.row, made, number=number, by=request.user, about=name)
    messages.success(request, said)
    return redirect(address("build", found.row.pk) + anchor(made, name))


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def remove(request: HttpRequest, found: Opened) -> HttpResponse:
    """Take a row out, once it is confirmed: the page names all that goes with it."""
    document = found.document
    name = request.POST.get("item", "") or request.GET.get("item", "")
    question = drafting.question(document, name)
    if request.method == "POST":
        made = drafting.remove(document, name)
        number = doors.number_in(request)
        acts.save(found.row, made, number=number, by=request.user, about=name)
        messages.success(request, f"“{question.text or name}” is taken out.")
        return redirect(address("build", found.row.pk))
    rows = drafting.outline(document)
    own = next(row for row in rows if row.link_id == name)
    below = [row for row in rows if row.number.startswith(f"{own.number}.")]
    return doors.show(
        request,
        "remove",
        found,
        "Delete",
        question=question,
        row=own,
        below=below,
        broken=drafting.broken_by(document, name),
        rules=acts.broken_rules(found.row, drafting.remove(document, name)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def words(request: HttpRequest, found: Opened) -> HttpResponse:
    """Change the title and the first words."""
    document = found.document
    initial = {key: document.get(key, "") for key in ("title", "description")}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    problem = ""
    if form.is_valid():
        made = drafting.set_words(document, **form.cleaned_data)
        try:
            acts.save(found.row, made, number=doors.number_in(request), by=request.user)
        except draft_rows.ChangedMeanwhile as error:
            problem = str(error)
            found = doors.opened(request, found.row.pk)
        else:
            messages.success(request, "The title and the introduction are saved.")
            return redirect(address("build", found.row.pk))
    status = 422 if form.errors or problem else 200
    return doors.show(
        request, "words", found, "Title and introduction", form=form, problem=problem, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def discard(request: HttpRequest, found: Opened) -> HttpResponse:
    """Throw the draft away, once it is confirmed."""
    if request.method != "POST":
        return doors.show(request, "discard", found, "Discard the draft")
    acts.discard(found.row, number=doors.number_in(request), by=request.user)
    messages.success(request, f"The draft of “{found.row}” is discarded.")
    if found.newest is None:
        return redirect("admin:intake_questionnaire_changelist")
    return redirect(address("build", found.row.pk))


def anchor(document: dict, name: str) -> str:
    """Return the way to a row on the outline's page."""
    rows = drafting.outline(document)
    return next((f"#n{row.number}" for row in rows if row.link_id == name), "")
