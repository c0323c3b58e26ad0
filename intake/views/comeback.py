"""Save and come back: the page with the code, the page that takes one, and the link by mail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import links, throttle
from clinic.languages import REDRAW
from clinic.mail import NotSent
from intake import answering, comeback, letters, passes
from intake.comeback_forms import ComeBackForm, SaveForm
from intake.models import ResumeCode
from intake.views import keeping

HOUR = 3600
TRIES_AN_HOUR = 30
CODES_AN_HOUR = 20
LETTERS_AN_HOUR = 3
LETTERS_AN_HOUR_FROM_ONE_CONNECTION = 10

NO_SUCH_CODE = _(
    "We cannot open anything with this code. Please look at each letter and number again"
)
LOCKED = _(
    "This code does not work any more, because somebody tried it five times with a mistake. Your "
    "answers are safe. On the device that you began on, you can go on and make a new code"
)
TOO_MANY_TRIES = _(
    "Many codes came from your connection in a short time. "
    "Please wait an hour and try again, or call us."
)
TOO_MANY_CODES = _("You have made many codes in a short time. Please wait an hour and try again.")
TOO_MANY_LETTERS = _(
    "We did not send the email: too many were asked for in a short time. "
    "Please wait an hour and try again. Your code works all the same."
)
LETTER_FAILED = _(
    "We could not send the email just now. Your code works all the same. "
    "Write it down, or try the email again later."
)


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def save(request: HttpRequest, opened: answering.Opened, secret: bytes) -> HttpResponse:
    """Say what is kept and for how long; then make a code and show it, this once."""
    if opened.unread_alerts:
        return redirect("intake:alert", opened.row.key)
    form = SaveForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _ask_to_save(request, opened, form, 200)
    if keeping.form_expired(request):
        return _ask_to_save(request, opened, form, 403, keeping.OUT_OF_TIME)
    if REDRAW in request.POST:
        return _ask_to_save(request, opened, form.redrawn(), 200)
    if not form.is_valid():
        return _ask_to_save(request, opened, form, 422)
    if throttle.hit(f"resume code for {opened.row.key}", HOUR) > CODES_AN_HOUR:
        return _ask_to_save(request, opened, form, 429, TOO_MANY_CODES)
    return _saved(request, opened, secret, form.cleaned_data.get("email", ""))


@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Let this browser, which others may use, forget the way back; the code is the way then."""
    response = redirect("intake:start")
    passes.take_back(response, key)
    return response


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Take a code and go on with the answers that it opens."""
    form = ComeBackForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _ask_for_code(request, form, 200)
    if keeping.form_expired(request):
        return _ask_for_code(request, form, 403, keeping.OUT_OF_TIME)
    if REDRAW in request.POST:
        return _ask_for_code(request, form.redrawn(), 200)
    if not form.is_valid():
        return _ask_for_code(request, form, 422)
    if not throttle.allow("come back", request, limit=TRIES_AN_HOUR, seconds=HOUR):
        return _ask_for_code(request, form, 429, TOO_MANY_TRIES)
    try:
        return _go_on(*comeback.come_back(form.cleaned_data["code"], now=timezone.now()))
    except (comeback.WrongCode, answering.NotHere):
        form.add_error("code", NO_SUCH_CODE)
    except comeback.Locked:
        form.add_error("code", LOCKED)
    return _ask_for_code(request, form, 422)


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Open the answers behind a link by mail, at the press of a button.

    Programs that read mail before people do follow links, but press nothing.
    """
    try:
        key, secret = comeback.follow_link(token, now=timezone.now())
        if request.method == "POST" and not keeping.form_expired(request):
            return _go_on(key, secret)
    except answering.NotHere:
        return _unlisted(keeping.gone(request))
    note = keeping.OUT_OF_TIME if keeping.form_expired(request) else ""
    return _unlisted(render(request, "intake/letter.html", {"note": note}))


def _saved(
    request: HttpRequest, opened: answering.Opened, secret: bytes, address: str
) -> HttpResponse:
    now = timezone.now()
    until = now + comeback.CODE_KEPT_FOR
    context: dict[str, Any] = {
        "code": comeback.make_code(opened, secret, now=now),
        "until": until,
        "address": address,
        "note": _send(request, opened, secret, address) if address else "",
        "key": opened.row.key,
        "back_url": links.absolute(reverse("intake:back")).partition("://")[2],
    }
    response = render(request, "intake/saved.html", context)
    passes.give(response, opened.row.key, secret, until=until)
    return response


def _send(request: HttpRequest, opened: answering.Opened, secret: bytes, address: str) -> str:
    """Mail the link, and return why not if it was not sent."""
    from_here = throttle.allow(
        "resume letter", request, limit=LETTERS_AN_HOUR_FROM_ONE_CONNECTION, seconds=HOUR
    )
    tries = throttle.hit(f"resume letter for {opened.row.key}", HOUR)
    if not from_here or tries > LETTERS_AN_HOUR:
        return str(TOO_MANY_LETTERS)
    now = timezone.now()
    token = comeback.make_link(opened, secret, now=now)
    try:
        letters.send_link(address, token, until=now + comeback.CODE_KEPT_FOR)
    except NotSent:
        comeback.forget_link(token)
        return str(LETTER_FAILED)
    return ""


def _go_on(key: str, secret: bytes) -> HttpResponse:
    """Give this browser the pass, and lead to the first thing that is still to be done."""
    opened = answering.opened(key, secret, now=timezone.now())
    response = redirect("intake:resume", key)
    passes.give(response, key, secret, until=opened.row.expires_at)
    return response


def _ask_to_save(
    request: HttpRequest,
    opened: answering.Opened,
    form: SaveForm,
    status: int,
    note: keeping.Words = "",
) -> HttpResponse:
    context = {
        "form": form,
        "note": note,
        "key": opened.row.key,
        "until": timezone.now() + comeback.CODE_KEPT_FOR,
        "kept_until": opened.row.expires_at,
        "has_code": ResumeCode.objects.filter(response=opened.row).exists(),
    }
    return render(request, "intake/save.html", context, status=status)


def _ask_for_code(
    request: HttpRequest, form: ComeBackForm, status: int, note: keeping.Words = ""
) -> HttpResponse:
    context = {"form": form, "note": note}
    return _unlisted(render(request, "intake/back.html", context, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page out of search engines, and its address out of what we are sent next."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not no-referrer: with that, browsers do not say where a form comes from.
    response["Referrer-Policy"] = "strict-origin"
    return response
