"""Dates as people in the United States type them, and moments: a date with a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from clinic.marking import gettext_noop
from intake.domain.answers import times
from intake.domain.answers.wording import TYPE_REQUESTS, AnswerError
from intake.domain.items import Item, ItemType
from intake.domain.speech import MONTHS

Months = Sequence[str]

LONGEST_DATE = 40
LONGEST_MOMENT = 80
HOW_TO = TYPE_REQUESTS[ItemType.DATE]
NOT_IN_CALENDAR = gettext_noop("Enter a date that is in the calendar, such as 4 12 1958")
NO_MONTH = gettext_noop("Enter the month, such as 4 for April")
NO_DAY = gettext_noop("Enter the day of the month, such as 12")
NO_YEAR = gettext_noop("Enter the year with 4 digits, such as 1958")
ODD_MONTH = gettext_noop("Enter the month as a number, such as 4 for April")
TOO_EARLY = gettext_noop("Enter a date that is {least} or later")
TOO_LATE = gettext_noop("Enter a date that is {most} or earlier")
LEFT_OUT = gettext_noop(
    "Enter another time. The clocks went forward on {day}, and this time was left out"
)
OTHER_ZONE = gettext_noop("Enter the time as it is at the clinic, without “{zone}”")

YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(
    r"([^\W\d]+\.?|\d{1,2}|)[ /.,-]+(\d{1,2}|)(?:(?<=\d)(?:st|nd|rd|th))?[ /.,-]+(\d*)",
    re.IGNORECASE,
)
# As other languages have it: 12 de abril de 1958. In English, it is not what we ask for.
DAY_FIRST = re.compile(
    r"(\d{1,2})(?:[.oaº]|er|ro)?[ /.,-]+(?:de |of )?([^\W\d]{3,}\.?)[ /.,-]+(?:de |del )?(\d*)",
    re.IGNORECASE,
)
WITHOUT_GAPS = re.compile(r"(\d\d)(\d\d)(\d{4})")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.I)
ZONE_NAME = re.compile(r"(?!AM|PM)[A-Z]{2,5}|[+-]\d{2,4}")
# A date ends with its year, or where the second slash of the boxes has what may be one.
DATE_THEN_TIME = (
    re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[ ,]+(?:at )?|T)(.+)", re.I),
    re.compile(r"([^:]*?[ /.,-]\d{4})[ ,]+(?:at |a las? )?(.+)", re.I),
    re.compile(r"([^/]*/[^/]*/\d*)[ ,]+(?:at |a las? )?(.+)", re.I),
)


def day(item: Item, text: str, months: Months = MONTHS) -> date:
    read = read_day(text, months)
    check_days(item, read)
    return read


def moment(item: Item, text: str, zone: tzinfo, months: Months = MONTHS) -> date:
    """Return the moment, or the day alone where no time was typed. `zone` is the patient's.

    A moment carries its distance from UTC, so that it stays the same wherever it is read.
    """
    if len(text) > LONGEST_MOMENT:
        raise AnswerError(HOW_TO)
    read = _instant(text, zone) if INSTANT.fullmatch(text) else _local(text, zone, months)
    check_days(item, read, zone)
    return read


def read_day(text: str, months: Months = MONTHS) -> date:
    """Read month, day, year as US Americans write them, or year-month-day.

    `months` are the names of the months that this person may type beside the English ones.
    """
    if len(text) > LONGEST_DATE:
        raise AnswerError(HOW_TO)
    if iso := YEAR_FIRST.fullmatch(text):
        year, month, day = iso.groups()
    elif us := (MONTH_FIRST.fullmatch(text) or WITHOUT_GAPS.fullmatch(text)):
        month, day, year = us.groups()
    elif months is not MONTHS and (other := DAY_FIRST.fullmatch(text)):
        day, month, year = other.groups()
    else:
        raise AnswerError(HOW_TO)
    if not month:
        raise AnswerError(NO_MONTH)
    if not day:
        raise AnswerError(NO_DAY)
    if len(year) != 4:
        raise AnswerError(NO_YEAR)
    try:
        return date(int(year), _month(month, months), int(day))
    except ValueError:
        raise AnswerError(NOT_IN_CALENDAR) from None


def check_days(item: Item, typed: date, zone: tzinfo = UTC) -> None:
    """Refuse what is before or after the limits. A limit without a time is a whole day."""
    least, most = item.min_value, item.max_value
    if isinstance(least, date) and _is_before(typed, least, zone):
        raise AnswerError(TOO_EARLY, least=_here(least, zone))
    if isinstance(most, date) and _is_before(most, typed, zone):
        raise AnswerError(TOO_LATE, most=_here(most, zone))


def zone_name(here: datetime) -> str:
    """Return what tells the second of two equal clock times from the first, or nothing."""
    first, second = (here.replace(fold=fold).utcoffset() for fold in (0, 1))
    return (here.tzname() or "") if here.fold and first != second else ""


def _month(text: str, months: Months) -> int:
    if text.isdecimal():
        return int(text)
    start = text.rstrip(".").casefold()
    for names in dict.fromkeys((tuple(months), MONTHS)):
        found = [n for n, name in enumerate(names, start=1) if name.casefold().startswith(start)]
        if len(start) >= 3 and len(found) == 1:
            return found[0]
    raise AnswerError(ODD_MONTH)


def _instant(text: str, zone: tzinfo) -> datetime:
    try:
        return _fixed(datetime.fromisoformat(text.upper()).astimezone(zone))
    except (ValueError, OverflowError):
        raise AnswerError(NOT_IN_CALENDAR) from None


def _local(text: str, zone: tzinfo, months: Months) -> date:
    parts = next(filter(None, (pattern.fullmatch(text) for pattern in DATE_THEN_TIME)), None)
    if parts is None:
        return read_day(text, months)
    day, typed = read_day(parts[1], months), parts[2]
    clock, _, name = typed.rpartition(" ")
    if not ZONE_NAME.fullmatch(name) or not clock:
        clock, name = typed, ""
    return _at(datetime.combine(day, times.read_time(clock)), zone, name)


def _at(wall: datetime, zone: tzinfo, name: str = "") -> datetime:
    """Return the moment when a clock in this zone shows that. Of two, the first or the named."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    early, late = (each.utcoffset() or timedelta() for each in (first, second))
    if early < late:
        raise AnswerError(LEFT_OUT, day=wall.date())
    chosen = next((each for each in (first, second) if name in ("", each.tzname())), None)
    if chosen is None:
        raise AnswerError(OTHER_ZONE, zone=name)
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
