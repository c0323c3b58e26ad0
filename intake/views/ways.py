"""Where a page leads: addresses, and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from intake import answering
from intake.domain.pages import Page
from intake.domain.walk import Walk

CHANGE = "change"
LEG_CHECK = "leg-check"


def start_url(slug: str) -> str:
    """Return the first address of a questionnaire."""
    return reverse("intake:start") if slug == LEG_CHECK else reverse("intake:form", args=[slug])


def where_next(opened: answering.Opened) -> str:
    """Return the address of the first thing that is still to be read, answered or checked."""
    key = opened.row.key
    if opened.unread_alerts:
        return reverse("intake:alert", args=[key])
    if page := opened.walk.first_open:
        return page_url(opened, page)
    return reverse("intake:check", args=[key])


def page_url(opened: answering.Opened, page: Page, *, change: bool = False) -> str:
    address = reverse("intake:page", args=[opened.row.key, page.key])
    return f"{address}?{CHANGE}" if change else address


def is_ahead(opened: answering.Opened, place: int) -> bool:
    """Say whether a page before this place is still to be answered."""
    return any(page.is_open for page in opened.walk.pages[:place])


def following(walk: Walk, current: Page, *, changing: bool) -> Page | None:
    """Return where Continue leads; None means: check your answers."""
    page = walk.after(current.key)
    if changing:  # back to the check page, by way of what the change has opened
        return walk.first_open
    if current.more and page and page.key == current.key:
        return walk.first_open  # the instance that was just added
    return page


def go_on(request: HttpRequest, opened: answering.Opened, current: Page) -> HttpResponse:
    page = following(opened.walk, current, changing=CHANGE in request.GET)
    if page is None:
        return redirect(where_next(opened))
    return redirect(page_url(opened, page, change=CHANGE in request.GET))
