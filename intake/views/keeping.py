"""What the intake's views share: who may come back, and how nothing typed gets lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.context import belongs_to
from intake import answering, passes
from intake.forms.pages import SAVE
from intake.views.ways import start_url

View = Callable[..., HttpResponse]
Words = str | Promise
"""What a page says, in the language that it is shown in."""

OUT_OF_TIME = _(
    "This page was open for a long time. Your answers are still here. "
    "Please press the button again. If you see this twice, allow cookies for this site, or call us."
)
TOO_MANY = _(
    "Many forms came from your connection in a short time. Your answers are still here. "
    "Please wait a few minutes and press the button again, or call us."
)


def keeps_answers(view: View) -> View:
    """Mark a view that shows what was typed again when the form's token has expired."""
    view.keeps_answers = True  # type: ignore[attr-defined]
    return view


def form_expired(request: HttpRequest) -> bool:
    return getattr(request, "form_expired", False)


def stops_here(request: HttpRequest) -> bool:
    """Say whether the patient wants to save and come back, whatever is still to be answered."""
    return SAVE in request.POST


def filled_in(form: forms.Form) -> dict[str, Any]:
    """Return the valid answers. Who stops has not left the rest blank: it is asked again."""
    return {name: value for name, value in form.cleaned_data.items() if value is not None}


def is_mistyped(form: forms.Form) -> bool:
    """Say whether anything was typed that cannot be kept as it is."""
    typed = (form[name].data for name in form.errors if name in form.fields)
    return any(
        text and str(text).strip()
        for value in typed
        for text in (value if isinstance(value, list) else [value])
    )


def with_response(view: View) -> View:
    """Open the unfinished response for the browser that holds its secret, or say it is gone.

    The view gets it as `opened`, and the secret as `secret`. Once it is sent, only the
    confirmation and the copy are left.
    """

    @wraps(view)
    def opening(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = passes.shown(request, key)
        try:
            opened = answering.opened(key, secret, now=timezone.now())
        except answering.NotHere:
            return gone(request)
        belongs_to(request, start_url(opened.row.release.slug))
        if opened.draft.reference and not getattr(view, "after_sending", False):
            return redirect("intake:sent", key)
        try:
            return view(request, opened, secret, *args, **kwargs)
        except answering.NotHere:  # sent from another tab, or expired, in this very moment
            return redirect("intake:resume", key)

    return opening


def after_sending(view: View) -> View:
    """Mark a view that a patient may see when the response has been sent."""
    view.after_sending = True  # type: ignore[attr-defined]
    return view


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/gone.html", status=410)
