"""The page of a worked case: its questions and what must come out, to write or to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from intake import cases as acts
from intake import trying
from intake.admin.builder import doors
from intake.admin.builder.case_form import CaseForm, taken
from intake.admin.builder.doors import Opened, View, address
from intake.domain import answers, case_words
from intake.domain.case_answers import read_value
from intake.domain.cases import Case, Result
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.models import WorkedCase

TAKE, TRY = "_take", "_try"  # buttons that keep nothing
NOTHING_TO_TRY = "Nothing can be tried yet. Mend the draft first."


@dataclass(frozen=True)
class Said:
    """An answer of a case in words."""

    question: str
    answer: str


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("intake.change_workedcase"))


def reads(view: View) -> View:
    """Let in who may see worked cases. The view gets an Opened instead of the number."""

    @wraps(view)
    def reading(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("intake.view_workedcase"):
            raise PermissionDenied
        return view(request, doors.opened(request, pk), *args, **kwargs)

    return reading


def writes(view: View) -> View:
    """Let in who may write worked cases; say why where something cannot be."""

    @wraps(view)
    def writing(request: HttpRequest, found: Opened, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_write(request):
            raise PermissionDenied
        try:
            return view(request, found, *args, **kwargs)
        except acts.CaseError as problem:
            messages.error(request, str(problem))
        return redirect(address("cases", found.row.pk))

    return reads(writing)


@require_http_methods(["GET", "HEAD", "POST"])
@writes
def add(request: HttpRequest, found: Opened) -> HttpResponse:
    def keep(case: Case) -> WorkedCase:
        return acts.add(found.row, case, by=request.user)

    return _written(request, found, None, keep)


@require_http_methods(["GET", "HEAD", "POST"])
@reads
def change(request: HttpRequest, found: Opened, case: int) -> HttpResponse:
    """Change a case; who may not write reads it."""
    row = get_object_or_404(found.row.cases.select_related("written_by"), pk=case)
    if not may_write(request):
        if request.method == "POST":
            raise PermissionDenied
        return _read(request, found, row)

    def keep(case: Case) -> WorkedCase:
        seen = request.POST.get("seen", "")
        return acts.change(row, case, seen=seen, by=request.user)

    return _written(request, found, row, keep)


def _written(
    request: HttpRequest, found: Opened, row: WorkedCase | None, keep: Callable[[Case], WorkedCase]
) -> HttpResponse:
    tried = trying.basis(found.row, found.newest)
    if tried is None:
        messages.warning(request, NOTHING_TO_TRY)
        return redirect(address("cases", found.row.pk))
    data, case = (request.POST if request.method == "POST" else None), row.case if row else None
    only_tries = data is not None and (TAKE in data or TRY in data)
    form = CaseForm(data, basis=tried, case=case, is_whole=not only_tries)
    problem = ""
    if form.is_valid() and not only_tries:
        try:
            made = keep(form.written)
        except acts.CaseError as error:
            problem = str(error)
        else:
            _tell(request, made, tried.judge(made.case))
            return redirect(f"{address('cases', found.row.pk)}#case-{made.pk}")
    result = _result(form, tried, case)
    if data is not None and TAKE in data and result and result.got:
        form = CaseForm(taken(data, result.got), basis=tried, case=case)
        result = _result(form, tried, case)
    if row is not None and problem:
        row = found.row.cases.filter(pk=row.pk).first() or row
    return doors.show(
        request,
        "case",
        found,
        f"Case {row.name}" if row else "New case",
        case=row,
        seen=acts.stamp(row) if row else "",
        form=form,
        tried=tried,
        rows=case_words.rows(result) if result else (),
        result=result,
        problem=problem,
        is_tried=only_tries,
        status=422 if form.errors or problem else 200,
    )


def _result(form: CaseForm, tried: trying.Basis, case: Case | None) -> Result | None:
    """Return what comes out of what is typed, or else of the case as it is kept."""
    if form.is_bound:
        return tried.judge(form.written) if form.is_valid() else None
    return tried.judge(case) if case else None


def _tell(request: HttpRequest, row: WorkedCase, result: Result) -> None:
    if result.is_as_expected:
        messages.success(request, f"“{row.name}” is saved. It comes out as expected.")
        return
    words = " ".join(case_words.told(result))
    messages.warning(request, f"“{row.name}” is saved. It comes out otherwise: {words}")


def _read(request: HttpRequest, found: Opened, row: WorkedCase) -> HttpResponse:
    tried = trying.basis(found.row, found.newest)
    case = row.case
    return doors.show(
        request,
        "case_read",
        found,
        f"Case {row.name}",
        case=row,
        tried=tried,
        answers=[
            _said(*each, tried.definition if tried else None) for each in case.answers.items()
        ],
        rows=case_words.rows(tried.judge(case)) if tried else (),
        expected=case_words.expected(case),
    )


def _said(link_id: str, raw: Any, definition: Definition | None) -> Said:
    item = definition.by_id.get(link_id) if definition else None
    if item is None:
        return Said(link_id, f"{raw} (there is no such question)")
    try:
        return Said(item.text or link_id, answers.show(item, read_value(item, raw)))
    except DefinitionError as error:
        return Said(item.text or link_id, str(error))
