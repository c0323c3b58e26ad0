"""To start again from a version: first what would be replaced, then the button."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, publishing
from intake import drafting as acts
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.versions import release_of
from intake.domain.document import DefinitionError
from intake.domain.ruling import changes
from intake.models import Release

CHANGED = (
    "Somebody changed, published or discarded the draft after you opened this page. Nothing is "
    "replaced. Read once more what would be."
)


@require_http_methods(["GET", "HEAD", "POST"])
def restart(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what a version would replace; make a draft of it once that is confirmed."""
    found = doors.opened(request, pk)
    if not found.may_change:
        raise PermissionDenied
    release = release_of(found, number)
    if request.method != "POST":
        return _show(request, found, release)
    try:
        acts.start_again(found.row, release, number=doors.number_in(request), by=request.user)
    except draft_rows.ChangedMeanwhile:
        return _show(request, doors.opened(request, pk), release, CHANGED)
    except DefinitionError as problem:
        return _show(request, found, release, str(problem))
    messages.success(
        request, f"The draft is a copy of version {number} now. Patients keep what is published."
    )
    return redirect(address("build", pk))


def _show(request: HttpRequest, found: Opened, release: Release, problem: str = "") -> HttpResponse:
    after = publishing.parse(release.document), publishing.parse(release.rules)
    return doors.show(
        request,
        "restart",
        found,
        f"Start again from version {release.version}",
        release=release,
        changes=changes.compare_versions((found.document, found.rules), after),
        problem=problem,
        status=422 if problem else 200,
    )
