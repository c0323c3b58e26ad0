"""Photos and files that come with a page: kept at once, whichever button was pressed."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic import throttle, uploads
from intake import answering, attaching, photos
from intake.attaching import Attached
from intake.domain.pages import Page
from intake.domain.values import Answers
from intake.forms import PageForm
from intake.views.questions import page_form

CHOOSE_FIRST = _("Choose a photo or a file in the box first. Then press the button to add it.")
MOST_AN_HOUR = 120  # pages with files, from one connection


def with_files(
    request: HttpRequest,
    opened: answering.Opened,
    secret: bytes,
    current: Page,
    standing: Answers,
    form: PageForm,
) -> PageForm:
    """Return the form as it is once its files are kept, or taken out."""
    if not form.takes_files:
        return form
    now = timezone.now()
    if form.file_removed:
        key, name = form.file_removed
        attached = attaching.take_out(opened, secret, current, key, name, now=now)
    elif not form.files_sent or throttle.allow("files", request, limit=MOST_AN_HOUR, seconds=3600):
        attached = attaching.attach(opened, secret, current, form.files_sent, now=now)
    else:  # one connection, with however many responses
        attached = Attached(refused={form.files_asked_at: [str(photos.TOO_OFTEN)]})
    if sentences := uploads.refused(request):
        attached.refused.setdefault(form.files_asked_at, []).extend(sentences)
    elif form.asks_for_no_file:
        attached.refused[form.files_asked_at] = [str(CHOOSE_FIRST)]
    return page_form(
        opened.served,
        current,
        {**standing, **attached.given},
        request.POST,
        refused=attached.refused,
    )
