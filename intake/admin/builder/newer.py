"""A newer version that came with the software: what it changes, and a draft to begin with."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, taking_over
from intake.admin.builder import doors
from intake.admin.builder.doors import address

BEGUN = (
    "The newer version is your draft now. Make your own changes in it again, then check it. "
    "Patients keep what is published until you publish."
)


@require_http_methods(["GET", "HEAD", "POST"])
def newer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how it differs from what patients have. Posting takes it over as a draft."""
    found = doors.opened(request, pk)
    if request.method == "POST" and not found.may_change:
        raise PermissionDenied
    try:
        if request.method != "POST":
            changes = taking_over.compare(found.row)
            return doors.show(request, "newer", found, "A newer version", changes=changes)
        taking_over.take_over(found.row, by=request.user)
    except (taking_over.NothingNewer, draft_rows.DraftThere) as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, BEGUN)
    return redirect(address("build", pk))
