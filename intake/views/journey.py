"""The journey: every page, and where each leads, follows from definition and answers alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic.languages import foreign
from intake import answering, submitting
from intake.domain import overview, triage
from intake.domain.evidence import evidence
from intake.domain.pages import Page
from intake.speaking import speech
from intake.views import keeping
from intake.views.showing import Answered, answers_to_check
from intake.views.ways import page_url, where_next


@require_safe
@keeping.with_response
def resume(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    return redirect(where_next(opened))


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def alert(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Show what cannot wait. It interrupts; it never blocks."""
    if request.method == "POST" and not keeping.form_expired(request):
        now = timezone.now()
        return redirect(where_next(answering.mark_alerts_read(opened.row.key, secret, now=now)))
    alerts = opened.unread_alerts
    if not alerts:
        return redirect(where_next(opened))
    chosen = evidence(opened.walk, opened.served.ruleset.rules, alerts, speech())
    return render(
        request,
        "intake/alert.html",
        {
            "alerts": alerts,
            "is_emergency": alerts[0].text.call == "911",
            "chosen": chosen,
            "lang": foreign(opened.definition.language),
            "change_url": page_url(opened, _page_about(opened, chosen)),
        },
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
            "sections": _sections(opened),
            "questionnaire": opened.definition,
            "back_url": page_url(opened, last),
            "key": opened.row.key,
            "note": keeping.OUT_OF_TIME if keeping.form_expired(request) else "",
        },
    )


@require_safe
@keeping.with_response
@keeping.after_sending
def sent(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    return _confirmation(request, opened, "intake/sent.html")


@require_safe
@keeping.with_response
@keeping.after_sending
def copy(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    return _confirmation(request, opened, "intake/copy.html")


def _send(opened: answering.Opened, secret: bytes) -> HttpResponse:
    try:
        submitting.send_response(opened.row.key, secret, now=timezone.now())
    except submitting.Incomplete as missing:
        return redirect(page_url(opened, missing.page))
    return redirect("intake:sent", opened.row.key)


def _confirmation(request: HttpRequest, opened: answering.Opened, template: str) -> HttpResponse:
    if not opened.draft.reference:
        return redirect(where_next(opened))
    ruleset, verdict = opened.served.ruleset, opened.verdict
    receipt = next(text for text in ruleset.texts.values() if not text.call)
    context = {
        "reference": opened.draft.reference,
        "sent_at": opened.row.sent_at,
        "sections": _sections(opened),
        "questionnaire": opened.definition,
        "alerts": triage.unread_alerts(verdict, ruleset, frozenset()),
        "receipt": receipt,
        "can_call": _can_call(opened),
        "key": opened.row.key,
    }
    return render(request, template, context)


def _can_call(opened: answering.Opened) -> bool:
    """Say whether the patient gave a phone number: not every questionnaire asks for one."""
    number = opened.definition.with_role("Patient.telecom")
    return bool(number and opened.walk.by_question.get(number.link_id))


def _page_about(opened: answering.Opened, chosen: Sequence[overview.Row]) -> Page:
    """Return the page to change an answer on, or the first one where nobody chose it."""
    rows = (row.page for row in chosen if row.asked and row.asked.is_answerable)
    return next(rows, opened.walk.pages[0])


def _sections(opened: answering.Opened) -> list[Answered]:
    return answers_to_check(opened.walk, lambda page: page_url(opened, page, change=True))
