"""The boxes in which a question of a worked case is answered; blank means not answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from intake.domain.case_answers import read_value, write_answers
from intake.domain.document import DefinitionError
from intake.domain.items import Item, ItemType
from intake.domain.values import Other, Quantity
from intake.forms.fields import fit_for_id, numbered
from intake.widgets.choosing import labelled

# A case is nobody's: there is no box for who somebody is.
OF_SOMEBODY = ("Patient.name", "Patient.telecom", "Patient.address")
OTHER, UNIT = "other", "unit"
NOT_ANSWERED = ("", "Not answered")
YES_NO = [NOT_ANSWERED, ("true", "Yes"), ("false", "No")]
MOST_BOXES = 30  # of a question with several answers; a longer list scrolls
NATIVE = {ItemType.DATE: "date", ItemType.TIME: "time", ItemType.DATETIME: "datetime-local"}
LIKE = {
    ItemType.DATE: ", such as 2026-11-20",
    ItemType.TIME: ", such as 14:30",
    ItemType.DATETIME: ", such as 2026-11-20T14:30",
}
WIDE = {"class": "vTextField"}


def is_offered(item: Item) -> bool:
    """Say whether a case can have an answer to this question typed in."""
    return (
        item.is_question
        and item.type != ItemType.ATTACHMENT
        and not item.role.startswith(OF_SOMEBODY)
    )


class QuestionBoxes:
    """One question of the form: its fields by name, and how its answer goes in and out."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.name = f"q-{fit_for_id(item.link_id)}"

    @property
    def fields(self) -> dict[str, forms.Field]:
        item = self.item
        found = {self.name: _field(item)}
        if item.type == ItemType.OPEN_CHOICE and item.options:
            found[self.named(OTHER)] = _words("Or in other words", lines=item.takes_several)
        if item.type == ItemType.QUANTITY and not item.takes_several:
            found[self.named(UNIT)] = _unit(item)
        return found

    def named(self, part: str) -> str:
        return f"{self.name}--{part}"

    def initial(self, raw: Any) -> dict[str, Any]:
        """Return what stands in the boxes for an answer, or raise DefinitionError."""
        value = read_value(self.item, raw)
        values = value if isinstance(value, tuple) else (value,)
        own = [each.text for each in values if isinstance(each, Other)]
        written = write_answers({"": value})
        given = written.get("", "")
        found: dict[str, Any] = {self.name: given}
        if own and self.item.options:
            chosen = [each for each in values if not isinstance(each, Other)]
            found = {self.name: chosen if self.item.takes_several else ""}
            found[self.named(OTHER)] = "\n".join(own)
        elif isinstance(value, Quantity):
            found = {self.name: value.value, self.named(UNIT): value.code or value.unit}
        elif self.item.type == ItemType.DATETIME and isinstance(given, str):
            found = {self.name: (given if "T" in given else f"{given}T00:00")[:16]}
        elif isinstance(given, bool):
            found = {self.name: "true" if given else "false"}
        elif isinstance(given, list) and not self.item.options:
            found = {self.name: "\n".join(_line(each) for each in given)}
        return found

    def answer(self, cleaned: Mapping[str, Any]) -> Any:
        """Return the answer as JSON, None where it is blank; or raise DefinitionError."""
        raw = _READ.get(self.item.type, _as_it_is)(self, cleaned)
        value = read_value(self.item, raw)
        return write_answers({"": value}).get("")


def _field(item: Item) -> forms.Field:
    common: dict[str, Any] = {"label": numbered(item), "required": False}
    if item.type == ItemType.BOOLEAN:
        return forms.ChoiceField(choices=YES_NO, **common)
    if item.is_choice and item.options:
        choices = [(option.code, labelled(option)) for option in item.options]
        if not item.takes_several:
            return forms.ChoiceField(choices=[NOT_ANSWERED, *choices], **common)
        many = len(choices) > MOST_BOXES
        widget = forms.SelectMultiple if many else forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, **common)
    if item.takes_several:
        field = _words(common["label"], lines=True)
        field.help_text = f"One answer a line{LIKE.get(item.type, '')}."
        return field
    if item.type == ItemType.INTEGER:
        return forms.IntegerField(**common)
    if item.type in (ItemType.DECIMAL, ItemType.QUANTITY):
        return forms.DecimalField(**common)
    if item.type in NATIVE:
        return forms.CharField(widget=forms.TextInput({"type": NATIVE[item.type]}), **common)
    return _words(common["label"], lines=item.type == ItemType.TEXT)


def _words(label: str, *, lines: bool) -> forms.Field:
    widget = forms.Textarea({**WIDE, "rows": 2}) if lines else forms.TextInput(WIDE)
    return forms.CharField(label=label, required=False, max_length=2_000, widget=widget)


def _unit(item: Item) -> forms.Field:
    if not item.units:
        return forms.CharField(label="Unit", required=False, max_length=50)
    units = [(unit.code or unit.display, unit.display or unit.code) for unit in item.units]
    return forms.ChoiceField(label="Unit", choices=units, required=False)


def _yes_or_no(boxes: QuestionBoxes, cleaned: Mapping[str, Any]) -> Any:
    return {"true": True, "false": False}.get(cleaned.get(boxes.name, ""))


def _with_own_words(boxes: QuestionBoxes, cleaned: Mapping[str, Any]) -> Any:
    chosen, own = cleaned.get(boxes.name), cleaned.get(boxes.named(OTHER), "")
    lines = [line.strip() for line in own.splitlines() if line.strip()]
    if not boxes.item.options:
        return _as_it_is(boxes, cleaned)
    if boxes.item.takes_several:
        return [*(chosen or []), *lines]
    if chosen and lines:
        raise DefinitionError("choose an answer, or write other words: not both.")
    return lines[0] if lines else chosen


def _amount(boxes: QuestionBoxes, cleaned: Mapping[str, Any]) -> Any:
    if boxes.item.takes_several:
        return _numbers(boxes, cleaned)
    value, named = cleaned.get(boxes.name), cleaned.get(boxes.named(UNIT), "")
    if value is None:
        return None
    unit = next((unit for unit in boxes.item.units if named in (unit.code, unit.display)), None)
    if unit is None:
        return {"value": value, "unit": named}
    return {"value": value, "unit": unit.display, "code": unit.code, "system": unit.system}


def _numbers(boxes: QuestionBoxes, cleaned: Mapping[str, Any]) -> Any:
    given = cleaned.get(boxes.name)
    if not boxes.item.takes_several:
        return given
    try:
        field = forms.DecimalField()
        return [field.clean(line) for line in (given or "").split()]
    except forms.ValidationError as error:
        raise DefinitionError("write a number a line.") from error


def _as_it_is(boxes: QuestionBoxes, cleaned: Mapping[str, Any]) -> Any:
    given = cleaned.get(boxes.name)
    if isinstance(given, str) and boxes.item.takes_several:
        return [line.strip() for line in given.splitlines() if line.strip()]
    return given


def _line(value: Any) -> str:
    return str(value["value"]) if isinstance(value, dict) else str(value)


_READ: dict[ItemType, Callable[[QuestionBoxes, Mapping[str, Any]], Any]] = {
    ItemType.BOOLEAN: _yes_or_no,
    ItemType.OPEN_CHOICE: _with_own_words,
    ItemType.QUANTITY: _amount,
    ItemType.INTEGER: _numbers,
    ItemType.DECIMAL: _numbers,
}
