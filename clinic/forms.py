"""Forms of the staff side."""

from __future__ import annotations

from typing import Any

from django import forms

from clinic import languages, phone, validators
from clinic.models import SiteLanguage, SiteProfile
from clinic.models.languages import WORDS


class SiteProfileForm(forms.ModelForm):
    class Meta:
        model = SiteProfile
        fields = "__all__"  # noqa: DJ007
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "cols": 60})
            for name, rows in {
                "opening_hours": 3,
                "closed_on": 4,
                "address": 3,
                "directions": 2,
                "lead": 2,
                "team": 5,
                "emergency_text": 3,
                "notify": 3,
            }.items()
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = phone.show(self.initial.get("phone", ""))

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        return validators.parse_phone(text) if text else ""

    def clean_accent(self) -> str:
        return self.cleaned_data["accent"].lower()

    def clean_accent_bright(self) -> str:
        return self.cleaned_data["accent_bright"].lower()


class SiteLanguageForm(forms.ModelForm):
    """The clinic's words in a language, each beside the English ones."""

    class Meta:
        model = SiteLanguage
        fields = ["language", *WORDS, "reviewed_by", "reviewed_on"]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "cols": 60})
            for name, rows in {"lead": 2, "team": 5, "directions": 2, "emergency_text": 4}.items()
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = SiteProfile.current()
        for name in WORDS:
            if name in self.fields:
                own = getattr(english, name)
                told = f"In English: “{own}”" if own else "Blank in English: leave it blank."
                self.fields[name].help_text += f" {told}"
        if "language" in self.fields:
            choices = [(code, languages.in_english(code)) for code in languages.others()]
            self.fields["language"] = forms.ChoiceField(
                choices=choices,
                help_text="Those the site has words for. docs/languages.md says how to add one.",
            )
