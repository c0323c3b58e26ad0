"""Widgets that the template pack knows how to draw."""

from __future__ import annotations

from typing import Any

from django import forms

BOXES = (("Month", "bday-month"), ("Day", "bday-day"), ("Year", "bday-year"))


class DateBoxes(forms.MultiWidget):
    """Month, day and year in three boxes. To the form it is one text, such as `4/12/1958`."""

    template_name = "upstream/date_boxes.html"

    def __init__(self) -> None:
        boxes = [
            forms.TextInput({"class": "input", "inputmode": "numeric", "autocomplete": complete})
            for _, complete in BOXES
        ]
        super().__init__(boxes)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, (label, _) in zip(context["widget"]["subwidgets"], BOXES, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: str | None) -> list[str]:
        """Put the parts back into their boxes, also where one of them was wrong."""
        month, _, rest = (value or "").partition("/")
        day, _, year = rest.partition("/")
        return [month, day, year]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the three boxes as one text, or an empty one."""
        parts = super().value_from_datadict(data, files, name)
        stripped = [(part or "").strip().replace("/", "") for part in parts]
        return "/".join(stripped) if any(stripped) else ""
