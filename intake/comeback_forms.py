"""Forms to save and to come back. They normalise; they never save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clinic.asking import LTR, LinkedForm
from intake import letters
from intake.domain import codes
from intake.speaking import speech


def _help() -> str:
    """Say what a code looks like, in the language of the page."""
    words = gettext(
        "%(length)s letters and numbers, such as %(code)s. "
        "Capital letters, spaces and dashes do not matter."
    )
    return words % {"length": codes.LENGTH, "code": codes.written("KT7M2PXW9TRFH4CD")}


class SaveForm(LinkedForm):
    """The wish for a code and, where letters can be sent, for a link by mail."""

    email = forms.EmailField(
        label=_("Your email address"),
        required=False,
        max_length=254,
        help_text=_("We send you the link at once. We do not keep your address."),
        widget=forms.EmailInput({"class": "input", "autocomplete": "email"} | LTR),
        error_messages={
            "invalid": _("Enter an email address like name@example.com, or leave it blank"),
            "max_length": _("Enter a shorter email address, or leave it blank"),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["email"].optional = True  # type: ignore[attr-defined]
        if not letters.can_be_sent():
            del self.fields["email"]


class ComeBackForm(LinkedForm):
    """A resume code, however it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=100,
        required=False,  # codes.read says it in the same words as the rest
        help_text=lazy(_help, str)(),
        widget=forms.TextInput(
            {
                "class": "input code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                **LTR,
            }
        ),
        error_messages={"max_length": _("Enter your code and nothing else")},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        try:
            return codes.read(typed)
        except codes.NotACode as error:
            raise forms.ValidationError(speech().words(error.sentence)) from error
