"""What the patterns are called, and answers that speak for several of them or for none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, ruling
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.domain.drafting.tree import DraftError
from intake.domain.ruling import changes, naming
from intake.domain.ruling.naming import Names

SHORT = {"size": 24, "maxlength": 40, "autocomplete": "off"}


class NamesForm(forms.Form):
    """The title of each pattern, and the two names beside them. What is missing stays as it is."""

    several = forms.CharField(
        label=f"{naming.SPEAKING['several']} are called",
        required=False,
        max_length=40,
        widget=forms.TextInput(SHORT),
        help_text="One word, such as mixed. Worked cases call them so, too.",
    )
    neither = forms.CharField(
        label=f"{naming.SPEAKING['neither']} are called",
        required=False,
        max_length=40,
        widget=forms.TextInput(SHORT),
        help_text="One word, such as undetermined. Worked cases call them so, too.",
    )

    def __init__(self, names: Names, data: Any = None) -> None:
        self.names = names
        initial = {"several": names.several, "neither": names.neither}
        titles = {f"title-{name}": title for name, title in names.titles.items()}
        if data is not None:
            data = data.copy()
            for key, title in titles.items():
                data.setdefault(key, title)  # a colleague may have added one meanwhile
        super().__init__(data, initial={**initial, **titles})
        for name in names.titles:
            self.fields[f"title-{name}"] = forms.CharField(
                label=f"Staff read the pattern {name} as",
                max_length=200,
                widget=forms.TextInput({"class": "vTextField"}),
                error_messages={"required": f"Enter a title for the pattern {name}."},
            )
        self.order_fields([*titles, "several", "neither"])

    def wishes(self) -> Names:
        typed = self.cleaned_data
        titles = {name: typed[f"title-{name}"] for name in self.names.titles}
        return Names(titles, typed["several"], typed["neither"])


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def pattern_names(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what the patterns are called, or keep what was typed."""
    before = naming.names_of(found.rules)
    form = NamesForm(before, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, found, form)
    more: dict[str, Any] = {}
    try:
        made = naming.rename(found.rules, form.wishes())
        ruling.save(found.row, made, number=doors.number_in(request), by=request.user)
    except draft_rows.ChangedMeanwhile as problem:
        form.add_error(None, f"{problem} To make it all the same, press Save again.")
        more["changes"] = changes.compare(found.rules, found.document, made, found.document)
        return _show(request, found, form, **more)
    except DraftError as problem:
        form.add_error(None, str(problem))
        return _show(request, found, form)
    messages.success(request, "The names of the patterns are saved.")
    for words in _cases_left_behind(found, before, naming.names_of(made)):
        messages.warning(request, words)
    return redirect(address("rules", found.row.pk) + "#the-patterns")


def _cases_left_behind(found: Opened, before: Names, after: Names) -> list[str]:
    """Name the worked cases that expect a name which is no more: they want it changed, too."""
    gone = {before.several, before.neither} - {after.several, after.neither, ""}
    if not gone:
        return []
    cases = [(row.name, row.case.expect.get("pattern")) for row in found.row.cases.all()]
    return [
        f"Worked cases that expect “{old}”: {', '.join(names)}. Change them, too."
        for old in sorted(gone)
        if (names := [name for name, expected in cases if expected == old])
    ]


def _show(request: HttpRequest, found: Opened, form: NamesForm, **more: Any) -> HttpResponse:
    problems = [("main", str(error)) for error in form.non_field_errors()]
    problems += [(field.id_for_label, str(error)) for field in form for error in field.errors]
    return doors.show(
        request,
        "pattern_names",
        found,
        "Names of the patterns",
        form=form,
        problems=problems,
        status=422 if problems else 200,
        **more,
    )
