"""Pages that belong to no app, and the pages for when something went wrong."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.caching import public
from clinic.context import profile_for
from clinic.models import SiteProfile
from clinic.symptoms import SYMPTOMS, with_article


@require_safe
def home(
    request: HttpRequest,
    featured: Callable[[datetime], Iterable[Any]],
    slugs: Callable[[datetime, Iterable[str]], Container[str]],
) -> HttpResponse:
    """The first page. What it shows of the articles, and for how long, comes from `urls`."""
    now = timezone.now()
    readable = slugs(now, [symptom.slug for symptom in SYMPTOMS])
    context = {"featured": featured(now), "symptoms": with_article(readable)}
    return render(request, "clinic/home.html", context)


@require_safe
@public()
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/privacy.html")


@require_safe
@public()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/accessibility.html")


@require_safe
@public(24 * 60 * 60)
def theme_css(request: HttpRequest) -> HttpResponse:
    """The clinic's two colours. Pages ask for it with the colours' version in the address."""
    profile = profile_for(request)
    sheet = (
        f":root {{ --clinic-accent: {profile.accent}; "
        f"--clinic-accent-bright: {profile.accent_bright} }}\n"
    )
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
@public(60 * 60)
def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = f"User-agent: *\nDisallow:\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


@require_safe
@public(60 * 60)
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("img/mark.svg"))


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether this process can read its database, and nothing else."""
    try:
        SiteProfile.objects.exists()
    except DatabaseError:
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain_page("400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain_page("500.html", 500)


def _plain_page(template: str, status: int) -> HttpResponse:
    """Give the clinic's number and words if they can be read, and the page in any case."""
    try:
        profile = SiteProfile.current()
    except DatabaseError:
        profile = SiteProfile()
    return HttpResponse(render_to_string(template, {"profile": profile}), status=status)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without a good token. A view that keeps answers shows them again."""
    match = request.resolver_match
    if match and getattr(match.func, "keeps_answers", False):
        request.form_expired = True  # type: ignore[attr-defined]
        response = match.func(request, *match.args, **match.kwargs)
        if not 300 <= response.status_code < 400:  # a browser follows a redirect, not a refusal
            response.status_code = 403
        return response
    return render(request, "403_csrf.html", status=403)
