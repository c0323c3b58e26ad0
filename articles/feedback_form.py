"""What readers type under an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clinic.asking import LinkedForm, YesNo
from clinic.models import SiteProfile

MOST = 1000  # characters


class FeedbackForm(LinkedForm):
    """Yes or no, and words for who wants to add some."""

    is_clear = forms.ChoiceField(
        label=_("Did you find what you need, in words you understand?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=YesNo,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose yes or no")),
    )
    words = forms.CharField(
        label=_("What could be clearer?"),
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 3, "maxlength": MOST}),
    )
    website = forms.CharField(  # a box that people do not see: who fills it in is a machine
        label=_("Leave this box empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, profile: SiteProfile) -> None:
        super().__init__(data)
        self.profile = profile
        self.fields["words"].help_text = _hint(profile)
        self.fields["words"].optional = True  # type: ignore[attr-defined]

    @property
    def is_clear_to_reader(self) -> bool:
        return self.cleaned_data["is_clear"] == "yes"

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data["website"])

    def redrawn(self) -> FeedbackForm:
        """Return the form with what was typed, and nothing said of it."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        form = FeedbackForm(profile=self.profile)
        form.initial = typed
        return form

    def clean_words(self) -> str:
        """Count a line's end once, as the box does; browsers send it as two characters."""
        words = self.cleaned_data["words"].replace("\r\n", "\n")
        if len(words) > MOST:
            raise forms.ValidationError(_("Make your words shorter. We can take 1,000 characters"))
        return words


def _hint(profile: SiteProfile) -> str:
    if not profile.phone:
        return gettext("Please do not write about your own health here.")
    sentence = gettext(
        "Please do not write about your own health here; "
        'call us instead: <a class="tel" href="{tel}">{phone}</a>.'
    )
    return format_html(sentence, tel=f"tel:{profile.phone}", phone=profile.phone_display)
