"""A revision as readers would see it, for whoever was sent the link, and their answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import previewing
from articles.desk_forms import OpinionForm
from articles.models import PreviewLink
from articles.showing import page_of, preview_address
from clinic import throttle

ANSWERS_AN_HOUR = 20
SLOW_DOWN = "Too many answers came from your connection. Wait an hour, then send it again."


@csrf_exempt  # No cookie speaks for the reader here: the secret in the address is all there is.
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, secret: str) -> HttpResponse:
    """Show one revision; nobody may keep the page, and no search engine may list it."""
    link = previewing.find(secret, timezone.now())
    if link is None:
        return _private(render(request, "articles/preview_gone.html", status=404))
    if request.method != "POST":
        form = OpinionForm(initial={"name": link.reviewer.name if link.reviewer else ""})
        return _show(request, link, secret, form)
    form = OpinionForm(request.POST)
    if form.is_valid() and _is_too_much(request):
        form.add_error(None, SLOW_DOWN)
    if not form.is_valid():
        return _show(request, link, secret, form, status=422)
    previewing.answer(link, **form.cleaned_data)
    return redirect(f"{request.path}?answered=yes#answer")


def _is_too_much(request: HttpRequest) -> bool:
    return not throttle.allow("preview", request, limit=ANSWERS_AN_HOUR, seconds=3600)


def _show(
    request: HttpRequest, link: PreviewLink, secret: str, form: OpinionForm, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    edition = previewing.as_edition(link.revision, now)
    context = page_of(edition, now, preview_address(secret)) | {
        "link": link,
        "form": form,
        "answered": "answered" in request.GET,
    }
    return _private(render(request, "articles/article_preview.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
