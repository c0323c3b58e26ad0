"""How the domain speaks on the page that is being made: in the page's own language."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from django.utils import dates, formats
from django.utils.translation import gettext, ngettext

from clinic import catalogs, languages, saying
from intake.domain.speech import ENGLISH, Speech, seconds_of


def speech() -> Speech:
    """Return how the language of this page says things; English where there is none."""
    return ENGLISH if languages.current() == catalogs.ENGLISH else _other()


def _other() -> Speech:
    return Speech(
        gettext=_gettext,
        ngettext=ngettext,
        date=_date,
        time=_time,
        number=_number,
        count=_count,
        months=tuple(str(dates.MONTHS[number]) for number in range(1, 13)),
    )


def _gettext(message: str) -> str:
    return gettext(message) if message else ""


def _date(day: date) -> str:
    return saying.day(day)


def _time(clock: time) -> str:
    """Return a time as clocks of this language show it; seconds only where there are some."""
    return saying.clock(clock) if not seconds_of(clock) else f"{clock:%H:%M}{seconds_of(clock)}"


def _number(number: int | Decimal) -> str:
    """Return a number with this language's sign between whole and part, and nothing else."""
    return formats.number_format(number, use_l10n=True, force_grouping=False)


def _count(number: int) -> str:
    return formats.number_format(number, use_l10n=True, force_grouping=True)
