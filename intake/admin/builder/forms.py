"""The builder's small forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from intake.domain.drafting import KINDS, Kind
from intake.models import Questionnaire

WIDE = {"class": "vTextField"}
LARGE = {"class": "vLargeTextField", "rows": 3}
LONGEST_PASTE = 500_000  # letters; the site takes no larger form


def _described(kind: Kind) -> str:
    return format_html("{} <small>{}</small>", kind.name, kind.use) if kind.use else kind.name


class WordsForm(forms.Form):
    """What patients read first."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        widget=forms.TextInput(WIDE),
        error_messages={"required": "Enter a title, such as “Before your first visit”."},
    )
    description = forms.CharField(
        label="Introduction",
        required=False,
        help_text="One or two sentences for the first page. You may leave it blank.",
        widget=forms.Textarea(LARGE),
    )


class ImportForm(forms.Form):
    """A FHIR document that somebody pastes."""

    document = forms.CharField(
        label="The file’s text",
        max_length=LONGEST_PASTE,
        help_text="Open the file in a text editor, copy all of it, and paste it here. "
        "A file of more than 500 KB is loaded with “manage.py questionnaire load”.",
        widget=forms.Textarea({**LARGE, "rows": 14, "spellcheck": "false"}),
        error_messages={"required": "Paste the text of the file here."},
    )
    into = forms.ModelChoiceField(
        label="Import it as",
        queryset=Questionnaire.objects.none(),
        required=False,
        empty_label="A new questionnaire",
        help_text="Or as the next version of one that is there.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Questionnaire.objects.filter(draft="").only("title")

    def clean_document(self) -> str:
        return self.cleaned_data["document"].lstrip("\ufeff")


class AddForm(forms.Form):
    """A new row: what kind it is, and its words."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(key, _described(kind)) for key, kind in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to add."},
    )
    text = forms.CharField(
        label="Its words",
        help_text="The question as patients read it, or the title of the page.",
        widget=forms.Textarea({**LARGE, "rows": 2}),
        error_messages={"required": "Enter the words that patients read."},
    )
    place = forms.ChoiceField(label="Where?", required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places


class CasesImportForm(forms.Form):
    """Worked cases that somebody pastes."""

    document = forms.CharField(
        label="The file’s text",
        max_length=LONGEST_PASTE,
        help_text="A JSON list of cases, as the export gives it. Open the file in a text editor, "
        "copy all of it, and paste it here.",
        widget=forms.Textarea({**LARGE, "rows": 14, "spellcheck": "false"}),
        error_messages={"required": "Paste the text of the file here."},
    )
    replaces = forms.BooleanField(
        label="Replace cases of the same name", required=False, help_text="Others stay as they are."
    )

    def clean_document(self) -> str:
        return self.cleaned_data["document"].lstrip("\ufeff")
