"""The journey: every page, and where each leads, follows from definition and answers alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from intake import answering, submitting
from intake.views import keeping
from intake.views.showing import own_answers
from intake.views.ways import page_url, where_next


@require_safe
@keeping.with_response
def resume(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Go on where the patient stopped; what cannot wait is said again to who comes back."""
    return (
        redirect("intake:alert", opened.row.key) if opened.alerts else redirect(where_next(opened))
    )


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def check_answers(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Show every answer, each with a way to change it; then send."""
    if opened.unread_alerts or opened.walk.first_open:
        return redirect(where_next(opened))
    if request.method == "POST" and not keeping.form_expired(request):
        return _send(opened, secret)
    last = opened.walk.pages[-1]
    return render(
        request,
        "intake/check_answers.html",
        {
            "sections": own_answers(opened),
            "questionnaire": opened.definition,
            "back_url": page_url(opened, last),
            "key": opened.row.key,
            "note": keeping.OUT_OF_TIME if keeping.form_expired(request) else "",
        },
    )


def _send(opened: answering.Opened, secret: bytes) -> HttpResponse:
    try:
        submitting.send_response(opened.row.key, secret, now=timezone.now())
    except submitting.Incomplete as missing:
        return redirect(page_url(opened, missing.page))
    return redirect("intake:sent", opened.row.key)
