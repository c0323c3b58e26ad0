"""The journey: every page, and where each leads, follows from definition and answers alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from intake import answering, passes, submitting
from intake.domain import triage, walk
from intake.domain.answers import show
from intake.domain.values import Answers
from intake.forms import PageForm
from intake.models import Release
from intake.views import keeping
from intake.views.progress import Progress

CHANGE = "change"


@require_safe
@keeping.with_response
def resume(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    return redirect(_where_next(opened))


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def page(
    request: HttpRequest, opened: answering.Opened, secret: bytes, link_id: str
) -> HttpResponse:
    """Ask one page. Continue keeps what is valid, and comes back to it if anything is not."""
    definition, given = opened.definition, opened.draft.answers
    found = walk.find_page(definition, given, link_id)
    # What was typed is kept even where another tab has opened a question before this page.
    if found is None and request.method == "POST":
        return _keep_hidden(request, opened, secret, link_id)
    if found is None or (request.method == "GET" and _is_ahead(opened, found[1])):
        return redirect(_where_next(opened))
    current = found[0]
    key, release = opened.row.key, opened.row.release
    if request.method != "POST":
        form = PageForm(current, given=given)
        return show_page(request, release, given, current, form, key=key)
    form = PageForm(current, request.POST, given=given)
    if keeping.form_expired(request):
        return show_unkept(request, release, given, current, form, keeping.OUT_OF_TIME, key=key)
    response = keep_and_go_on(request, key, secret, current, form)
    passes.give(response, key, secret)
    return response


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def alert(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Show what cannot wait. It interrupts; it never blocks."""
    if request.method == "POST" and not keeping.form_expired(request):
        now = timezone.now()
        return redirect(_where_next(answering.mark_alerts_read(opened.row.key, secret, now=now)))
    alerts = opened.unread_alerts
    if not alerts:
        return redirect(_where_next(opened))
    given = opened.draft.answers
    about = dict.fromkeys(name for alert in alerts for name in alert.because)
    items = [opened.definition.by_id[name] for name in about]
    return render(
        request,
        "intake/alert.html",
        {
            "alerts": alerts,
            "is_emergency": alerts[0].text.call == "911",
            "chosen": [(item.text, show(item, given.get(item.link_id))) for item in items],
            "change_url": _page_url(opened, _first_page_about(opened, frozenset(about))),
        },
    )


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def check_answers(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Show every answer, each with a way to change it; then send."""
    if opened.unread_alerts or walk.first_open_page(opened.definition, opened.draft.answers):
        return redirect(_where_next(opened))
    if request.method == "POST" and not keeping.form_expired(request):
        return _send(opened, secret)
    last = walk.pages(opened.definition, opened.draft.answers)[-1]
    return render(
        request,
        "intake/check_answers.html",
        {
            "sections": _sections(opened),
            "back_url": _page_url(opened, last),
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


def _keep_hidden(
    request: HttpRequest, opened: answering.Opened, secret: bytes, link_id: str
) -> HttpResponse:
    """Keep what was typed on a page that another tab has hidden meanwhile: it may come back."""
    page = walk.whole_page(opened.definition, link_id)
    if page is None or keeping.form_expired(request):
        return redirect(_where_next(opened))
    form = PageForm(page, request.POST, given=opened.draft.answers)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value is not None}
    return redirect(
        _where_next(
            answering.keep(opened.row.key, secret, given=given, asked=given, now=timezone.now())
        )
    )


def keep_and_go_on(
    request: HttpRequest, key: str, secret: bytes, current: walk.Page, form: PageForm
) -> HttpResponse:
    """Keep every valid answer; then an alert at once, or the errors, or the next page."""
    is_valid = form.is_valid()
    opened = answering.keep(
        key,
        secret,
        given=form.cleaned_data,
        asked=[item.link_id for item in current.questions],
        now=timezone.now(),
    )
    if opened.unread_alerts:
        return redirect("intake:alert", key)
    release, given = opened.row.release, opened.draft.answers
    if not is_valid:
        return show_page(request, release, given, current, form, key=key, status=422)
    following = walk.next_page(opened.definition, given, current.link_id)
    if CHANGE in request.GET:  # back to the check page, by way of what the change has opened
        following = walk.first_open_page(opened.definition, given)
    if following is None:
        return redirect(_where_next(opened))
    return redirect(_page_url(opened, following, change=CHANGE in request.GET))


def show_page(
    request: HttpRequest,
    release: Release,
    given: Answers,
    current: walk.Page,
    form: PageForm,
    *,
    key: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show the questions of one page. Without a key, nothing is stored yet."""
    visible = walk.pages(release.definition, given)
    place = next((n for n, each in enumerate(visible) if each.link_id == current.link_id), 0)
    before = walk.previous_page(release.definition, given, current.link_id)
    back = reverse("intake:start")
    if CHANGE in request.GET and not walk.first_open_page(release.definition, given):
        back = reverse("intake:check", args=[key])
    elif key and before:
        back = reverse("intake:page", args=[key, before.link_id])
    address = reverse("intake:page", args=[key, current.link_id]) if key else request.path
    query = request.META.get("QUERY_STRING", "")
    context = {
        "form": form,
        "page": current,
        "why": [item.why for item in current.questions if item.why] or [current.why],
        "progress": Progress.at(place, len(visible)),
        "back_url": back,
        "action": f"{address}?{query}" if query else address,
        **more,
    }
    return render(request, "intake/page.html", context, status=status)


def show_unkept(
    request: HttpRequest,
    release: Release,
    given: Answers,
    current: walk.Page,
    form: PageForm,
    note: str,
    *,
    key: str = "",
) -> HttpResponse:
    """Show what was typed when it could not be kept; an alert must not wait even then."""
    form.is_valid()
    live = walk.live_answers(release.definition, {**given, **form.cleaned_data})
    verdict = triage.triage(release.ruleset.rules, live)
    alerts = triage.unread_alerts(verdict, release.ruleset, frozenset())
    return show_page(
        request, release, given, current, form, key=key, status=429, note=note, alerts=alerts
    )


def _send(opened: answering.Opened, secret: bytes) -> HttpResponse:
    try:
        submitting.send_response(opened.row.key, secret, now=timezone.now())
    except submitting.Incomplete as missing:
        return redirect(_page_url(opened, missing.page))
    return redirect("intake:sent", opened.row.key)


def _confirmation(request: HttpRequest, opened: answering.Opened, template: str) -> HttpResponse:
    if not opened.draft.reference:
        return redirect(_where_next(opened))
    ruleset, verdict = opened.row.release.ruleset, opened.verdict
    receipt = next(text for text in ruleset.texts.values() if not text.call)
    context = {
        "reference": opened.draft.reference,
        "sent_at": opened.row.sent_at,
        "sections": _sections(opened),
        "alerts": triage.unread_alerts(verdict, ruleset, frozenset()),
        "receipt": receipt,
        "key": opened.row.key,
    }
    return render(request, template, context)


def _where_next(opened: answering.Opened) -> str:
    """Return the address of the first thing that is still to be read, answered or checked."""
    key = opened.row.key
    if opened.unread_alerts:
        return reverse("intake:alert", args=[key])
    if page := walk.first_open_page(opened.definition, opened.draft.answers):
        return _page_url(opened, page)
    return reverse("intake:check", args=[key])


def _page_url(opened: answering.Opened, page: walk.Page, *, change: bool = False) -> str:
    address = reverse("intake:page", args=[opened.row.key, page.link_id])
    return f"{address}?{CHANGE}" if change else address


def _is_ahead(opened: answering.Opened, place: int) -> bool:
    """Say whether a page before this place is still to be answered."""
    visible = walk.pages(opened.definition, opened.draft.answers)
    return any(page.is_open(opened.draft.answers) for page in visible[:place])


def _first_page_about(opened: answering.Opened, questions: frozenset[str]) -> walk.Page:
    visible = walk.pages(opened.definition, opened.draft.answers)
    about = (page for page in visible if questions & {item.link_id for item in page.questions})
    return next(about, visible[0])


def _sections(opened: answering.Opened) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return (title, [(question, answer in words, address to change it)])."""
    given = opened.draft.answers
    sections: dict[str, list[tuple[str, str, str]]] = {}
    for page in walk.pages(opened.definition, given):
        address = _page_url(opened, page, change=True)
        sections.setdefault(page.section, []).extend(
            (item.text, show(item, given.get(item.link_id)), address) for item in page.questions
        )
    return list(sections.items())
