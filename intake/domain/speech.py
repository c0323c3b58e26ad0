"""How the domain says things: in English by itself, or as the speech that it is handed does.

A message is an English template with named places. What stands in them are values (days, amounts,
numbers), so that each language writes them in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from clinic.marking import Plural, gettext_noop
from intake.domain import units
from intake.domain.values import Quantity

Template = str | Plural
"""A message; a Plural goes by what stands in its place `number`."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Count(int):
    """How many of something there are: a number whose thousands are written apart."""


@dataclass(frozen=True)
class Choice:
    """Words that one chooses among: a, b or c. `are_units` says that they are units of measure."""

    words: tuple[str, ...]
    are_units: bool = False


@dataclass(frozen=True)
class Sentence:
    """A message with what stands in its places."""

    template: Template
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Inner:
    """A sentence that goes on after a colon."""

    sentence: Sentence


def english_plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def english_date(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def english_time(clock: time) -> str:
    """Return 2:30 pm; seconds only where there are some."""
    half = "pm" if clock.hour >= 12 else "am"
    return f"{(clock.hour + 11) % 12 + 1}:{clock.minute:02}{seconds_of(clock)} {half}"


def seconds_of(clock: time) -> str:
    """Return what follows the minutes of a clock: nothing, or seconds and their parts."""
    seconds = f":{clock.second:02}" if clock.second or clock.microsecond else ""
    parts = f".{clock.microsecond:06}".rstrip("0") if clock.microsecond else ""
    return f"{seconds}{parts}"


def plain_number(number: int | Decimal) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def english_count(number: int) -> str:
    return f"{number:,}"


@dataclass(frozen=True)
class Speech:
    """What makes words of messages and values, in one language.

    `gettext` and `ngettext` translate a message, or return it as it is. `months` are the names
    that people may type.
    """

    gettext: Callable[[str], str] = str
    ngettext: Callable[[str, str, int], str] = english_plural
    date: Callable[[date], str] = english_date
    time: Callable[[time], str] = english_time
    number: Callable[[int | Decimal], str] = plain_number
    count: Callable[[int], str] = english_count
    months: tuple[str, ...] = MONTHS

    def say(self, template: Template, /, **params: Any) -> str:
        """Return a message in words. One that a translator broke is said in English."""
        spoken = {name: self.words(value) for name, value in params.items()}
        try:
            return (
                self._translated(template, params).format_map(spoken)
                if params
                else (self._translated(template, params))
            )
        except (KeyError, IndexError, ValueError):
            return ENGLISH.say(template, **params)

    def words(self, value: Any) -> str:
        """Return a value as a person of this language would say it; words stay as they are."""
        match value:
            case bool():
                return self.gettext(YES if value else NO)
            case Count():
                return self.count(value)
            case int() | Decimal():
                return self.number(value)
            case datetime():
                return self.say(MOMENT, day=value.date(), time=value.time())
            case date():
                return self.date(value)
            case time():
                return self.time(value)
            case Quantity():
                return self.amount(value)
            case Choice():
                return self.either(value)
            case Sentence():
                return self.say(value.template, **value.params)
            case Inner():
                words = self.words(value.sentence)
                return f"{words[:1].lower()}{words[1:]}"
        return str(value)

    def unit(self, name: str, *, is_one: bool = False) -> str:
        """Return what people call a unit, also where a definition names it by its code alone."""
        called = units.SHOWN.get(name, name)
        called = (units.SINGULARS if is_one else units.PLURALS).get(called, called)
        return self.gettext(called) if called else ""

    def amount(self, amount: Quantity) -> str:
        unit = self.unit(amount.unit or amount.code, is_one=amount.value == 1)
        gap = "" if not unit or unit == "%" else " "
        return f"{self.number(amount.value)}{gap}{unit}"

    def either(self, choice: Choice) -> str:
        words = [self.unit(word) if choice.are_units else word for word in choice.words]
        *first, last = words
        return self.say(OR, first=", ".join(first), last=last) if first else last

    def _translated(self, template: Template, params: Mapping[str, Any]) -> str:
        if isinstance(template, str):
            return self.gettext(template)
        return self.ngettext(template.one, template.many, int(params["number"]))


YES, NO = gettext_noop("Yes"), gettext_noop("No")
MOMENT = gettext_noop("{day}, {time}")
OR = gettext_noop("{first} or {last}")

ENGLISH = Speech()
