"""The form at the end of something that repeats: is there another one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from clinic.asking import LinkedForm, YesNo
from intake.domain.pages import More

YES_NO = (("true", "Yes"), ("false", "No"))
CHOOSE = "Choose yes to add another one, or no to go on"
CHOOSE_FIRST = "Choose yes to add one, or no to go on"


class MoreForm(LinkedForm):
    """Whether the patient wants to add one more. Where one is missing, nothing is asked."""

    more = forms.TypedChoiceField(
        choices=YES_NO, widget=YesNo, coerce=lambda chosen: chosen == "true"
    )

    def __init__(self, more: More, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.ending = more
        if self.adds_at_once or not more.may_add:
            del self.fields["more"]
            return
        words = CHOOSE if more.numbers else CHOOSE_FIRST
        field = self.fields["more"]
        field.label = f"Do you want to add {'another' if more.numbers else 'one'}?"
        field.error_messages |= {"required": words, "invalid_choice": words}

    @property
    def adds_at_once(self) -> bool:
        """Say whether there must be one more, so that there is nothing to ask."""
        return bool(self.ending.missing)

    @property
    def wants_more(self) -> bool:
        """Say whether one more is to be added. Ask once the form is valid."""
        return self.adds_at_once or self.cleaned_data.get("more", False)

    @property
    def limits(self) -> str:
        """Tell how many there must and can be, where that is not obvious."""
        least, most = self.ending.item.least, self.ending.item.max_occurs
        if self.adds_at_once:
            return f"Please add {self.ending.missing} more."
        if not self.ending.may_add:
            return "You have added as many as we can take."
        if most is not None and least > 1:
            return f"We need at least {least}, and can take up to {most}."
        return f"You can add up to {most}." if most is not None else ""
