"""The words of answers: what we ask of a person who must do something, and values in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from clinic import phone
from intake.domain import units
from intake.domain.items import Item, ItemType
from intake.domain.values import Quantity

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MOST_UNITS = 6  # in a sentence

# What to do about a question that must be answered and was not
TYPE_REQUESTS = {
    ItemType.BOOLEAN: "Choose yes or no",
    ItemType.CHOICE: "Choose one answer",
    ItemType.OPEN_CHOICE: "Choose one answer, or write your own",
    ItemType.INTEGER: "Enter a number",
    ItemType.DECIMAL: "Enter a number",
    ItemType.DATE: "Enter the month, the day and the year, such as 4 12 1958",
    ItemType.DATETIME: "Enter the date and the time, such as 4 12 1958, 2:30 pm",
    ItemType.TIME: "Enter the time, such as 2:30 pm",
    ItemType.URL: "Enter a web address, such as example.com",
    ItemType.ATTACHMENT: "Add a photo or a file",
}
SEVERAL_REQUESTS = {
    ItemType.CHOICE: "Choose at least one answer",
    ItemType.OPEN_CHOICE: "Choose at least one answer, or write your own",
}
ROLE_REQUESTS = {
    "Patient.name": "Enter your full name",
    "Patient.telecom": phone.HOW_TO,
}


class AnswerError(Exception):
    """An answer cannot be taken. The message tells the person what to do.

    Where one of several answers is meant, `place` says which, from 0.
    """

    def __init__(self, message: str, *, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


def request(item: Item) -> str:
    """Return what to do about a question that needs an answer."""
    if item.role in ROLE_REQUESTS:
        return ROLE_REQUESTS[item.role]
    if item.is_choice and item.value_set and not item.options:
        return "Enter an answer"
    if item.type == ItemType.QUANTITY:
        return amount_request(units_in_words(item))
    if item.type == ItemType.ATTACHMENT and item.mime_types:
        only_pictures = all(kind.startswith("image/") for kind in item.mime_types)
        return "Add a photo" if only_pictures else TYPE_REQUESTS[item.type]
    if item.takes_several and item.type in SEVERAL_REQUESTS:
        return SEVERAL_REQUESTS[item.type]
    return TYPE_REQUESTS.get(item.type, "Enter an answer")


def amount_request(names: Sequence[str]) -> str:
    """Return what to do about a question for a number with a unit."""
    match len(names):
        case 0:
            return "Enter a number with its unit, such as 5 mg"
        case 1:
            return f"Enter a number in {names[0]}, such as 5.5"
        case few if few <= MOST_UNITS:
            return f"Enter a number with its unit: {either(names)}"
    return "Enter a number with one of the units that you can choose"


def units_in_words(item: Item) -> list[str]:
    return [unit_in_words(unit.display or unit.code) for unit in item.units]


def unit_in_words(name: str, *, is_one: bool = False) -> str:
    """Return what people call a unit, also where a definition names it by its code alone."""
    called = units.SHOWN.get(name, name)
    return (units.SINGULARS if is_one else units.PLURALS).get(called, called)


def either(words: Sequence[str]) -> str:
    """Return words as one chooses among them: a, b or c."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def day_in_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def time_in_words(clock: time) -> str:
    """Return 2:30 pm; seconds only where there are some."""
    seconds = f":{clock.second:02}" if clock.second or clock.microsecond else ""
    parts = f".{clock.microsecond:06}".rstrip("0") if clock.microsecond else ""
    half = "pm" if clock.hour >= 12 else "am"
    return f"{(clock.hour + 11) % 12 + 1}:{clock.minute:02}{seconds}{parts} {half}"


def moment_in_words(moment: datetime) -> str:
    return f"{day_in_words(moment)}, {time_in_words(moment.time())}"


def amount_in_words(amount: Quantity) -> str:
    unit = unit_in_words(amount.unit or amount.code, is_one=amount.value == 1)
    gap = "" if not unit or unit == "%" else " "
    return f"{amount.value:f}{gap}{unit}"


def in_words(value: bool | int | Decimal | date | time | Quantity | str) -> str:
    """Return one value that is no option and no file, as the person would say it."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return moment_in_words(value)
        case date():
            return day_in_words(value)
        case time():
            return time_in_words(value)
        case Quantity():
            return amount_in_words(value)
    return str(value)
