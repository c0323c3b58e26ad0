"""The patient's own pages, with a draft: to try it out. Not one row is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from intake import previewing
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, View, address
from intake.domain.document import DefinitionError
from intake.forms import PageForm
from intake.previewing import Subject, Tried
from intake.views.progress import Progress

BEGAN_AGAIN = "The questionnaire has changed meanwhile. The preview begins again."
NOT_YET = "It cannot be shown to patients yet: %s"


@dataclass(frozen=True)
class Trial:
    """A preview in progress."""

    found: Opened
    subject: Subject
    tried: Tried

    def url(self, name: str, tried: Tried | None = None, **query: str) -> str:
        place = previewing.pack(self.subject, tried or self.tried)
        return address(f"preview_{name}", self.found.row.pk, **query, state=place)

    def page_url(self, key: str, tried: Tried | None = None, **query: str) -> str:
        return self.url("page", tried, at=key, **query)

    def where_next(self, tried: Tried) -> str:
        """Return the address of the first thing that is still to be read, answered or checked."""
        if previewing.alerts(self.subject, tried):
            return self.url("alert", tried)
        if page := previewing.first_open(self.subject, tried):
            return self.page_url(previewing.key_of(page), tried)
        return self.url("check", tried)


def tries(view: View) -> View:
    """Open what is tried out and the place in it; lead elsewhere where that cannot be."""

    @wraps(view)
    def trying(request: HttpRequest, pk: int) -> HttpResponse:
        found = doors.opened(request, pk)
        try:
            subject = previewing.subject(found.row, found.newest)
        except DefinitionError as problem:
            messages.error(request, NOT_YET % problem)
            page = "check" if found.may_change and found.row.has_draft else "build"
            return redirect(address(page, pk))
        tried = previewing.unpack(subject, request.GET.get("state", ""))
        if tried is None:
            return show(request, Trial(found, subject, Tried({})), "again", note=BEGAN_AGAIN)
        return view(request, Trial(found, subject, tried))

    return trying


@require_safe
@tries
def preview(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Begin, or go on where something is still open. `item` is the question to look at."""
    wanted = request.GET.get("item", "")
    pages = previewing.pages(trial.subject, trial.tried)
    if not pages:
        messages.error(request, NOT_YET % "no page is asked.")
        return redirect(address("build", trial.found.row.pk))
    for page in pages:
        if wanted == previewing.key_of(page) or wanted in previewing.asked_on(page):
            return redirect(trial.page_url(previewing.key_of(page)))
    return redirect(trial.where_next(trial.tried))


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def page(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show one page as patients see it; Continue goes where it would lead them."""
    key, pages = request.GET.get("at", ""), previewing.pages(trial.subject, trial.tried)
    current = next((each for each in pages if previewing.key_of(each) == key), None)
    if current is None:
        return redirect(trial.where_next(trial.tried))
    if request.method != "POST":
        return _show_page(request, trial, current, PageForm(current, given=trial.tried.answers))
    form = PageForm(current, request.POST, given=trial.tried.answers)
    is_valid, asked = form.is_valid(), previewing.asked_on(current)
    after = previewing.keep(trial.subject, trial.tried, form.cleaned_data, asked)
    if previewing.alerts(trial.subject, after):
        return redirect(trial.url("alert", after))
    if not is_valid:
        return _show_page(request, trial, current, form, status=422)
    following = previewing.following(trial.subject, after, key)
    if "change" in request.GET:
        following = previewing.first_open(trial.subject, after)
    if following is None:
        return redirect(trial.where_next(after))
    return redirect(trial.page_url(previewing.key_of(following), after))


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def alert(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show what interrupts a patient with these answers."""
    if request.method == "POST":
        return redirect(trial.where_next(previewing.read_all(trial.subject, trial.tried)))
    alerts = previewing.alerts(trial.subject, trial.tried)
    if not alerts:
        return redirect(trial.where_next(trial.tried))
    names = [name for each in alerts for name in each.because]
    pages = previewing.pages(trial.subject, trial.tried)
    about = (each for each in pages if set(names) & set(previewing.asked_on(each)))
    first = next(about, pages[0])
    return show(
        request,
        trial,
        "intake/alert",
        alerts=alerts,
        is_emergency=alerts[0].text.call == "911",
        chosen=previewing.chosen(trial.subject, trial.tried, names),
        change_url=trial.page_url(previewing.key_of(first)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def check(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show the answers to be checked. Sending sends nothing."""
    if previewing.alerts(trial.subject, trial.tried) or previewing.first_open(
        trial.subject, trial.tried
    ):
        return redirect(trial.where_next(trial.tried))
    if request.method == "POST":
        return redirect(trial.url("end"))
    pages = previewing.pages(trial.subject, trial.tried)
    sections: dict[str, list[tuple[str, str, str]]] = {}
    for each in pages:
        way = trial.page_url(previewing.key_of(each), change="yes")
        rows = [(text, answer, way) for text, answer in previewing.rows_of(each, trial.tried)]
        sections.setdefault(each.section, []).extend(rows)
    back = trial.page_url(previewing.key_of(pages[-1]))
    return show(
        request, trial, "intake/check_answers", sections=list(sections.items()), back_url=back
    )


@require_safe
@tries
def end(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Tell what the patient would read last, and what staff would see of it."""
    verdict, ruleset = trial.subject.verdict(trial.tried.answers), trial.subject.ruleset
    receipt = next((text for text in ruleset.texts.values() if not text.call), None)
    return show(
        request,
        trial,
        "end",
        receipt=receipt,
        alerts=previewing.alerts(trial.subject, Tried(trial.tried.answers)),
        priority=verdict.priority,
        fired=verdict.fired,
    )


def _show_page(
    request: HttpRequest, trial: Trial, current: Any, form: PageForm, status: int = 200
) -> HttpResponse:
    key, pages = previewing.key_of(current), previewing.pages(trial.subject, trial.tried)
    place = next((n for n, each in enumerate(pages) if previewing.key_of(each) == key), 0)
    before = previewing.previous(trial.subject, trial.tried, key)
    back = address("build", trial.found.row.pk)
    return show(
        request,
        trial,
        "intake/page",
        form=form,
        page=current,
        why=[item.why for item in current.questions if item.why] or [current.why],
        progress=Progress.at(place, len(pages)),
        back_url=trial.page_url(previewing.key_of(before)) if before else back,
        action=request.get_full_path(),
        status=status,
    )


def show(request: HttpRequest, trial: Trial, template: str, **context: Any) -> HttpResponse:
    """Show a page of the patient's under a banner, or one of the preview's own."""
    status = context.pop("status", 200)
    is_patients = template.startswith("intake/")
    context |= {
        "questionnaire": trial.found.row,
        "patient_template": f"{template}.html" if is_patients else "admin/intake/preview_own.html",
        "own": "" if is_patients else template,
        "version": trial.found.newest.version if trial.found.newest else 0,
    }
    return render(request, "admin/intake/preview.html", context, status=status)
