"""A page of the journey, shown: to be answered, or with what could not be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.asking import LinkedForm
from clinic.languages import foreign
from intake import serving
from intake.answering import Opened
from intake.domain import overview, triage
from intake.domain.pages import Page
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers
from intake.domain.walk import Walk
from intake.forms import PageForm
from intake.speaking import speech
from intake.views.progress import Progress
from intake.views.ways import CHANGE, page_url, start_url

CHOOSE_AGAIN = _("Only your photo or file did not come along: please choose it again.")

Answered = tuple[str, list[tuple[str, str, str]]]
"""The title of a section, and its questions, answers in words and ways to change them."""


class Served(Protocol):
    """What the patient meets: a release in one language, or a draft that nobody sees yet."""

    @property
    def definition(self) -> Questionnaire: ...

    @property
    def ruleset(self) -> triage.Ruleset: ...

    @property
    def slug(self) -> str: ...


def show_page(
    request: HttpRequest,
    release: Served,
    given: Answers,
    current: Page,
    form: LinkedForm,
    *,
    key: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show the questions of one page. Without a key, nothing is stored yet."""
    walk = Walk(release.definition, given, now=timezone.localtime())
    before = walk.before(current.key)
    back = start_url(release.slug)
    if CHANGE in request.GET and not walk.first_open:
        back = reverse("intake:check", args=[key])
    elif key and before:
        back = reverse("intake:page", args=[key, before.key])
    address = reverse("intake:page", args=[key, current.key]) if key else request.path
    query = request.META.get("QUERY_STRING", "")

    def page_url(page: Page) -> str:
        way = reverse("intake:page", args=[key, page.key])
        return f"{way}?{query}" if query else way

    context = {
        **page_context(walk, current, form, page_url),
        "back_url": back,
        "action": f"{address}?{query}" if query else address,
        "key": key,
        **more,
    }
    return render(request, template_of(current), context, status=status)


def template_of(page: Page) -> str:
    return "intake/more.html" if page.more else "intake/page.html"


def page_context(
    walk: Walk, current: Page, form: LinkedForm, page_url: Callable[[Page], str]
) -> dict[str, Any]:
    """Return what a page shows, wherever it leads."""
    found = walk.find(current.key)
    there = overview.instances(walk, current.more, speech()) if current.more else ()
    return {
        "form": form,
        "page": current,
        "questionnaire": walk.questionnaire,
        "progress": Progress.at(found[1] if found else 0, len(walk.pages)),
        "instances": [(each, page_url(each.page)) for each in there if each.page],
        "lang": foreign(walk.questionnaire.language),
        "only_in": serving.only_in(walk.questionnaire),
    }


def answers_to_check(walk: Walk, change_url: Callable[[Page], str]) -> list[Answered]:
    """Return every answer in words, and where it is changed; "" where nobody can change it."""
    return [
        (
            section.title,
            [
                (row.question, row.answer, change_url(row.page) if _may_change(row) else "")
                for row in section.rows
            ],
        )
        for section in overview.sections(walk, speech())
    ]


def own_answers(opened: Opened) -> list[Answered]:
    """Return the answers of a response that is kept, each with the way to change it."""
    return answers_to_check(opened.walk, lambda page: page_url(opened, page, change=True))


def _may_change(row: overview.Row) -> bool:
    return row.asked is None or row.asked.is_answerable


def show_unkept(
    request: HttpRequest,
    release: Served,
    given: Answers,
    current: Page,
    form: PageForm,
    note: str | Promise,
    *,
    key: str = "",
) -> HttpResponse:
    """Show what was typed when it could not be kept; an alert must not wait even then."""
    if form.files_sent:
        note = f"{note} {CHOOSE_AGAIN}"
    alerts = alerts_with(release, given, form)
    return show_page(
        request, release, given, current, form, key=key, status=429, note=note, alerts=alerts
    )


def alerts_with(release: Served, given: Answers, form: PageForm) -> tuple[triage.Alert, ...]:
    """Return what cannot wait once what was typed is taken for answers."""
    form.is_valid()
    walk = Walk(release.definition, {**given, **form.cleaned_data}, now=timezone.localtime())
    verdict = triage.triage(release.ruleset.rules, walk.by_question)
    return triage.unread_alerts(verdict, release.ruleset, frozenset())
