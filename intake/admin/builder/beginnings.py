"""How a questionnaire comes in: new, or imported."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, taking_in
from intake.admin.builder import doors
from intake.admin.builder.doors import address
from intake.admin.builder.forms import ImportForm, WordsForm
from intake.domain.document import DefinitionError

MOST_TOLD = 10


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a questionnaire with a title and one empty page."""
    doors.may_add(request)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = taking_in.create(**form.cleaned_data, by=request.user)
        messages.success(request, f"“{made}” is there. Now add its questions.")
        return redirect(address("build", made.pk))
    status = 422 if form.is_bound else 200
    return doors.show(request, "new", None, "New questionnaire", form=form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Import a FHIR questionnaire as a draft. Nothing of it is shown to patients yet."""
    doors.may_add(request)
    form = ImportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wish = form.cleaned_data
        try:
            made = taking_in.take_in(wish["document"], into=wish["into"], by=request.user)
        except (DefinitionError, draft_rows.DraftThere) as problem:
            form.add_error("document", str(problem))
        else:
            messages.success(request, f"“{made.row}” is imported as a draft. Check it now.")
            for sentence in _mended(made.repaired):
                messages.info(request, sentence)
            return redirect(address("check", made.row.pk))
    status = 422 if form.is_bound else 200
    return doors.show(request, "import", None, "Import a file", form=form, status=status)


def _mended(repaired: tuple[str, ...]) -> list[str]:
    """Tell what was mended on the way in; of very many, the first."""
    rest = len(repaired) - MOST_TOLD
    told = [f"Mended: {sentence}" for sentence in repaired[:MOST_TOLD]]
    return [*told, f"{rest} more were mended."] if rest > 0 else told
