"""Forms of the staff side."""

from __future__ import annotations

from typing import Any

from django import forms

from clinic import phone, validators
from clinic.models import SiteProfile


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
