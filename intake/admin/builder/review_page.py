"""All texts for patients in a language, beside the English, to be signed for at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from clinic import languages, saying
from intake import draft_rows, reviewing
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.review_form import ReviewForm
from intake.domain.patient_texts import named
from intake.domain.ruling import reviews
from intake.domain.ruling.reviews import Pair
from intake.domain.ruling.texts import LANGUAGE

Problems = list[tuple[str, str]]
NOBODY = (
    "Somebody published or discarded the draft meanwhile. Nothing is signed. What you typed is "
    "still here: to begin a new draft with it, press the button once more."
)
NONE_TICKED = "Tick the texts that the translator has read."


@dataclass(frozen=True)
class Row:
    """A text as the page shows it. `why` says why it was not signed just now."""

    pair: Pair
    is_ticked: bool
    why: str = ""

    @property
    def value(self) -> str:
        """What the tick sends: the words that are shown here, and of which text."""
        return f"{self.pair.stamp}:{self.pair.name}"


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show every text beside its translation; or sign for those that were shown and ticked."""
    found = doors.opened(request, pk)
    if not LANGUAGE.fullmatch(language):
        raise Http404("There is no such language.")
    if request.method != "POST":
        return _show(request, found, language, ReviewForm())
    if not found.may_change:
        raise PermissionDenied
    return _signed(request, found, language)


def _signed(request: HttpRequest, found: Opened, language: str) -> HttpResponse:
    form, ticked = ReviewForm(request.POST), _ticked(request)
    problems: Problems = [] if ticked else [("the-texts", NONE_TICKED)]
    # What was ticked and reads otherwise by now loses its tick, and is told in any case.
    refused = reviews.sign(found.rules, language, ticked, by="", on="").refused
    if not form.is_valid() or problems:
        return _show(request, found, language, form, problems, ticked, refused)
    by, on = form.translator, form.cleaned_data["reviewed_on"]
    begins = "_start" in request.POST
    try:
        done = reviewing.sign(
            *(found.row, language, ticked),
            translator=by,
            on=on,
            by=request.user,
            begins=begins,
        )
    except draft_rows.NoDraft:
        return _show(request, found, language, form, [("main", NOBODY)], ticked, refused)
    if done.names:
        said = f"Reviewed by {by}, {saying.day(on)}: {', '.join(done.names)}."
        messages.success(request, f"{said} Patients get that with the next version.")
    if done.refused:
        found = doors.opened(request, found.row.pk)
        return _show(request, found, language, form, problems, ticked, done.refused)
    return redirect(address("reviews", found.row.pk, language))


def _ticked(request: HttpRequest) -> dict[str, str]:
    """Return each text that was ticked, with the stamp of its words as they were shown."""
    sent = (each.partition(":") for each in request.POST.getlist("sign"))
    return {name: stamp for stamp, _, name in sent}


def _show(
    request: HttpRequest,
    found: Opened,
    language: str,
    form: ReviewForm,
    problems: Iterable[tuple[str, str]] = (),
    ticked: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> HttpResponse:
    pairs, refused = reviews.pairs(found.rules, language), refused or {}
    rows = [Row(pair, _is_ticked(pair, ticked), refused.get(pair.name, "")) for pair in pairs]
    told = [*problems, *_refusals(rows, refused), *form.told()]
    name = named(language)
    return doors.show(
        request,
        "reviews",
        found,
        f"Patient texts in {name}",
        language=language,
        language_name=name,
        language_tag=languages.tag(language),
        direction=languages.direction(language),
        rows=rows,
        form=form,
        reviewed=sum(pair.state == reviews.REVIEWED for pair in pairs),
        signs=found.may_change and any(pair.can_be_signed for pair in pairs),
        problems=told,
        status=422 if told else 200,
    )


def _is_ticked(pair: Pair, ticked: Mapping[str, str] | None) -> bool:
    """Say whether a text is ticked: as it was sent, or else all that wait for a review."""
    if ticked is None:
        return pair.can_be_signed and pair.state != reviews.REVIEWED
    return pair.can_be_signed and ticked.get(pair.name) == pair.stamp


def _refusals(rows: Iterable[Row], refused: Mapping[str, str]) -> Problems:
    there = {row.pair.name: f"text-{number}" for number, row in enumerate(rows, 1)}
    return [
        (there.get(name, "the-texts"), f"{name} is not signed: {why}.")
        for name, why in refused.items()
    ]
