"""What cannot wait. It interrupts; it never blocks."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clinic.languages import foreign
from intake import answering
from intake.domain import overview
from intake.domain.evidence import evidence
from intake.domain.pages import Page
from intake.speaking import speech
from intake.views import keeping
from intake.views.ways import page_url, where_next


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def alert(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Show what cannot wait: what was not read, or on the way back all that still holds."""
    if request.method == "POST" and not keeping.form_expired(request):
        now = timezone.now()
        return redirect(where_next(answering.mark_alerts_read(opened.row.key, secret, now=now)))
    alerts = opened.unread_alerts or opened.alerts
    if not alerts or (request.method == "POST" and not opened.unread_alerts):
        return redirect(where_next(opened))
    chosen = evidence(opened.walk, opened.served.ruleset.rules, alerts, speech())
    return render(
        request,
        "intake/alert.html",
        {
            "alerts": alerts,
            "alarmed_at": opened.alarmed_at,
            "is_emergency": alerts[0].text.call == "911",
            "chosen": chosen,
            "lang": foreign(opened.definition.language),
            "change_url": page_url(opened, _page_about(opened, chosen)),
        },
    )


def _page_about(opened: answering.Opened, chosen: Sequence[overview.Row]) -> Page:
    """Return the page to change an answer on, or the first one where nobody chose it."""
    rows = (row.page for row in chosen if row.asked and row.asked.is_answerable)
    return next(rows, opened.walk.pages[0])
