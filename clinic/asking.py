"""What forms for patients and for readers share."""

from __future__ import annotations

from typing import Self

from django import forms

# For boxes whose answer is written from left to right in every language.
LTR = {"dir": "ltr"}


class Pair(forms.RadioSelect):
    """Two short answers, side by side."""

    side_by_side = True


class YesNo(Pair):
    """Yes or no, in words that are always those of the page."""

    is_of_the_page = True


class LinkedForm(forms.Form):
    """A form whose errors lead to their boxes."""

    def redrawn(self) -> Self:
        """Return the form as if nobody had sent it, with all that is typed in its boxes."""
        form = self.blank()
        for name, field in self.fields.items():
            given = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if given is not None:
                form.initial[name] = given
        return form

    def blank(self) -> Self:
        """Return this form before anything was typed."""
        return type(self)()

    def linked_errors(self) -> list[tuple[str, str]]:
        """Return (id of the box, what to do) for the summary on top, in the order of the page."""
        return [
            (self._first_box(name), self._about(name, str(message)))
            for name in self.fields
            for message in self.errors.get(name, [])
        ] + [("main", str(message)) for message in self.non_field_errors()]

    def _about(self, name: str, message: str) -> str:
        """Say which question is meant where the message alone would fit several."""
        label = self.fields[name].label
        return f"{message}: “{label}”" if getattr(self, "names_questions", False) else message

    def _first_box(self, name: str) -> str:
        box, widget = self[name], self.fields[name].widget
        several = isinstance(
            widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)
        )
        return box.auto_id + getattr(widget, "first_box", "_0" if several else "")
