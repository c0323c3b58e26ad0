"""Who reviewed translations: a qualified translator by name, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django import forms
from django.utils import timezone

LONGEST_NAME, LONGEST_QUALIFICATION = 120, 78  # both fit where one text has its reviewer


class ReviewForm(forms.Form):
    """The name of the translator stays with each text; patients read it below them."""

    name = forms.CharField(
        label="Translator’s name",
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"class": "vTextField"}),
        error_messages={"required": "Enter who reviewed the texts."},
    )
    qualification = forms.CharField(
        label="Qualification",
        max_length=LONGEST_QUALIFICATION,
        help_text="What makes them a qualified translator, such as CHI or “certified translator”.",
        widget=forms.TextInput({"class": "vTextField"}),
        error_messages={"required": "Enter what makes them a qualified translator."},
    )
    reviewed_on = forms.DateField(
        label="Reviewed on",
        help_text="Such as 2026-11-26.",
        widget=forms.DateInput({"size": 12, "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Enter the day, such as 2026-11-26.",
            "invalid": "Enter a date such as 2026-11-26.",
        },
    )

    def clean_reviewed_on(self) -> date:
        day: date = self.cleaned_data["reviewed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Enter when it was reviewed.")
        return day

    @property
    def translator(self) -> str:
        """Return the translator as each text names them."""
        return f"{self.cleaned_data['name']}, {self.cleaned_data['qualification']}"

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the box, what to do), in the order of the page."""
        for field in self:
            for error in field.errors:
                yield field.id_for_label, f"{field.label}: {error}"
