"""The leg check's first page, and the way in."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic import throttle
from clinic.context import belongs_to
from clinic.languages import REDRAW
from intake import answering, passes, serving
from intake.domain import overview
from intake.domain.pages import More, Page
from intake.domain.walk import Walk
from intake.forms import MoreForm, PageForm
from intake.models import Release, Translated
from intake.views import asking, keeping, showing
from intake.views.more import keep_wish
from intake.views.questions import page_form
from intake.views.ways import LEG_CHECK, start_url

ARTICLE = re.compile(r"[a-z0-9-]{1,100}")
BEGINNINGS_AN_HOUR = 60


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return _start(request, "intake/start.html", Release.objects.newest(LEG_CHECK))


@require_safe
def form_start(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == LEG_CHECK:
        return redirect("intake:start")
    return _start(request, "intake/form_start.html", _published(slug))


def _start(request: HttpRequest, template: str, release: Release | None) -> HttpResponse:
    """Show what to expect. Until something is published, there is nothing to translate."""
    shown = answering.unfinished(passes.all_shown(request), now=timezone.now())
    about = release.questionnaire_id if release else None
    context: dict[str, Any] = {
        "came_from": _article(request),
        "unfinished": [each for each in shown if each.release.questionnaire_id == about],
    }
    if release:
        definition = serving.served(release).definition
        context |= {
            "questionnaire": definition,
            "only_in": serving.only_in(definition),
            "slug": release.slug,
        }
    return render(request, template, context)


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str = LEG_CHECK) -> HttpResponse:
    """Show the first page. Nothing is stored, and no cookie names a response, until it is sent."""
    release = _published(slug)
    belongs_to(request, start_url(slug))
    served = serving.served(release)
    walk = Walk(served.definition, {}, now=timezone.localtime())
    page, standing = walk.pages[0], overview.standing(walk, walk.pages[0])
    if page.more:
        return _begin_with_more(request, release, served, page, page.more)
    form = page_form(served, page, standing, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _first_page(request, served, page, form)
    if note := _why_not_now(request):
        return showing.show_unkept(request, served, {}, page, form, note)
    is_alarming = form.only_redraws and showing.alerts_with(served, {}, form)
    if form.only_redraws and not form.takes_files and not is_alarming:
        return showing.show_page(request, served, {}, page, form.redrawn())
    key, secret = _begun(request, release)
    if is_alarming:
        response: HttpResponse = asking.interrupt(key, secret, form)
    elif form.takes_files:  # which are kept with a response only, so there had to be one first
        response = redirect("intake:resume", key)
    else:
        response = asking.keep_and_go_on(request, key, secret, page, form)
    passes.give(response, key, secret)
    return response


def _begin_with_more(
    request: HttpRequest, release: Release, served: Translated, page: Page, more: More
) -> HttpResponse:
    """Show a first page that asks whether there is one of what repeats, and keep the wish."""
    form = MoreForm(more, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return showing.show_page(request, served, {}, page, form)
    if REDRAW in request.POST:
        return showing.show_page(request, served, {}, page, form.redrawn())
    if note := _why_not_now(request):
        return showing.show_page(request, served, {}, page, form, status=429, note=note)
    if not (keeping.stops_here(request) or form.is_valid()):
        return showing.show_page(request, served, {}, page, form, status=422)
    key, secret = _begun(request, release)
    if keeping.stops_here(request):
        response: HttpResponse = redirect("intake:save", key)
    else:
        opened = answering.opened(key, secret, now=timezone.now())
        response = keep_wish(request, opened, secret, page, form)
    passes.give(response, key, secret)
    return response


def _begun(request: HttpRequest, release: Release) -> tuple[str, bytes]:
    return answering.begin(release, came_from=_article(request), now=timezone.now())


def _first_page(
    request: HttpRequest, served: Translated, page: Page, form: PageForm
) -> HttpResponse:
    if form.takes_files:
        about = {"questionnaire": served.definition, "only_in": serving.only_in(served.definition)}
        return render(request, "intake/begin.html", about)
    return showing.show_page(request, served, {}, page, form)


def _published(slug: str) -> Release:
    release = Release.objects.newest(slug)
    if release is None:
        raise Http404(f"No questionnaire {slug} is published.")
    return release


def _why_not_now(request: HttpRequest) -> keeping.Words:
    if keeping.form_expired(request):
        return keeping.OUT_OF_TIME
    allowed = throttle.allow("leg check", request, limit=BEGINNINGS_AN_HOUR, seconds=3600)
    return "" if allowed else keeping.TOO_MANY


def _article(request: HttpRequest) -> str:
    """Return the article that the patient came from, as its address names it."""
    slug = request.GET.get("from", "")
    return slug if ARTICLE.fullmatch(slug) else ""
