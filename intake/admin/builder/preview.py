"""The patient's own pages, with a draft: to try it out. Not one row is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clinic.asking import LinkedForm
from clinic.languages import foreign
from intake import previewing
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, View, address
from intake.domain import overview
from intake.domain.document import DefinitionError
from intake.domain.evidence import evidence
from intake.domain.pages import More, Page
from intake.domain.receipts import receipt
from intake.forms import MoreForm, PageForm
from intake.previewing import Tried
from intake.views import keeping
from intake.views.more import change_wanted
from intake.views.showing import answers_to_check, page_context, template_of
from intake.views.ways import CHANGE, following

BEGAN_AGAIN = (
    "The preview begins again",
    "The questionnaire has changed meanwhile, so the made-up answers may no longer fit.",
)
WOULD_BE_KEPT = (
    "Here patients get a code",
    "With it they come back to their answers later. The preview keeps none.",
)
NOT_YET = "It cannot be shown to patients yet: %s"


@dataclass(frozen=True)
class Trial:
    """A preview in progress, and the ways from here."""

    found: Opened
    tried: Tried

    def url(self, name: str, tried: Tried | None = None, **query: str) -> str:
        place = (tried or self.tried).packed()
        return address(f"preview_{name}", self.found.row.pk, **query, state=place)

    def page_url(self, page: Page, tried: Tried | None = None, **query: str) -> str:
        return self.url("page", tried, at=page.key, **query)

    def where_next(self, tried: Tried) -> str:
        """Return the address of the first thing that is still to be read, answered or checked."""
        if tried.unread_alerts:
            return self.url("alert", tried)
        if page := tried.walk.first_open:
            return self.page_url(page, tried)
        return self.url("check", tried)

    def go_on(self, request: HttpRequest, after: Tried, current: Page) -> HttpResponse:
        """Lead where Continue leads patients."""
        page = following(after.walk, current, changing=CHANGE in request.GET)
        return redirect(self.page_url(page, after) if page else self.where_next(after))


def tries(view: View) -> View:
    """Open what is tried out and the place in it; lead elsewhere where that cannot be."""

    @wraps(view)
    def trying(request: HttpRequest, pk: int) -> HttpResponse:
        found = doors.opened(request, pk)
        try:
            subject = previewing.subject(found.row, found.newest)
            fault = "" if subject.definition.questions else "no question is there."
        except DefinitionError as problem:
            fault = str(problem)
        if fault:
            messages.error(request, NOT_YET % fault)
            page = "check" if found.may_change and found.row.has_draft else "build"
            return redirect(address(page, pk))
        tried = previewing.unpacked(subject, request.GET.get("state", ""))
        if tried is None:
            trial = Trial(found, Tried(subject, {}))
            return _tell(request, trial, BEGAN_AGAIN, address("preview", pk), "Begin again")
        return view(request, Trial(found, tried))

    return trying


@require_safe
@tries
def preview(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Begin, or go on where something is still open."""
    return redirect(trial.where_next(trial.tried))


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def page(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show one page as patients see it; Continue goes where it would lead them."""
    found = trial.tried.walk.find(request.GET.get("at", ""))
    if found is None:
        return redirect(trial.where_next(trial.tried))
    current = found[0]
    if current.more:
        return _more(request, trial, current, current.more)
    if request.method != "POST":
        return _show_page(request, trial, current, _form(trial, current))
    if keeping.stops_here(request):
        return _tell(request, trial, WOULD_BE_KEPT, request.get_full_path(), "Go on")
    form = _form(trial, current, request.POST)
    if form.only_redraws:
        return _show_page(request, trial, current, form.redrawn())
    is_valid = form.is_valid()
    after = trial.tried.kept(form.cleaned_data or dict.fromkeys(current.keys), current.keys)
    if after.unread_alerts:
        return redirect(trial.url("alert", after))
    kept = after.walk.find(current.key)
    if is_valid and kept and kept[0].broken:
        form.break_on(kept[0].broken)
        is_valid = False
    if not is_valid:
        return _show_page(request, trial, current, form, status=422)
    return trial.go_on(request, after, current)


def _form(trial: Trial, current: Page, data: QueryDict | None = None) -> PageForm:
    """Return the form of a page. Files are not kept, and so none is missed."""
    walk = trial.tried.walk
    return PageForm(
        current,
        data,
        given=overview.standing(walk, current),
        lang=foreign(walk.questionnaire.language),
        keeps_files=False,
    )


def _more(request: HttpRequest, trial: Trial, current: Page, ending: More) -> HttpResponse:
    """Show the end of what repeats; add one, take one away, or go on."""
    form = MoreForm(ending, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show_page(request, trial, current, form)
    if keeping.stops_here(request):
        return _tell(request, trial, WOULD_BE_KEPT, request.get_full_path(), "Go on")
    if "remove" not in request.POST and not form.is_valid():
        return _show_page(request, trial, current, form, status=422)
    change, before = change_wanted(request, form), trial.tried
    after = replace(before, answers=change(before.subject.definition, before.answers))
    if after.unread_alerts:
        return redirect(trial.url("alert", after))
    if "remove" in request.POST:
        return redirect(trial.page_url(current, after))
    return trial.go_on(request, after, current)


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def alert(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show what interrupts a patient with these answers."""
    tried = trial.tried
    if request.method == "POST":
        return redirect(trial.where_next(tried.with_alerts_read()))
    alerts = tried.unread_alerts
    if not alerts:
        return redirect(trial.where_next(tried))
    chosen = evidence(tried.walk, tried.subject.ruleset.rules, alerts)
    about = (row.page for row in chosen if row.asked and row.asked.is_answerable)
    return show(
        request,
        trial,
        "intake/alert.html",
        alerts=alerts,
        is_emergency=alerts[0].text.call == "911",
        chosen=chosen,
        change_url=trial.page_url(next(about, tried.walk.pages[0])),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@tries
def check(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Show the answers to be checked. Sending sends nothing."""
    walk = trial.tried.walk
    if trial.tried.unread_alerts or walk.first_open:
        return redirect(trial.where_next(trial.tried))
    if request.method == "POST":
        return redirect(trial.url("end"))
    return show(
        request,
        trial,
        "intake/check_answers.html",
        sections=answers_to_check(walk, lambda page: trial.page_url(page, change="yes")),
        questionnaire=walk.questionnaire,
        back_url=trial.page_url(walk.pages[-1]),
    )


@require_safe
@tries
def end(request: HttpRequest, trial: Trial) -> HttpResponse:
    """Tell what the patient would read last, and what staff would see of it."""
    tried = trial.tried
    return show(
        request,
        trial,
        "admin/intake/preview_end.html",
        receipt=receipt(tried.subject.ruleset, tried.verdict),
        alerts=tried.alerts,
        priority=tried.verdict.priority,
        fired=tried.verdict.fired,
    )


def _tell(
    request: HttpRequest, trial: Trial, words: tuple[str, str], way: str, button: str
) -> HttpResponse:
    """Tell what is otherwise than for patients, and lead on."""
    heading, note = words
    template = "admin/intake/preview_again.html"
    return show(request, trial, template, heading=heading, note=note, way=way, button=button)


def _show_page(
    request: HttpRequest, trial: Trial, current: Page, form: LinkedForm, status: int = 200
) -> HttpResponse:
    walk = trial.tried.walk
    before = walk.before(current.key)
    return show(
        request,
        trial,
        template_of(current),
        **page_context(walk, current, form, trial.page_url),
        back_url=trial.page_url(before) if before else address("build", trial.found.row.pk),
        action=request.get_full_path(),
        status=status,
    )


def show(request: HttpRequest, trial: Trial, template: str, **context: Any) -> HttpResponse:
    """Show a page under the banner that says what it is."""
    status = context.pop("status", 200)
    newest = trial.found.newest
    context |= {
        "patient_template": template,
        "tried_out": trial.found.row,
        "version": newest.version if newest else 0,
    }
    return render(request, "admin/intake/preview.html", context, status=status)
