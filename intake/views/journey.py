"""The journey: every page, and where each leads, follows from definition and answers alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from intake import answering, submitting
from intake.domain import triage
from intake.domain.answers import show
from intake.domain.pages import Page
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
    given = opened.walk.by_question
    about = dict.fromkeys(name for alert in alerts for name in alert.because)
    items = [opened.definition.by_id[name] for name in about]
    return render(
        request,
        "intake/alert.html",
        {
            "alerts": alerts,
            "is_emergency": alerts[0].text.call == "911",
            "chosen": [(item.text, show(item, given.get(item.link_id))) for item in items],
            "change_url": page_url(opened, _first_page_about(opened, frozenset(about))),
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
    ruleset, verdict = opened.row.release.ruleset, opened.verdict
    receipt = next(text for text in ruleset.texts.values() if not text.call)
    context = {
        "reference": opened.draft.reference,
        "sent_at": opened.row.sent_at,
        "sections": _sections(opened),
        "questionnaire": opened.definition,
        "alerts": triage.unread_alerts(verdict, ruleset, frozenset()),
        "receipt": receipt,
        "key": opened.row.key,
    }
    return render(request, template, context)


def _first_page_about(opened: answering.Opened, questions: frozenset[str]) -> Page:
    visible = opened.walk.pages
    about = (page for page in visible if questions & {each.item.link_id for each in page.questions})
    return next(about, visible[0])


def _sections(opened: answering.Opened) -> list[Answered]:
    return answers_to_check(opened.walk, lambda page: page_url(opened, page, change=True))
