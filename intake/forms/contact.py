"""The wish for a call."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from clinic.asking import LinkedForm
from clinic.validators import parse_phone
from intake.submitting import ContactWishes


class ContactForm(LinkedForm):
    """The wish for a call, with a phone number or an email address to answer to."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput({"class": "input", "autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    phone = forms.CharField(
        label="Phone number",
        required=False,
        help_text="You may leave it blank if you give an email address.",
        widget=forms.TextInput(
            {"class": "input w-s", "type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        ),
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        help_text="If you would rather have an answer in writing.",
        widget=forms.EmailInput({"class": "input", "autocomplete": "email"}),
        error_messages={"invalid": "Enter an email address like name@example.com"},
    )
    best_time = forms.ChoiceField(
        label="When is the best time to call?",
        choices=[("Morning", "Morning"), ("Afternoon", "Afternoon"), ("Any time", "Any time")],
        initial="Any time",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose when we should call",
            "invalid_choice": "Choose when we should call",
        },
    )
    message = forms.CharField(
        label="Your message",
        required=False,
        max_length=2000,
        help_text="Tell us what it is about. You need not give details here.",
        widget=forms.Textarea({"class": "input", "rows": 5}),
        error_messages={"max_length": "Make your message shorter. We can take 2,000 characters"},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"token": uuid.uuid4().hex})
        for name in ("phone", "email", "message"):
            self.fields[name].optional = True  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return parse_phone(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unreachable = not self.errors.keys() & {"phone", "email"} and not (
            cleaned.get("phone") or cleaned.get("email")
        )
        if unreachable:
            self.add_error("phone", "Enter a phone number or an email address, so we can answer")
        return cleaned

    def wishes(self) -> ContactWishes:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return ContactWishes(**kept)
