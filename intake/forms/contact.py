"""The wish for a call."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.asking import LTR, LinkedForm
from clinic.validators import parse_phone
from intake.domain.answers import cleaning
from intake.submitting import ContactWishes

# What staff read is the English word, whatever the patient saw.
TIMES = (*(("Morning", _("Morning")), ("Afternoon", _("Afternoon")), ("Any time", _("Any time"))),)
TOO_LONG = _("Make your message shorter. We can take 2,000 characters")


class ContactForm(LinkedForm):
    """The wish for a call, with a phone number or an email address to answer to."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"class": "input", "autocomplete": "name"}),
        error_messages={"required": _("Enter your name")},
    )
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        help_text=_("You may leave it blank if you give an email address."),
        widget=forms.TextInput(
            {"class": "input w-s", "type": "tel", "autocomplete": "tel", "inputmode": "tel"} | LTR
        ),
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        help_text=_("If you would rather have an answer in writing."),
        widget=forms.EmailInput({"class": "input", "autocomplete": "email"} | LTR),
        error_messages={"invalid": _("Enter an email address like name@example.com")},
    )
    best_time = forms.ChoiceField(
        label=_("When is the best time to call?"),
        choices=TIMES,
        initial="Any time",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when we should call"),
            "invalid_choice": _("Choose when we should call"),
        },
    )
    message = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=2000,
        help_text=_("Tell us what it is about. You need not give details here."),
        widget=forms.Textarea({"class": "input", "rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"token": uuid.uuid4().hex})
        for name in ("phone", "email", "message"):
            self.fields[name].optional = True  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        if name := cleaning.line(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError(self.fields["name"].error_messages["required"])

    def clean_message(self) -> str:
        return cleaning.lines(self.cleaned_data["message"])

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return parse_phone(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unreachable = not self.errors.keys() & {"phone", "email"} and not (
            cleaned.get("phone") or cleaned.get("email")
        )
        if unreachable:
            self.add_error("phone", _("Enter a phone number or an email address, so we can answer"))
        return cleaned

    def wishes(self) -> ContactWishes:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return ContactWishes(**kept)
