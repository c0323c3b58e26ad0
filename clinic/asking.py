"""What forms for patients and for readers share."""

from __future__ import annotations

from django import forms


class YesNo(forms.RadioSelect):
    """Two short answers, side by side."""

    side_by_side = True


class LinkedForm(forms.Form):
    """A form whose errors lead to their boxes."""

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
