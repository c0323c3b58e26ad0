"""What the builder's pages share: who may come in, and what is said when an act cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from clinic import links
from intake import draft_rows, drafting, publishing, ruling
from intake.domain.drafting import DraftError
from intake.models import Questionnaire, Release
from intake.views.ways import LEG_CHECK

View = Callable[..., HttpResponse]
NOBODY_EDITS = "Nobody is editing this questionnaire now. Press “Start editing” to begin a draft."


@dataclass(frozen=True)
class Opened:
    """A questionnaire as the builder shows it: its draft, or else its newest version."""

    row: Questionnaire
    newest: Release | None
    may_change: bool

    @property
    def document(self) -> dict[str, Any]:
        if self.row.has_draft:
            return draft_rows.document_of(self.row)
        return publishing.parse(self.newest.document) if self.newest else {}

    @property
    def rules(self) -> dict[str, Any]:
        """Return the rules beside the document."""
        if self.row.has_draft:
            return ruling.rules_of(self.row)
        return publishing.parse(self.newest.rules) if self.newest else {}


def opened(request: HttpRequest, pk: int) -> Opened:
    """Let in whoever may see questionnaires."""
    if not request.user.has_perm("intake.view_questionnaire"):
        raise PermissionDenied
    row = get_object_or_404(Questionnaire.objects.select_related("draft_saved_by"), pk=pk)
    newest = Release.objects.newest(row.slug)
    return Opened(row, newest, request.user.has_perm("intake.change_questionnaire"))


def may_add(request: HttpRequest) -> None:
    if not request.user.has_perm("intake.add_questionnaire"):
        raise PermissionDenied


def edits(view: View) -> View:
    """Let in who may edit, to a questionnaire that has a draft; say why where something cannot be.

    The view gets an Opened instead of the number.
    """

    @wraps(view)
    def editing(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        found = opened(request, pk)
        if not found.may_change:
            raise PermissionDenied
        if not found.row.has_draft:
            messages.warning(request, NOBODY_EDITS)
            return redirect(address("build", pk))
        try:
            return view(request, found, *args, **kwargs)
        except draft_rows.NoDraft:
            messages.warning(request, NOBODY_EDITS)
        except (DraftError, draft_rows.ChangedMeanwhile, drafting.NotReady) as problem:
            messages.error(request, str(problem))
        return redirect(address("build", pk))

    return editing


def number_in(request: HttpRequest) -> int:
    """Return which draft the page had shown; one that is no number is never the newest."""
    given = request.POST.get("number", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else -1


def address(page: str, pk: int, /, *args: object, **query: str) -> str:
    """Return the address of one of the builder's pages."""
    path = reverse(f"admin:intake_questionnaire_{page}", args=[pk, *args])
    return f"{path}?{urlencode(query)}" if query else path


def public_address(slug: str) -> str:
    """Return where patients find a questionnaire, to be passed on."""
    page = links.page("intake:start") if slug == LEG_CHECK else links.page("intake:form", slug)
    return links.absolute(page)


def _about(found: Opened) -> dict[str, Any]:
    """Return what every page about a questionnaire shows; where patients find it, among that."""
    return {
        "questionnaire": found.row,
        "newest": found.newest,
        "public_address": public_address(found.row.slug) if found.newest else "",
    }


def show(
    request: HttpRequest, page: str, found: Opened | None, title: str, **more: Any
) -> HttpResponse:
    """Show one of the builder's pages; `status` is 422 where something is to be mended."""
    status = more.pop("status", 200)
    context = {
        **admin.site.each_context(request),
        "opts": Questionnaire._meta,
        "title": title,
        "here": page,
        **(_about(found) if found else {}),
        "may_change": found.may_change if found else True,
        **more,
    }
    return TemplateResponse(request, f"admin/intake/{page}.html", context, status=status)
