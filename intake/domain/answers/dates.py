"""Dates as people in the United States type them, and moments: a date with a time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from intake.domain.answers import times
from intake.domain.answers.wording import MONTHS, TYPE_REQUESTS, AnswerError, day_in_words, in_words
from intake.domain.items import Item, ItemType

LONGEST_DATE = 40
LONGEST_MOMENT = 80
HOW_TO = TYPE_REQUESTS[ItemType.DATE]
NOT_IN_CALENDAR = "Enter a date that is in the calendar, such as 4 12 1958"

YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(
    r"([^\W\d]+\.?|\d{1,2}|)[ /.,-]+(\d{1,2}|)(?:(?<=\d)(?:st|nd|rd|th))?[ /.,-]+(\d*)",
    re.IGNORECASE,
)
WITHOUT_GAPS = re.compile(r"(\d\d)(\d\d)(\d{4})")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.I)
ZONE_NAME = re.compile(r"(?!AM|PM)[A-Z]{2,5}|[+-]\d{2,4}")
# A date ends with its year, or where the second slash of the boxes has what may be one.
DATE_THEN_TIME = (
    re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[ ,]+(?:at )?|T)(.+)", re.I),
    re.compile(r"([^:]*?[ /.,-]\d{4})[ ,]+(?:at )?(.+)", re.I),
    re.compile(r"([^/]*/[^/]*/\d*)[ ,]+(?:at )?(.+)", re.I),
)


def day(item: Item, text: str) -> date:
    read = read_day(text)
    check_days(item, read)
    return read


def moment(item: Item, text: str, zone: tzinfo) -> date:
    """Return the moment, or the day alone where no time was typed. `zone` is the patient's.

    A moment carries its distance from UTC, so that it stays the same wherever it is read.
    """
    if len(text) > LONGEST_MOMENT:
        raise AnswerError(HOW_TO)
    read = _instant(text, zone) if INSTANT.fullmatch(text) else _local(text, zone)
    check_days(item, read, zone)
    return read


def read_day(text: str) -> date:
    """Read month, day, year as US Americans write them, or year-month-day."""
    if len(text) > LONGEST_DATE:
        raise AnswerError(HOW_TO)
    if iso := YEAR_FIRST.fullmatch(text):
        year, month, day = iso.groups()
    elif us := (MONTH_FIRST.fullmatch(text) or WITHOUT_GAPS.fullmatch(text)):
        month, day, year = us.groups()
    else:
        raise AnswerError(HOW_TO)
    if not month:
        raise AnswerError("Enter the month, such as 4 for April")
    if not day:
        raise AnswerError("Enter the day of the month, such as 12")
    if len(year) != 4:
        raise AnswerError("Enter the year with 4 digits, such as 1958")
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        raise AnswerError(NOT_IN_CALENDAR) from None


def check_days(item: Item, typed: date, zone: tzinfo = UTC) -> None:
    """Refuse what is before or after the limits. A limit without a time is a whole day."""
    least, most = item.min_value, item.max_value
    if isinstance(least, date) and _is_before(typed, least, zone):
        raise AnswerError(f"Enter a date that is {in_words(_here(least, zone))} or later")
    if isinstance(most, date) and _is_before(most, typed, zone):
        raise AnswerError(f"Enter a date that is {in_words(_here(most, zone))} or earlier")


def zone_name(here: datetime) -> str:
    """Return what tells the second of two equal clock times from the first, or nothing."""
    first, second = (here.replace(fold=fold).utcoffset() for fold in (0, 1))
    return (here.tzname() or "") if here.fold and first != second else ""


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    start = text.rstrip(".").casefold()
    for number, name in enumerate(MONTHS, start=1):
        if len(start) >= 3 and name.casefold().startswith(start):
            return number
    raise AnswerError("Enter the month as a number, such as 4 for April")


def _instant(text: str, zone: tzinfo) -> datetime:
    try:
        return _fixed(datetime.fromisoformat(text.upper()).astimezone(zone))
    except (ValueError, OverflowError):
        raise AnswerError(NOT_IN_CALENDAR) from None


def _local(text: str, zone: tzinfo) -> date:
    parts = next(filter(None, (pattern.fullmatch(text) for pattern in DATE_THEN_TIME)), None)
    if parts is None:
        return read_day(text)
    day, typed = read_day(parts[1]), parts[2]
    clock, _, name = typed.rpartition(" ")
    if not ZONE_NAME.fullmatch(name) or not clock:
        clock, name = typed, ""
    return _at(datetime.combine(day, times.read_time(clock)), zone, name)


def _at(wall: datetime, zone: tzinfo, name: str = "") -> datetime:
    """Return the moment when a clock in this zone shows that. Of two, the first or the named."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    early, late = (each.utcoffset() or timedelta() for each in (first, second))
    if early < late:
        raise AnswerError(
            f"Enter another time. The clocks went forward on {day_in_words(wall)}, "
            "and this time was left out"
        )
    chosen = next((each for each in (first, second) if name in ("", each.tzname())), None)
    if chosen is None:
        raise AnswerError(f"Enter the time as it is at the clinic, without “{name}”")
    try:
        return _fixed(chosen)
    except OverflowError:
        raise AnswerError(NOT_IN_CALENDAR) from None


def _fixed(moment: datetime) -> datetime:
    """Return the same moment with nothing but its distance from UTC, in whole minutes."""
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):  # before there were time zones
        return moment.astimezone(UTC)
    return moment.replace(tzinfo=timezone(offset), fold=0)


def _is_before(one: date, other: date, zone: tzinfo) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return _aware(one, zone) < _aware(other, zone)
    return _day(one, zone) < _day(other, zone)


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _here(moment: date, zone: tzinfo) -> date:
    """Return a moment as clocks here show it; a day is the same day everywhere."""
    if not isinstance(moment, datetime):
        return moment
    try:
        return _aware(moment, zone).astimezone(zone)
    except OverflowError:
        return moment


def _day(moment: date, zone: tzinfo) -> date:
    here = _here(moment, zone)
    return here.date() if isinstance(here, datetime) else here
