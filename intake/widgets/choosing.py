"""Which widget a question gets: what its author asked for, if it works for everybody."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

from clinic.asking import LTR, Pair, YesNo
from intake.domain import leg_maps
from intake.domain.answers import OTHER
from intake.domain.items import Item, ItemType, Option
from intake.speaking import speech
from intake.widgets.boxes import DateBoxes, DateTimeBoxes, QuantityBoxes, Several, UnitBox
from intake.widgets.choices import Finder, OpenChoices
from intake.widgets.files import FilesBox
from intake.widgets.leg_map import LegMap

YES_NO = (("true", _("Yes")), ("false", _("No")))
AUTOCOMPLETE = {
    "Patient.name": "name",
    "Patient.name.given": "given-name",
    "Patient.name.family": "family-name",
    "Patient.telecom": "tel",
    "Patient.address": "street-address",
    "Patient.address.line": "address-line1",
    "Patient.address.city": "address-level2",
    "Patient.address.state": "address-level1",
    "Patient.address.postalCode": "postal-code",
    "Patient.address.country": "country-name",
}
FEW = 12  # answers that are all in sight, whatever the author asked for
MANY = 30  # answers that nobody wants to read through
MANY_TO_SELECT = 100  # or to scroll through on a phone
SHORT = 8  # letters of each of two answers that stand side by side
LONG = 300  # letters that want more than one line
PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif"
EVERY_FILE = f"{PICTURES},application/pdf"
# What may be sent: where there is room for one, and for several
ANY_FILE = (
    _("A photo (JPG, PNG or HEIC) or a PDF, up to 10 MB"),
    _("Photos (JPG, PNG or HEIC) and PDF files, up to 10 MB each"),
)
PAPER = (_("One PDF file, up to 10 MB"), _("PDF files, up to 10 MB each"))
PICTURE = (_("JPG, PNG or HEIC, up to 10 MB"), _("JPG, PNG or HEIC, up to 10 MB each"))


def widget_for(item: Item) -> forms.Widget:
    """Return the boxes, rows or lists in which this question is answered."""
    if item.type == ItemType.ATTACHMENT:
        return _files(item)
    if item.is_choice:
        return _choice(item)
    box = BOXES.get(item.type, _line)(item)
    return Several(box, most=item.max_occurs) if item.takes_several else box


def labelled(option: Option) -> str:
    return f"{option.prefix} {option.display}" if option.prefix else option.display


def _choice(item: Item) -> forms.Widget:
    if not item.options:
        return _own_words(item)
    count, is_open = len(item.options), item.type == ItemType.OPEN_CHOICE
    is_selected = item.control == "drop-down" and not item.takes_several
    most = MANY_TO_SELECT if is_selected else FEW if item.control == "autocomplete" else MANY
    if count > most:
        return Finder(
            item.options, takes_several=item.takes_several, is_open=is_open, label=labelled
        )
    choices = [(option.code, labelled(option)) for option in item.options]
    options: ChoiceWidget
    if item.takes_several and item.control == leg_maps.CONTROL and leg_maps.spots(item.options):
        options = LegMap(item.options, choices=choices)
    elif item.takes_several:
        options = forms.CheckboxSelectMultiple(choices=choices)
    elif is_selected:
        options = forms.Select({"class": "input"}, choices=[("", _("Choose an answer")), *choices])
    elif count == 2 and not is_open and all(len(label) <= SHORT for _code, label in choices):
        options = Pair(choices=choices)
    else:
        options = forms.RadioSelect(choices=choices)
    return OpenChoices(options, item.other_label) if is_open else options


def _own_words(item: Item) -> forms.Widget:
    """A list that we do not have is answered in the person's own words."""
    box = OwnWords({"class": "input"})
    return Several(box, most=item.max_occurs) if item.takes_several else box


def _files(item: Item) -> forms.Widget:
    kinds = set(item.mime_types)
    pictures = not kinds or any(kind.startswith(("image/", "*")) for kind in kinds)
    papers = not kinds or bool(kinds & {"application/pdf", "application/*", "*/*"})
    if pictures and papers:
        accept, (one, several) = EVERY_FILE, ANY_FILE
    elif papers:
        accept, (one, several) = "application/pdf", PAPER
    else:
        accept, (one, several) = PICTURES, PICTURE
    most = item.max_occurs if item.takes_several else 1
    return FilesBox(accept=accept, most=most, words=one if most == 1 else several)


class OwnWords(forms.TextInput):
    """A box for own words. To the form they say that they are none of the options."""

    def format_value(self, value: Any) -> str | None:
        return super().format_value(value.removeprefix(OTHER) if value else value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        text = (super().value_from_datadict(data, files, name) or "").strip()
        return f"{OTHER}{text}" if text else ""


def _line(item: Item) -> forms.Widget:
    if item.control == "text-box" or (item.max_length or 0) > LONG:
        return _text(item)
    attributes: dict[str, Any] = {"class": "input"}
    if item.role in AUTOCOMPLETE:
        attributes["autocomplete"] = AUTOCOMPLETE[item.role]
    if item.role == "Patient.telecom":
        attributes |= {"class": "input w-s", "type": "tel", "inputmode": "tel"} | LTR
    if item.type == ItemType.URL:
        attributes |= {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"} | LTR
    if item.type == ItemType.TIME:
        attributes |= {"class": "input w-xs"} | LTR
    return forms.TextInput(attributes)


def _text(item: Item) -> forms.Widget:
    return forms.Textarea({"class": "input", "rows": 5})


def _number(item: Item) -> forms.Widget:
    attributes = {"class": "input w-xs"} | LTR
    least = item.min_quantity.value if item.min_quantity else item.min_value
    if not (isinstance(least, int | Decimal) and least < 0):  # phones' numbers have no minus
        whole = item.type == ItemType.INTEGER
        attributes["inputmode"] = "numeric" if whole else "decimal"
    return UnitBox(item.units[0], attributes) if item.units else forms.TextInput(attributes)


def _quantity(item: Item) -> forms.Widget:
    if len(item.units) > 1:
        names = [(u.code or u.display, speech().unit(u.display or u.code)) for u in item.units]
        return QuantityBoxes(names)
    box = _number(item)
    if not item.units:  # then the unit is typed, too
        box.attrs |= {"class": "input w-s", "inputmode": "text"}
    return box


def _yes_no(item: Item) -> forms.Widget:
    return YesNo(choices=YES_NO)


def _date(item: Item) -> forms.Widget:
    return DateBoxes(is_birthday=item.role == "Patient.birthDate")


def _date_time(item: Item) -> forms.Widget:
    return DateTimeBoxes()


BOXES: dict[ItemType, Callable[[Item], forms.Widget]] = {
    ItemType.BOOLEAN: _yes_no,
    ItemType.INTEGER: _number,
    ItemType.DECIMAL: _number,
    ItemType.QUANTITY: _quantity,
    ItemType.DATE: _date,
    ItemType.DATETIME: _date_time,
    ItemType.TEXT: _text,
}
