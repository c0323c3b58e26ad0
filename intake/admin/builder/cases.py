"""Worked cases of a questionnaire: the list with what comes out, copies, imports, exports."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import cases as acts
from intake import trying
from intake.admin.builder import case_pages, doors
from intake.admin.builder.case_results import shown
from intake.admin.builder.doors import address
from intake.admin.builder.forms import CasesImportForm
from intake.domain.case_files import write_cases

LONGEST_SOUGHT = 100  # letters


@require_safe
@case_pages.reads
def listed(request: HttpRequest, found: doors.Opened) -> HttpResponse:
    """List the cases with what comes out of the draft, or of what patients have."""
    tried = trying.basis(found.row, found.newest)
    rows = shown(found.row, tried.results(found.row)) if tried else ()
    sought = request.GET.get("q", "").strip()[:LONGEST_SOUGHT]
    return doors.show(
        request,
        "cases",
        found,
        "Worked cases",
        tried=tried,
        count=len(rows),
        cases=[each for each in rows if each.has(sought)],
        sought=sought,
        differing=sum(not each.is_as_expected for each in rows),
        may_write=case_pages.may_write(request),
    )


@require_POST
@case_pages.writes
def copy(request: HttpRequest, found: doors.Opened, case: int) -> HttpResponse:
    row = get_object_or_404(found.row.cases, pk=case)
    made = acts.copy(row, by=request.user)
    messages.success(request, f"“{row.name}” is copied. Change the copy now.")
    return redirect(address("case", found.row.pk, made.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@case_pages.writes
def remove(request: HttpRequest, found: doors.Opened, case: int) -> HttpResponse:
    """Take a case away, once it is confirmed."""
    row = get_object_or_404(found.row.cases, pk=case)
    if request.method != "POST":
        return doors.show(request, "case_remove", found, "Delete a case", case=row)
    acts.remove(row, by=request.user)
    messages.success(request, f"“{row.name}” is deleted. Versions keep how it came out.")
    return redirect(address("cases", found.row.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@case_pages.writes
def take_in(request: HttpRequest, found: doors.Opened) -> HttpResponse:
    """Import cases that somebody pastes, all or none."""
    form = CasesImportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wish = form.cleaned_data
        try:
            taken = acts.take_in(
                found.row, wish["document"], replaces=wish["replaces"], by=request.user
            )
        except acts.CaseError as problem:
            form.add_error("document", str(problem))
        else:
            messages.success(request, f"{taken.added} added, {taken.replaced} replaced.")
            return redirect(address("cases", found.row.pk))
    status = 422 if form.is_bound else 200
    return doors.show(request, "case_import", found, "Import cases", form=form, status=status)


@require_safe
@case_pages.reads
def export(request: HttpRequest, found: doors.Opened) -> HttpResponse:
    """Give all cases as a file that `triage_cases` and the import take."""
    return HttpResponse(
        write_cases(row.case for row in found.row.cases.all()),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.row.slug}.cases.json"'},
    )


PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "<int:pk>/cases/": ("cases", listed),
    "<int:pk>/cases/add/": ("case_add", case_pages.add),
    "<int:pk>/cases/import/": ("case_import", take_in),
    "<int:pk>/cases/export/": ("case_export", export),
    "<int:pk>/cases/<int:case>/": ("case", case_pages.change),
    "<int:pk>/cases/<int:case>/copy/": ("case_copy", copy),
    "<int:pk>/cases/<int:case>/delete/": ("case_remove", remove),
}
