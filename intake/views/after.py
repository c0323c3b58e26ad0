"""After sending: what happens next, a copy to keep, a time for the calendar, and what if."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic import throttle
from clinic.context import belongs_to, profile_for
from clinic.models import SiteProfile
from intake import answering, calendars, calling_back, papers, passes, serving
from intake.domain.answers import show
from intake.domain.receipts import receipt
from intake.models import Release
from intake.speaking import speech
from intake.views import keeping
from intake.views.showing import own_answers
from intake.views.ways import LEG_CHECK, start_url, where_next

CALENDAR_FILE = "call.ics"
COPY_FILE = "my-answers.pdf"  # whoever looks into the folder learns neither who nor which
COPIES_AN_HOUR = 20


@dataclass(frozen=True)
class Sent:
    """A response that was sent, and what was promised for it."""

    opened: answering.Opened
    profile: SiteProfile
    at: datetime
    promise: calling_back.Promise

    @property
    def reference(self) -> str:
        return self.opened.draft.reference


View = Callable[[HttpRequest, Sent], HttpResponse]


def of_a_response(view: View) -> Callable[..., HttpResponse]:
    """Show the view to who sent the response, for the hour that the copy is kept."""

    @require_safe
    @keeping.with_response
    @keeping.after_sending
    @wraps(view)
    def showing(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
        found = _sent(opened, profile_for(request))
        return view(request, found) if found else redirect(where_next(opened))

    return showing


@of_a_response
def sent(request: HttpRequest, sent: Sent) -> HttpResponse:
    return render(request, "intake/sent.html", _confirmation(sent))


@of_a_response
def copy(request: HttpRequest, sent: Sent) -> HttpResponse:
    return render(request, "intake/copy.html", _confirmation(sent))


@of_a_response
def pdf(request: HttpRequest, sent: Sent) -> HttpResponse:
    """Send the copy as a PDF. It is made in this moment, and stored nowhere."""
    html = render_to_string("intake/paper.html", _confirmation(sent), request)
    allowed = throttle.allow("pdf", request, limit=COPIES_AN_HOUR, seconds=3600)
    if not allowed or not papers.is_possible(html):
        return redirect("intake:copy", sent.opened.row.key)
    return _file(papers.make_pdf(html), papers.MIME, COPY_FILE)


@of_a_response
def calendar(request: HttpRequest, sent: Sent) -> HttpResponse:
    """Send the time of our call as an event. Others may see a calendar: it tells no more."""
    if (window := sent.promise.window) is None:
        return redirect("intake:sent", sent.opened.row.key)
    words = {"clinic": sent.profile.name, "phone": sent.profile.phone_display}
    about = _("Please keep your phone at hand. The call may come at another time.")
    if sent.profile.phone:
        about += " " + _("You can reach us at %(phone)s.") % words
    event = calendars.event(
        f"{hashlib.sha256(sent.opened.row.key.encode()).hexdigest()[:32]}@{request.get_host()}",
        _("Call from %(clinic)s") % words,
        about,
        start=window.start,
        end=window.end,
        stamp=sent.at,
    )
    return _file(event, calendars.MIME, CALENDAR_FILE)


@require_safe
def changed(request: HttpRequest, key: str = "", slug: str = LEG_CHECK) -> HttpResponse:
    """Say what to do when symptoms change. It is there for everyone, and keeps nothing."""
    reference, served = "", None
    if key:
        with suppress(answering.NotHere):
            opened = answering.opened(key, passes.shown(request, key), now=timezone.now())
            reference, served = opened.draft.reference, opened.served
    if served is None and (release := Release.objects.newest(slug)):
        served = serving.served(release)
    if served is None:
        raise Http404(f"No questionnaire {slug} is published.")
    belongs_to(request, start_url(served.slug))
    context = {
        "receipt": receipt(served.ruleset),
        "reference": reference,
        "key": key if reference else "",
        "start_url": start_url(served.slug),
        "questionnaire": served.definition,
    }
    return render(request, "intake/changed.html", context)


def _sent(opened: answering.Opened, profile: SiteProfile) -> Sent | None:
    """Return what is to be told of a response, once it was sent."""
    promise, at = calling_back.promise(opened, profile.hours), opened.row.sent_at
    return Sent(opened, profile, at, promise) if promise and at else None


def _confirmation(sent: Sent) -> dict[str, Any]:
    opened, promise, now = sent.opened, sent.promise, timezone.now()
    return {
        "reference": sent.reference,
        "sent_at": sent.at,
        "sections": own_answers(opened),
        "questionnaire": opened.definition,
        "alerts": opened.alerts,
        "alarmed_at": opened.alarmed_at,
        "receipt": receipt(opened.served.ruleset, opened.verdict),
        "can_call": promise.can_call,
        "promise": promise.in_words(now),
        "best_time": _best_time(opened),
        "closed_days": calling_back.closed_days(sent.profile.hours, now, promise.by),
        "has_calendar": promise.window is not None,
        "has_pdf": papers.is_possible(),
        "key": opened.row.key,
    }


def _best_time(opened: answering.Opened) -> str:
    item = opened.definition.by_id.get(calling_back.BEST_TIME)
    value = opened.walk.by_question.get(calling_back.BEST_TIME)
    return show(item, value, speech=speech()) if item and value is not None else ""


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    """Return a file to be kept by who asked for it, and by nobody on the way."""
    return HttpResponse(
        content,
        content_type=mime,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store, private",
        },
    )
