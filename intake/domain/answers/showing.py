"""Values shown: in words to read, and as they were typed, to be changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from clinic import phone
from clinic.marking import gettext_noop, ngettext_lazy
from intake.domain.answers import dates, quantities, texts
from intake.domain.answers.choices import OTHER
from intake.domain.attachments import attachments
from intake.domain.attachments import in_words as count_in_words
from intake.domain.items import Item, ItemType
from intake.domain.speech import ENGLISH, Speech, english_time
from intake.domain.values import Attachment, Instances, Other, Quantity, Single, Value

NOT_ANSWERED = gettext_noop("Not answered")
GIVEN = ngettext_lazy("{number} given", "{number} given")


def show(
    item: Item, value: Value | None, *, zone: tzinfo | None = None, speech: Speech = ENGLISH
) -> str:
    """Return an answer in words, as the person would say it; lines stay lines.

    A moment is shown as clocks in `zone` have it, or else as it was typed.
    """
    if value is None:
        return speech.say(NOT_ANSWERED)
    if isinstance(value, Instances):
        return speech.say(GIVEN, number=len(value.numbers))
    if files := attachments(value):
        return count_in_words(files, speech)
    if not isinstance(value, tuple):
        return _one(item, value, zone, speech)
    shown = [_one(item, each, zone, speech) for each in value]
    if item.type == ItemType.TEXT:
        return "\n".join(shown)
    # A date has a comma of its own.
    has_commas = not item.is_choice and any("," in words for words in shown)
    return ("; " if has_commas else ", ").join(shown)


def typed(item: Item, value: Value | None, *, zone: tzinfo = UTC) -> list[str]:
    """Return a value as the person would find it in the boxes again: what `check` takes back.

    It is the same in every language, so that a page can change its language and keep its boxes.
    """
    if value is None or isinstance(value, Instances):
        return []
    values = value if isinstance(value, tuple) else (value,)
    return [_typed(item, each, zone) for each in values if not isinstance(each, Attachment)]


def _one(item: Item, value: Single, zone: tzinfo | None, speech: Speech) -> str:
    match value:
        case Other():
            return value.text
        case datetime():
            return speech.words(_here(value, zone) if zone else value)
        case str() if item.is_choice:
            return _option(item, value)
        case str() if texts.is_phone(item):
            return phone.show(value)
        case int() | Decimal() if item.units and not isinstance(value, bool):
            unit = item.units[0]
            return speech.words(Quantity(Decimal(value), unit.display, unit.code))
    return speech.words(value)


def _option(item: Item, key: str) -> str:
    option = item.option(key)
    if option is None:
        return key
    return f"{option.prefix} {option.display}".strip()


def _typed(item: Item, value: Single, zone: tzinfo) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Other():
            return f"{OTHER}{value.text}"
        case Quantity():
            return f"{value.value:f} {quantities.typed_unit(item, value)}".strip()
        case datetime():
            here = _here(value, zone)
            clock = f"{english_time(here.time())} {dates.zone_name(here)}".strip()
            return f"{_boxes(here)} {clock}"
        case date():
            return _boxes(value)
        case str() if texts.is_phone(item):
            return phone.show(value)
        case int() | str():
            return str(value)
    return ENGLISH.words(value)


def _boxes(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year:04}"


def _here(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:  # at the ends of the calendar
        return moment
