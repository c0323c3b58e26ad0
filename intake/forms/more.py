"""The form at the end of something that repeats: is there another one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clinic.asking import LinkedForm, YesNo
from intake.domain.pages import More
from intake.widgets.choosing import YES_NO

CHOOSE = gettext_lazy("Choose yes to add another one, or no to go on")
ADD_ANOTHER = gettext_lazy("Do you want to add another?")
ADD_ONE = gettext_lazy("Do you want to add one?")
CHOOSE_FIRST = gettext_lazy("Choose yes to add one, or no to go on")


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
        field.label = ADD_ANOTHER if more.numbers else ADD_ONE
        field.error_messages |= {"required": words, "invalid_choice": words}

    def blank(self) -> MoreForm:
        return MoreForm(self.ending)

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
            missing = self.ending.missing
            words = ngettext("Please add %(number)s more.", "Please add %(number)s more.", missing)
            return words % {"number": missing}
        if not self.ending.may_add:
            return _("You have added as many as we can take.")
        if most is not None and least > 1:
            words = _("We need at least %(least)s, and can take up to %(most)s.")
            return words % {"least": least, "most": most}
        return _("You can add up to %(most)s.") % {"most": most} if most is not None else ""
