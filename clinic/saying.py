"""Days, times and opening hours in the words of the language that we speak."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypeGuard

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.dateformat import time_format
from django.utils.dates import WEEKDAYS
from django.utils.formats import get_format
from django.utils.translation import gettext, gettext_noop, pgettext

from clinic import languages
from clinic.catalogs import ENGLISH
from clinic.hours import OpeningHours, Span

# What Django says with a time, for our catalogs to say their own way. English needs no stops.
OF_DJANGO = (
    gettext_noop("a.m."),
    gettext_noop("p.m."),
    gettext_noop("noon"),
    gettext_noop("midnight"),
)


def day(value: date) -> str:
    """Write a day as `March 4, 2026`; a moment is told in the clinic's time zone."""
    return date_format(_local(value), get_format("DATE_FORMAT"))


def weekday(value: date) -> str:
    """Write a day as `Monday, November 30`; a moment is told in the clinic's time zone."""
    # Translators: how a day is written, in the letters of Django's date filter
    return date_format(_local(value), gettext("l, F j"))


def clock(value: datetime | time) -> str:
    """Write a time as `9:42 am`, `8 am` or `noon`, in the clinic's time zone."""
    moment = timezone.localtime(value) if _is_aware(value) else value
    words = time_format(moment, get_format("TIME_FORMAT"))
    if languages.current() == ENGLISH:
        return words.replace(".", "")
    return words.replace(" ", "\N{NO-BREAK SPACE}")  # “8 a. m.” is read as one


def hours(opening: OpeningHours) -> list[str]:
    """Return the week in words, a line for each set of hours."""
    lines = [
        gettext("%(days)s, %(hours)s")
        % {"days": _days(days), "hours": _listed([_span(span) for span in spans])}
        for spans, days in opening.by_spans()
    ]
    return [line[:1].upper() + line[1:] for line in lines]


def _days(runs: Sequence[Sequence[int]]) -> str:
    words: list[str] = []
    for run in runs:
        names = [str(WEEKDAYS[day]) for day in run]
        if len(run) > 2:
            ends = {"first": names[0], "last": names[-1]}
            words.append(pgettext("days of the week", "%(first)s to %(last)s") % ends)
        else:
            words.extend(names)
    return _listed(words)


def _listed(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return gettext("%(several)s and %(last)s") % {
        "several": ", ".join(words[:-1]),
        "last": words[-1],
    }


def _span(span: Span) -> str:
    opens, closes = (clock(time(*divmod(minutes % (24 * 60), 60))) for minutes in span)
    return pgettext("times of a day", "%(first)s to %(last)s") % {"first": opens, "last": closes}


def _local(value: date) -> date:
    return timezone.localtime(value) if _is_aware(value) else value


def _is_aware(value: date | time) -> TypeGuard[datetime]:
    return isinstance(value, datetime) and timezone.is_aware(value)
