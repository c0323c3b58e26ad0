"""“Was this clear?”: the answer of a reader, without a cookie and without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import feedback
from articles.feedback_form import FeedbackForm
from articles.models import Edition
from clinic import languages, origins, throttle
from clinic.context import profile_for

ANSWERS_AN_HOUR = 20
FROM_ELSEWHERE = _(
    "We take answers only from our own pages. Your answer is still here. "
    "Please press the button again, or call us."
)
TOO_MANY = _(
    "Many answers came from your connection in a short time. Your answer is still here. "
    "Please wait a few minutes and press the button again, or call us."
)


# No token: the page it stands on has no cookie and no session, so that any proxy may keep it.
# There is nothing that a page of another site could ride on, and what comes from one is refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.published(timezone.now()), slug=slug)
    if request.method != "POST":
        return redirect(f"{edition.get_absolute_url()}#the-feedback")
    form = FeedbackForm(request.POST, profile=profile_for(request))
    if languages.REDRAW in request.POST:
        return _again(request, edition, form.redrawn(), 200)
    if not form.is_valid():
        return _again(request, edition, form, 422)
    if origins.is_foreign(request):
        return _again(request, edition, form, 403, FROM_ELSEWHERE)
    if not throttle.allow("feedback", request, limit=ANSWERS_AN_HOUR, seconds=3600):
        return _again(request, edition, form, 429, TOO_MANY)
    if not form.is_from_a_machine:
        feedback.give(edition, is_clear=form.is_clear_to_reader, words=form.cleaned_data["words"])
    return HttpResponseRedirect(reverse("articles:feedback-thanks", args=[slug]), status=303)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.published(timezone.now()), slug=slug)
    return render(request, "articles/feedback_thanks.html", {"article": edition})


def _again(
    request: HttpRequest,
    edition: Edition,
    form: FeedbackForm,
    status: int,
    note: str | Promise = "",
) -> HttpResponse:
    """Show what was typed again, with what to mend."""
    context = {"article": edition, "form": form, "note": note}
    return render(request, "articles/feedback.html", context, status=status)
