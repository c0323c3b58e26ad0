"""The form at the end of something that repeats: is there another one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from clinic.asking import LinkedForm, YesNo
from intake.domain.pages import More

YES_NO = (("yes", "Yes"), ("no", "No"))
CHOOSE = "Choose yes if there is another one, or no to go on"
CHOOSE_FIRST = "Choose yes to add one, or no to go on"
TAKE_OUT = "form:remove"


class MoreForm(LinkedForm):
    """Whether the patient wants to add another one. Where one is missing, nothing is asked."""

    another = forms.ChoiceField(choices=YES_NO, widget=YesNo(choices=YES_NO))

    def __init__(self, more: More, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.more = more
        if more.missing or not more.may_add:
            del self.fields["another"]
            return
        field = self.fields["another"]
        field.label = "Do you want to add another?" if more.numbers else "Do you want to add one?"
        words = CHOOSE if more.numbers else CHOOSE_FIRST
        field.error_messages |= {"required": words, "invalid_choice": words}

    @property
    def wants_another(self) -> bool:
        """Say whether one more is to be added. Call it once the form is valid."""
        return self.adds_at_once or self.cleaned_data.get("another") == "yes"

    @property
    def adds_at_once(self) -> bool:
        """Say whether there must be one more, so that there is nothing to ask."""
        return bool(self.more.missing)

    @property
    def limits(self) -> str:
        """Tell how many there must and can be, where that is not obvious."""
        least, most = self.more.item.least, self.more.item.max_occurs
        missing = self.more.missing
        if missing:
            return f"Please add {missing} more." if self.more.numbers else f"Please add {missing}."
        if not self.more.may_add:
            return "You have added as many as we can take."
        if most is not None and least:
            return f"Add at least {least}, and up to {most}."
        return f"You can add up to {most}." if most is not None else ""

    @property
    def taken_out(self) -> int | None:
        """Return the number of the one to take out, if its button was pressed."""
        pressed = str(self.data.get(TAKE_OUT, ""))
        return int(pressed) if pressed.isdecimal() and int(pressed) in self.more.numbers else None
