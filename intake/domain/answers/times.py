"""Times of the day as people type them."""

from __future__ import annotations

import re
from datetime import time

from clinic.marking import gettext_noop
from intake.domain.answers.wording import TYPE_REQUESTS, AnswerError
from intake.domain.items import Item, ItemType

HOW_TO = TYPE_REQUESTS[ItemType.TIME]
AM_OR_PM = gettext_noop("Add am or pm to the time, such as 2:30 pm")
NOT_ON_CLOCK = gettext_noop("Enter a time that is on the clock, such as 2:30 pm")
LONGEST_TIME = 40
NAMED = {
    **dict.fromkeys(("noon", "12 noon", "midday", "12:00 noon"), time(12)),
    **dict.fromkeys(("midnight", "12 midnight", "12:00 midnight"), time(0)),
    **dict.fromkeys(("mediodía", "mediodia", "al mediodía"), time(12)),
    **dict.fromkeys(("medianoche", "a medianoche"), time(0)),
}
AM = ("am", "a", "in the morning", "de la mañana")
PM = ("pm", "p", "in the afternoon", "in the evening", "de la tarde", "de la noche")
CLOCK = re.compile(
    r"(?:at |a las? )?(?P<hour>\d{1,2}?)(?:[:.h ]?(?P<minute>\d\d))?"
    r"(?::(?P<second>\d\d)(?:\.(?P<part>\d{1,6}))?)?"
    r"(?: ?h| ?o'?clock)? ?(?P<half>am|pm|a|p|in the (?:morning|afternoon|evening)|"
    r"de la (?:mañana|tarde|noche))?"
)


def clock(item: Item, text: str) -> time:
    read = read_time(text)
    least, most = item.min_value, item.max_value
    if isinstance(least, time) and read < least.replace(tzinfo=None):
        raise AnswerError(gettext_noop("Enter a time that is {least} or later"), least=least)
    if isinstance(most, time) and read > most.replace(tzinfo=None):
        raise AnswerError(gettext_noop("Enter a time that is {most} or earlier"), most=most)
    return read


def read_time(text: str) -> time:
    """Return the time. One digit alone before the minutes is no hour of 24: we ask am or pm."""
    if len(text) > LONGEST_TIME:
        raise AnswerError(HOW_TO)
    plain = re.sub(r"([ap])\. ?m\b\.?|([ap])\.$", r"\1\2m", text.casefold())
    if plain in NAMED:
        return NAMED[plain]
    match = CLOCK.fullmatch(plain)
    if match is None:
        raise AnswerError(HOW_TO)
    hour, minute = match["hour"], match["minute"]
    second, part = match["second"] or "0", (match["part"] or "").ljust(6, "0")
    half = match["half"] or ""
    if not half and (minute is None or len(hour) == 1) and not _is_of_24(hour):
        raise AnswerError(AM_OR_PM)
    try:
        return time(_hour(int(hour), half), int(minute or 0), int(second), int(part))
    except ValueError:
        raise AnswerError(NOT_ON_CLOCK) from None


def _is_of_24(hour: str) -> bool:
    return hour == "0" or int(hour) > 12


def _hour(hour: int, half: str) -> int:
    """Return the hour of 24, or raise ValueError where the two halves of the day clash."""
    if half in AM:
        if hour > 12:
            raise ValueError(hour)
        return hour % 12
    if half in PM:
        if hour == 0 or hour > 23:
            raise ValueError(hour)
        return hour % 12 + 12
    return hour
