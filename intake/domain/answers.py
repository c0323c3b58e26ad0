"""Answers as people type them, made into values; and values shown in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from clinic import phone
from intake.domain.attachments import attachments, in_words
from intake.domain.items import Item, ItemType
from intake.domain.values import Value

LONGEST_STRING = 255
LONGEST_TEXT = 4000
LONGEST_INTEGER = 9  # digits; FHIR's integers end at 2,147,483,647
LONGEST_DECIMAL = 15  # characters; JSON keeps 15 digits of a number everywhere
LONGEST_DATE = 40
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
INTEGER = re.compile(rf"[+-]?\d{{1,{LONGEST_INTEGER}}}")
DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# What to do about a question that must be answered and was not, by (type, several answers)
TYPE_REQUESTS = {
    (ItemType.BOOLEAN, False): "Choose yes or no",
    (ItemType.CHOICE, False): "Choose one answer",
    (ItemType.CHOICE, True): "Choose at least one answer",
    (ItemType.INTEGER, False): "Enter a number",
    (ItemType.DECIMAL, False): "Enter a number",
    (ItemType.DATE, False): "Enter the month, the day and the year, such as 4 12 1958",
    (ItemType.STRING, False): "Enter an answer",
    (ItemType.TEXT, False): "Enter an answer",
}
ROLE_REQUESTS = {
    "Patient.name": "Enter your full name",
    "Patient.telecom": phone.HOW_TO,
}


class AnswerError(Exception):
    """An answer cannot be taken. The message tells the person what to do."""


def check(item: Item, raw: Sequence[str]) -> Value | None:
    """Return the value of what was typed or chosen, or None where the question was left blank.

    This is the one place for types, limits and options. Raises AnswerError.
    """
    given = [cleaned for text in raw if (cleaned := _clean(text, item))]
    if not given:
        if item.required:
            raise AnswerError(_request(item))
        return None
    if item.takes_several:
        return _choices(item, given)
    return READERS[item.type](item, given[0])


def show(item: Item, value: Value | None) -> str:
    """Return an answer in words, as the person would say it; lines stay lines."""
    if value is None:
        return "Not answered"
    if files := attachments(value):
        return in_words(files)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"
    if isinstance(value, tuple):
        return ", ".join(_display(item, code) for code in value)
    if item.type == ItemType.CHOICE:
        return _display(item, str(value))
    if item.role == "Patient.telecom":
        return phone.show(str(value))
    return str(value)


def _clean(text: str, item: Item) -> str:
    """Normalise what keyboards and clipboards bring: odd spaces, full-width digits, controls."""
    if item.type == ItemType.CHOICE:
        return text  # a code, which nobody typed
    unwanted = {"Cc", "Cs"}
    if item.type == ItemType.TEXT:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        text = " ".join(text.split())
    if item.type in (ItemType.INTEGER, ItemType.DECIMAL, ItemType.DATE):
        unwanted.add("Cf")
        # A full-width 5 is a 5; but 5² is no 52.
        text = "".join(
            letter
            if unicodedata.category(letter) == "No"
            else unicodedata.normalize("NFKC", letter)
            for letter in text
        )
    kept = (
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in unwanted
    )
    return "".join(kept).strip()


def _request(item: Item) -> str:
    if item.role in ROLE_REQUESTS:
        return ROLE_REQUESTS[item.role]
    return TYPE_REQUESTS[item.type, item.takes_several]


def _boolean(item: Item, text: str) -> bool:
    if text not in ("true", "false"):
        raise AnswerError(_request(item))
    return text == "true"


def _choice(item: Item, text: str) -> str:
    if text not in {option.code for option in item.options}:
        raise AnswerError(_request(item))
    return text


def _choices(item: Item, given: list[str]) -> tuple[str, ...]:
    chosen = [option for option in item.options if option.code in given]
    if len(chosen) < len(set(given)):
        raise AnswerError(_request(item))
    alone = next((option for option in chosen if option.exclusive), None)
    if alone and len(chosen) > 1:
        raise AnswerError(f"Choose “{alone.display}” alone, or take it away and keep the others")
    return tuple(option.code for option in chosen)


def _integer(item: Item, text: str) -> int:
    digits = _without_thousands(text)
    if not INTEGER.fullmatch(digits):
        raise AnswerError("Enter a whole number, such as 58")
    number = int(digits)
    _check_range(item, number)
    return number


def _decimal(item: Item, text: str) -> Decimal:
    digits = _without_thousands(text)
    if len(digits) > LONGEST_DECIMAL or not DECIMAL.fullmatch(digits):
        raise AnswerError("Enter a number, such as 5.5")
    _, _, places = digits.partition(".")
    if item.max_decimals is not None and len(places) > item.max_decimals:
        raise AnswerError(_too_precise(item.max_decimals))
    number = Decimal(digits)
    _check_range(item, number)
    return number


def _without_thousands(text: str) -> str:
    """Read 1,234 as the United States do; elsewhere a comma is a point."""
    return text.replace(",", "") if THOUSANDS.fullmatch(text) else text.replace(",", ".")


def _too_precise(places: int) -> str:
    match places:
        case 0:
            return "Enter a whole number, such as 58"
        case 1:
            return "Enter at most 1 digit after the point"
    return f"Enter at most {places} digits after the point"


def _check_range(item: Item, number: int | Decimal) -> None:
    least, most = item.min_value, item.max_value
    if least is not None and not isinstance(least, date) and number < least:
        raise AnswerError(f"Enter a number that is {least} or more")
    if most is not None and not isinstance(most, date) and number > most:
        raise AnswerError(f"Enter a number that is {most} or less")


def _check_days(item: Item, day: date) -> None:
    if isinstance(item.min_value, date) and day < item.min_value:
        raise AnswerError(f"Enter a date that is {show(item, item.min_value)} or later")
    if isinstance(item.max_value, date) and day > item.max_value:
        raise AnswerError(f"Enter a date that is {show(item, item.max_value)} or earlier")


def _date(item: Item, text: str) -> date:
    """Read month, day, year as US Americans write them, or year-month-day."""
    if len(text) > LONGEST_DATE:
        raise AnswerError(TYPE_REQUESTS[ItemType.DATE, False])
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = iso.groups()
    elif us := re.fullmatch(r"([^\W\d]+\.?|\d{1,2}|)[ /.,-]+(\d{1,2}|)[ /.,-]+(\d*)", text):
        month, day, year = us.groups()
    else:
        raise AnswerError(TYPE_REQUESTS[ItemType.DATE, False])
    if not month:
        raise AnswerError("Enter the month, such as 4 for April")
    if not day:
        raise AnswerError("Enter the day of the month, such as 12")
    if len(year) != 4:
        raise AnswerError("Enter the year with 4 digits, such as 1958")
    try:
        typed = date(int(year), _month(month), int(day))
    except ValueError:
        raise AnswerError("Enter a date that is in the calendar, such as 4 12 1958") from None
    _check_days(item, typed)
    return typed


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    start = text.rstrip(".").casefold()
    for number, name in enumerate(MONTHS, start=1):
        if len(start) >= 3 and name.casefold().startswith(start):
            return number
    raise AnswerError("Enter the month as a number, such as 4 for April")


def _string(item: Item, text: str) -> str:
    if item.role == "Patient.telecom":
        try:
            return phone.parse(text)
        except phone.PhoneError as error:
            raise AnswerError(str(error)) from error
    if item.role == "Patient.name" and not any(character.isalpha() for character in text):
        raise AnswerError("Enter your name in letters")
    return _limited(text, item.max_length or LONGEST_STRING)


def _text(item: Item, text: str) -> str:
    return _limited(text, item.max_length or LONGEST_TEXT)


def _limited(text: str, longest: int) -> str:
    if len(text) > longest:
        raise AnswerError(
            f"Make this shorter. It has {len(text):,} characters; we can take {longest:,}"
        )
    return text


def _display(item: Item, code: str) -> str:
    return next((option.display for option in item.options if option.code == code), code)


READERS: dict[ItemType, Callable[[Item, str], Value]] = {
    ItemType.BOOLEAN: _boolean,
    ItemType.CHOICE: _choice,
    ItemType.INTEGER: _integer,
    ItemType.DECIMAL: _decimal,
    ItemType.DATE: _date,
    ItemType.STRING: _string,
    ItemType.TEXT: _text,
}
