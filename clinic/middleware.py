"""Headers of every page, and the end of a staff session that nobody uses."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

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


def staff_idle_logout(get_response: GetResponse) -> GetResponse:
    """Sign out a member of staff who has not asked for a page within STAFF_IDLE_LIMIT."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_for_staff(request):
            return get_response(request)
        if request.user.is_authenticated and _was_idle(request):
            return _sign_out(request)
        response = get_response(request)
        if request.user.is_authenticated:
            _stamp(request)
        return response

    return middleware


def _was_idle(request: HttpRequest) -> bool:
    last_seen = request.session.get(LAST_SEEN)
    limit = settings.STAFF_IDLE_LIMIT.total_seconds()
    return last_seen is not None and time.time() - last_seen > limit


def _stamp(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(LAST_SEEN, 0) >= STAMP_EVERY:
        request.session[LAST_SEEN] = now


def _sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    minutes = int(settings.STAFF_IDLE_LIMIT.total_seconds() // 60)
    messages.info(
        request,
        f"You were signed out because this page was not used for {minutes} minutes. "
        "Sign in to go on.",
    )
    return redirect_to_login(request.path if request.method == "GET" else STAFF)
