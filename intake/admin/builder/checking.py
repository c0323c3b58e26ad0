"""Before publishing: what is wrong, what changes for patients, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from intake import draft_rows, gate, publishing, trying
from intake import drafting as acts
from intake.admin.builder import case_results, doors
from intake.admin.builder.doors import Opened, address
from intake.domain import differences, linting
from intake.domain.drafting import outline
from intake.domain.ruling import changes

CONFIRM = "Tick the box: say that you have read what stands above it."
SIGN = "Mend the rules or the cases, or say why it is right to publish it all the same."


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def check(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show every fault with a way to it; publish where there is no grave one."""
    faults = acts.faults(found.row)
    number, signed = doors.number_in(request), request.POST.get("signed", "")
    grave = any(map(linting.is_grave, faults))
    if request.method != "POST":
        return _show(request, found, faults)
    if faults and not grave and "confirmed" not in request.POST:
        return _show(request, found, faults, problem=CONFIRM, status=422)
    try:
        release = acts.publish(
            found.row, number=number, by=request.user, signed=signed, seen=_seen(request)
        )
    except draft_rows.ChangedMeanwhile as problem:
        words = f"{problem} Nothing is published. Read once more what would be."
        return _show(request, found, faults, problem=words, status=422)
    except gate.CasesDiffer as problem:
        told = str(problem) if signed.strip() else f"{problem} {SIGN}"
        return _show(request, found, faults, problem=told, sign_problem=told, status=422)
    where = doors.public_address(release.slug)
    messages.success(
        request,
        format_html(
            "“{}” is published as version {}. Patients find it at {}",
            *(release.questionnaire, release.version),
            format_html('<a href="{0}">{0}</a>', where),
        ),
    )
    return redirect(address("versions", found.row.pk))


def _seen(request: HttpRequest) -> str:
    """Return which cases the page had shown to come out otherwise, for who signs for them."""
    return request.POST.get("seen", "")


def _show(
    request: HttpRequest, found: Opened, faults: tuple[linting.Fault, ...], **more: Any
) -> HttpResponse:
    document = found.document
    rows = {row.link_id: row for row in outline(document)}
    grave = any(map(linting.is_grave, faults))
    tried = None if grave else trying.basis(found.row, found.newest)
    results = tried.results(found.row) if tried else ()
    cases = case_results.shown(found.row, results)
    shown = [(fault, rows.get(fault.link_id), linting.is_grave(fault)) for fault in faults]
    return doors.show(
        request,
        "check",
        found,
        "Check and publish",
        grave=[(fault, row) for fault, row, is_grave in shown if is_grave],
        slight=[(fault, row) for fault, row, is_grave in shown if not is_grave],
        changes=_changes(found),
        questions=sum(row.is_question for row in rows.values()),
        cases=len(cases),
        differing=[case for case in cases if not case.is_as_expected],
        seen=gate.stamp(results),
        signed=request.POST.get("signed", ""),
        confirmed="confirmed" in request.POST,
        next_version=found.newest.version + 1 if found.newest else 1,
        **more,
    )


def _changes(found: Opened) -> tuple[differences.Change, ...] | None:
    """Return what differs from what patients have; nothing to compare with gives None."""
    if found.newest is None:
        return None
    before = publishing.parse(found.newest.document), publishing.parse(found.newest.rules)
    return changes.compare_versions(before, (found.document, found.rules))
