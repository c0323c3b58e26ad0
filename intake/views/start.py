"""The leg check's first page, and the way in."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic import throttle
from intake import answering, passes
from intake.domain.walk import Walk
from intake.forms import PageForm
from intake.models import Release
from intake.views import asking, keeping, showing

LEG_CHECK = "leg-check"
ARTICLE = re.compile(r"[a-z0-9-]{1,100}")
BEGINNINGS_AN_HOUR = 60


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "intake/start.html",
        {
            "came_from": _article(request),
            "unfinished": answering.unfinished(passes.all_shown(request), now=timezone.now()),
        },
    )


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Show the first page. Nothing is stored, and no cookie names a response, until it is sent."""
    release = Release.objects.newest(LEG_CHECK)
    if release is None:
        raise Http404("No leg check is published.")
    page = Walk(release.definition, {}).pages[0]
    if request.method != "POST":
        return showing.show_page(request, release, {}, page, PageForm(page, given={}))
    form = PageForm(page, request.POST, given={})
    if note := _why_not_now(request):
        return showing.show_unkept(request, release, {}, page, form, note)
    key, secret = answering.begin(release, came_from=_article(request), now=timezone.now())
    response = asking.keep_and_go_on(request, key, secret, page, form)
    passes.give(response, key, secret)
    return response


def _why_not_now(request: HttpRequest) -> str:
    if keeping.form_expired(request):
        return keeping.OUT_OF_TIME
    allowed = throttle.allow("leg check", request, limit=BEGINNINGS_AN_HOUR, seconds=3600)
    return "" if allowed else keeping.TOO_MANY


def _article(request: HttpRequest) -> str:
    """Return the article that the patient came from, as its address names it."""
    slug = request.GET.get("from", "")
    return slug if ARTICLE.fullmatch(slug) else ""
