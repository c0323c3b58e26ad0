"""One page of questions: ask it, keep what is valid, and go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intake import answering, passes
from intake.domain import overview
from intake.domain.pages import Page
from intake.domain.paging import whole_page
from intake.forms import PageForm
from intake.views import keeping
from intake.views.files import with_files
from intake.views.more import more
from intake.views.questions import page_form
from intake.views.showing import show_page, show_unkept
from intake.views.ways import go_on, is_ahead, where_next


@keeping.keeps_answers
@require_http_methods(["GET", "HEAD", "POST"])
@keeping.with_response
def page(
    request: HttpRequest, opened: answering.Opened, secret: bytes, link_id: str
) -> HttpResponse:
    """Ask one page. Continue keeps what is valid, and comes back to it if anything is not."""
    given = opened.draft.answers
    found = opened.walk.find(link_id)
    # What was typed is kept even where another tab has opened a question before this page.
    if found is None and request.method == "POST":
        return _keep_hidden(request, opened, secret, link_id)
    if found is None or (request.method == "GET" and is_ahead(opened, found[1])):
        return redirect(where_next(opened))
    current = found[0]
    if current.more:
        return more(request, opened, secret, current, current.more)
    key, release = opened.row.key, opened.served
    standing = overview.standing(opened.walk, current)
    if request.method != "POST":
        form = page_form(release, current, standing)
        return show_page(request, release, given, current, form, key=key)
    form = page_form(release, current, standing, request.POST, request.FILES)
    if keeping.form_expired(request):
        return show_unkept(request, release, given, current, form, keeping.OUT_OF_TIME, key=key)
    # To open a file takes seconds, or minutes where many come in. Its page is asked again.
    if form.files_sent and _is_urgent(opened, form):
        return interrupt(key, secret, form)
    form = with_files(request, opened, secret, current, standing, form)
    if form.only_redraws:
        if _is_urgent(opened, form):
            return interrupt(key, secret, form)
        status = 422 if form.refused else 200
        return show_page(request, release, given, current, form.redrawn(), key=key, status=status)
    response = keep_and_go_on(request, key, secret, current, form)
    passes.give(response, key, secret, until=opened.row.expires_at)
    return response


def _is_urgent(opened: answering.Opened, form: PageForm) -> bool:
    """Say whether what was typed cannot wait for what was pressed."""
    form.is_valid()
    return opened.is_alarmed_by(keeping.filled_in(form))


def _keep_hidden(
    request: HttpRequest, opened: answering.Opened, secret: bytes, link_id: str
) -> HttpResponse:
    """Keep what was typed on a page that another tab has hidden meanwhile: it may come back."""
    page = whole_page(opened.definition, link_id)
    if page is None or keeping.form_expired(request):
        return redirect(where_next(opened))
    form = PageForm(page, request.POST, given=opened.draft.answers)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value is not None}
    return redirect(
        where_next(
            answering.keep(opened.row.key, secret, given=given, asked=given, now=timezone.now())
        )
    )


def interrupt(key: str, secret: bytes, form: PageForm) -> HttpResponse:
    """Keep what was answered so far, and show what cannot wait. What is open is asked again."""
    given = keeping.filled_in(form)
    answering.keep(key, secret, given=given, asked=given, now=timezone.now())
    return redirect("intake:alert", key)


def keep_and_go_on(
    request: HttpRequest, key: str, secret: bytes, current: Page, form: PageForm
) -> HttpResponse:
    """Keep every valid answer; then an alert at once, or the errors, or the next page.

    Who stops here has not left the rest blank, and is only told of what was mistyped.
    """
    is_valid, stops = form.is_valid(), keeping.stops_here(request)
    kept = keeping.filled_in(form) if stops else form.cleaned_data or dict.fromkeys(current.keys)
    opened = answering.keep(
        key,
        secret,
        given=kept,
        asked=current.keys,
        now=timezone.now(),
    )
    if opened.unread_alerts:
        return redirect("intake:alert", key)
    if stops and not keeping.is_mistyped(form):
        return redirect("intake:save", key)
    release, given = opened.served, opened.draft.answers
    if not is_valid:
        return show_page(request, release, given, current, form, key=key, status=422, stops=stops)
    found = opened.walk.find(current.key)
    if found and found[0].broken:
        form.break_on(found[0].broken)
        return show_page(request, release, given, found[0], form, key=key, status=422)
    return go_on(request, opened, current)
