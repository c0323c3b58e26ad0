"""The wish for a call."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic import throttle
from clinic.languages import REDRAW
from intake import submitting
from intake.forms import ContactForm
from intake.views import keeping

RECEIPT = "intake.contact"
RECEIPT_SECONDS = 60 * 60
REQUESTS_AN_HOUR = 20


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, form, 200)
    if keeping.form_expired(request):
        return _form(request, form, 403, keeping.OUT_OF_TIME)
    if REDRAW in request.POST:
        return _form(request, form.redrawn(), 200)
    if not form.is_valid():
        return _form(request, form, 422)
    if not throttle.allow("contact", request, limit=REQUESTS_AN_HOUR, seconds=3600):
        return _form(request, form, 429, keeping.TOO_MANY)
    reference = submitting.send_contact_request(
        form.cleaned_data["token"], form.wishes(), now=timezone.now()
    )
    return redirect("intake:contact-sent", signing.dumps(reference, salt=RECEIPT))


@require_safe
def contact_sent(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show the reference for an hour; the address carries it signed, and no one's words."""
    try:
        reference = signing.loads(receipt, salt=RECEIPT, max_age=RECEIPT_SECONDS)
    except signing.BadSignature:
        return redirect("intake:contact")
    return render(request, "intake/contact_sent.html", {"reference": reference})


def _form(
    request: HttpRequest, form: ContactForm, status: int, note: keeping.Words = ""
) -> HttpResponse:
    return render(request, "intake/contact.html", {"form": form, "note": note}, status=status)
