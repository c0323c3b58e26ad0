"""Headers and language of every page, and when a staff session ends or waits for a password."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from clinic import accounts
from clinic.context import site_language

GetResponse = Callable[[HttpRequest], HttpResponse]

STAFF = "/staff/"
POWERS = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
PUBLIC_PERMISSIONS = ", ".join(f"{power}=()" for power in POWERS + PASSKEYS)
STAFF_PERMISSIONS = ", ".join(
    [f"{power}=()" for power in POWERS] + [f"{power}=(self)" for power in PASSKEYS]
)
LAST_SEEN = "last_seen"
# A page that is looked at more often than this does not write its session each time.
STAMP_EVERY = 30
# Forms that take long to fill in. Accounts, the clinic's profile, publishing and signatures are
# not among them: those are for nobody but who has just shown who they are.
LONG_FORMS = re.compile(
    r"/staff/((intake/submission|articles/article|articles/picture)/(add|[^/]+/change)"
    r"|articles/article/[0-9]+/desk/ask)/"
)
HAS_OWN = "has_own_password"
BEFORE_A_NEW_PASSWORD = {f"{STAFF}{page}/" for page in ("password_change", "login", "logout")}


def is_for_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF)


def closed_by_default(get_response: GetResponse) -> GetResponse:
    """Let nobody keep a page unless it says so, and no page use a device; mark those of staff."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for_staff = is_for_staff(request)
        if for_staff or response.cookies or "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = STAFF_PERMISSIONS if for_staff else PUBLIC_PERMISSIONS
        if for_staff:
            response["X-Robots-Tag"] = "noindex, nofollow"
            response._csp_replace = settings.STAFF_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response

    return middleware


def language_of_address(get_response: GetResponse) -> GetResponse:
    """Speak the language that the address begins with, if the clinic offers it; else English.

    Nothing else is asked, neither a cookie nor what the browser prefers: an address has one page,
    which any proxy may keep.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        offered = None if is_for_staff(request) else site_language(request)
        language = offered.language if offered else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            return get_response(request)

    return middleware


def staff_idle_logout(get_response: GetResponse) -> GetResponse:
    """Sign out a member of staff who has not asked for a page within STAFF_IDLE_LIMIT.

    A long form that was open is still taken, once, so that its words are not lost. Whoever sent
    it sees nothing of what it led to: it may be somebody else, who sat down at the desk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_for_staff(request):
            return get_response(request)
        if request.user.is_authenticated and _was_idle(request):
            user = request.user
            if request.method != "POST":
                return _sign_out(request, user, back_to=request.path)
            is_long = LONG_FORMS.fullmatch(request.path_info) is not None
            saved = is_long and _was_saved(request, get_response(request))
            return _sign_out(request, user, back_to=STAFF, form_saved=saved)
        response = get_response(request)
        if request.user.is_authenticated:
            _stamp(request)
        return response

    return middleware


def own_password_first(get_response: GetResponse) -> GetResponse:
    """Let staff do nothing under a password that a colleague chose, except choose their own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            is_for_staff(request)
            and request.path_info not in BEFORE_A_NEW_PASSWORD
            and request.user.is_authenticated
            and not _has_own_password(request, request.user)
        ):
            messages.warning(request, "First choose a password that nobody else knows.")
            return redirect("admin:password_change")
        return get_response(request)

    return middleware


def _has_own_password(request: HttpRequest, user: User) -> bool:
    """Ask once a session: a session ends when a colleague sets the password anew."""
    if not request.session.get(HAS_OWN):
        request.session[HAS_OWN] = not accounts.must_change_password(user)
    return request.session[HAS_OWN]


def _was_idle(request: HttpRequest) -> bool:
    last_seen = request.session.get(LAST_SEEN)
    limit = settings.STAFF_IDLE_LIMIT.total_seconds()
    return last_seen is not None and time.time() - last_seen > limit


def _stamp(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(LAST_SEEN, 0) >= STAMP_EVERY:
        request.session[LAST_SEEN] = now


def _was_saved(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether the page reports a success; the reports themselves are not passed on."""
    levels = {message.level for message in messages.get_messages(request)}
    return response.status_code == 302 and messages.SUCCESS in levels


def _sign_out(
    request: HttpRequest, user: User, *, back_to: str, form_saved: bool | None = None
) -> HttpResponse:
    minutes = int(settings.STAFF_IDLE_LIMIT.total_seconds() // 60)
    accounts.record_signed_out(user, idle_minutes=minutes, form_saved=form_saved)
    logout(request)
    words = {True: "What you typed is saved. ", False: "What you sent was not saved. ", None: ""}
    messages.info(
        request,
        f"You were signed out because this page was not used for {minutes} minutes. "
        f"{words[form_saved]}Sign in to go on.",
    )
    return redirect_to_login(back_to)
