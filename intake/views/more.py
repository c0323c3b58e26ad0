"""The end of something that repeats: what is there, add another, or take one away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from clinic.languages import REDRAW
from intake import answering, attaching
from intake.domain import rings
from intake.domain.pages import More, Page
from intake.domain.places import number_in
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers, Value
from intake.forms import MoreForm
from intake.views import keeping
from intake.views.showing import show_page
from intake.views.ways import CHANGE, go_on, page_url


def more(
    request: HttpRequest, opened: answering.Opened, secret: bytes, current: Page, ending: More
) -> HttpResponse:
    """Show what is there; keep what the patient wants to happen to it."""
    key = opened.row.key
    form = MoreForm(ending, request.POST if request.method == "POST" else None)

    def show(status: int = 200, note: keeping.Words = "", form: MoreForm = form) -> HttpResponse:
        release, given = opened.served, opened.draft.answers
        return show_page(request, release, given, current, form, key=key, status=status, note=note)

    if request.method != "POST":
        return show()
    if keeping.form_expired(request):
        return show(403, keeping.OUT_OF_TIME)
    if REDRAW in request.POST:
        return show(form=form.redrawn())
    if keeping.stops_here(request):  # nothing is typed here that could be lost
        return redirect("intake:save", key)
    if "remove" not in request.POST and not form.is_valid():
        return show(422)
    return keep_wish(request, opened, secret, current, form)


def keep_wish(
    request: HttpRequest, opened: answering.Opened, secret: bytes, current: Page, form: MoreForm
) -> HttpResponse:
    """Do what the patient wants; then an alert at once, or the same page, or the next one."""
    change = change_wanted(request, form)
    after = attaching.repeat(opened, secret, change, now=timezone.now())
    if after.unread_alerts:
        return redirect("intake:alert", after.row.key)
    if "remove" in request.POST:
        return redirect(page_url(after, current, change=CHANGE in request.GET))
    return go_on(request, after, current)


def change_wanted(
    request: HttpRequest, form: MoreForm
) -> Callable[[Questionnaire, Answers], dict[str, Value | None]]:
    """Return what the patient wants to happen to what repeats, as a change of the answers."""
    place = form.ending.place
    if "remove" in request.POST:
        number = number_in(request.POST["remove"])
        if number is None or number not in form.ending.numbers:  # pressed twice, or an old page
            return lambda definition, given: dict(given)
        return lambda definition, given: rings.remove(definition, given, place, number)
    if form.wants_more:
        seen = request.POST.get("there")
        return lambda definition, given: rings.add(definition, given, place, seen=seen)
    return lambda definition, given: rings.finish(definition, given, place)
