"""Boxes to write in: days, moments, numbers with their units, and several answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.asking import LTR
from intake.domain.items import Unit
from intake.speaking import speech

DATE_BOXES = (_("Month"), _("Day"), _("Year"))
BIRTHDAY = ("bday-month", "bday-day", "bday-year")
MOST_BOXES = 50

Choices = Sequence[tuple[str, str]]


class LabelledBoxes(forms.MultiWidget):
    """Several boxes that make one text, each with a label of its own."""

    template_name = "upstream/boxes.html"
    labels: tuple[str | Promise, ...] = ()
    separators: tuple[str, ...] = ()

    def __init__(self, boxes: Sequence[forms.Widget]) -> None:
        super().__init__(boxes)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: str | None) -> list[str]:
        """Put the parts back into their boxes, also where one of them was wrong."""
        rest, parts = value or "", []
        for separator in self.separators:
            part, _, rest = rest.partition(separator)
            parts.append(part)
        return [*parts, rest]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the boxes as one text, or an empty one."""
        parts = super().value_from_datadict(data, files, name)
        seams = (*self.separators, "")
        kept = [
            (part or "").strip().replace(seam, "") if seam else (part or "").strip()
            for part, seam in zip(parts, seams, strict=True)
        ]
        joined = "".join(part + seam for part, seam in zip(kept, seams, strict=True))
        return joined.rstrip() if any(kept) else ""


class DateBoxes(LabelledBoxes):
    """Month, day and year in three boxes. To the form it is one text, such as `4/12/1958`."""

    labels = DATE_BOXES
    separators = ("/", "/")

    def __init__(self, *, is_birthday: bool = False) -> None:
        super().__init__([number_box(name if is_birthday else "") for name in BIRTHDAY])


class DateTimeBoxes(LabelledBoxes):
    """A day in three boxes and a time in a fourth: one text, such as `4/12/1958 2:30 pm`."""

    labels = (*DATE_BOXES, _("Time"))
    separators = ("/", "/", " ")

    def __init__(self) -> None:
        super().__init__(
            [*(number_box() for box in DATE_BOXES), forms.TextInput({"class": "input"} | LTR)]
        )


class QuantityBoxes(LabelledBoxes):
    """A number and its unit: one text, such as `72.5 kg`. Few units are all in sight."""

    template_name = "upstream/quantity.html"
    labels = (_("Number"), _("Unit"))
    separators = (" ",)

    def __init__(self, units: Choices) -> None:
        self.is_short = len(units) <= 3
        choose: type[ChoiceWidget] = forms.RadioSelect if self.is_short else forms.Select
        shown = units if self.is_short else [("", _("Choose a unit")), *units]
        attributes = {} if self.is_short else {"class": "input"}
        super().__init__([number_box(mode="decimal"), choose(attributes, choices=shown)])
        self.units = [unit for unit, _ in units]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["is_short"] = self.is_short
        return context

    def decompress(self, value: str | None) -> list[str]:
        """Take the unit from the end: a number may have been typed with spaces in it."""
        text = value or ""
        unit = next((unit for unit in self.units if text.endswith(f" {unit}")), "")
        return [text.removesuffix(f" {unit}") if unit else text, unit]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what stands in the boxes; a unit without a number is no answer."""
        number, unit = forms.MultiWidget.value_from_datadict(self, data, files, name)
        typed = (number or "").strip()
        return f"{typed} {unit or ''}".strip() if typed else ""


class UnitBox(forms.TextInput):
    """A box with the unit of its number behind it."""

    template_name = "upstream/unit_box.html"

    def __init__(self, unit: Unit, attrs: dict[str, Any]) -> None:
        super().__init__(attrs)
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = speech().unit(self.unit.display or self.unit.code)
        return context

    def format_value(self, value: Any) -> str | None:
        """Show the number alone where its unit stands behind the box."""
        text = super().format_value(value)
        for unit in (self.unit.display, self.unit.code):
            if text and unit and text.endswith(f" {unit}"):
                return text.removesuffix(f" {unit}")
        return text


class Several(forms.Widget):
    """One box for each answer, and a blank one for the next. To the form it is a list."""

    template_name = "upstream/several.html"
    use_fieldset = True
    takes_list = True
    has_buttons = True

    def __init__(self, box: forms.Widget, *, most: int | None = None) -> None:
        super().__init__()
        self.box = box
        self.most = min(most or MOST_BOXES, MOST_BOXES)
        self.blanks = 1
        self.focus: int | None = None
        self.wrong: int | None = None

    @property
    def first_box(self) -> str:
        """The end of the id of the box to begin at: the first one, or the one that is wrong."""
        return f"_{self.wrong or 0}" + ("_0" if self.box.use_fieldset else "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        texts = value or []
        count = max(min(len(texts) + self.blanks, self.most), len(texts))
        shown = [*texts, *[""] * (count - len(texts))]
        context["widget"] |= {
            "boxes": [self._box(name, number, text, attrs) for number, text in enumerate(shown)],
            "may_add": count < self.most,
            "limit": self.most if self.most < MOST_BOXES else 0,
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what stands in the boxes, without the blank ones."""
        return [text for text in self.sent(data, files, name) if text.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.sent(data, files, name)

    def sent(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what stands in every box that was sent, the blank ones among them."""
        texts: list[str] = []
        while len(texts) < MOST_BOXES:
            box = f"{name}_{len(texts)}"
            if self.box.value_omitted_from_data(data, files, box):
                break
            texts.append(self.box.value_from_datadict(data, files, box) or "")
        return texts

    def _box(
        self, name: str, number: int, text: str, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        given = dict(attrs or {})
        given["id"] = f"{given.get('id', name)}_{number}"
        if number == self.focus:
            given["autofocus"] = True
        if self.wrong not in (None, number):
            given.pop("aria-invalid", None)
        context = self.box.get_context(f"{name}_{number}", text, given)
        return {**context["widget"], "text": text, "place": number, "number": number + 1}


def number_box(autocomplete: str = "", *, mode: str = "numeric") -> forms.TextInput:
    attributes = {"class": "input", "inputmode": mode} | LTR
    return forms.TextInput(attributes | ({"autocomplete": autocomplete} if autocomplete else {}))
