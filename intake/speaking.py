"""How the domain speaks on the page that is being made: in the page's own language."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from django.utils import dates, formats, translation
from django.utils.dateformat import format as date_format
from django.utils.dateformat import time_format
from django.utils.translation import gettext, ngettext

from clinic.languages import SITE
from intake.domain.speech import ENGLISH, Speech


def speech() -> Speech:
    """Return how the language of this page says things; English where there is none."""
    language = translation.get_language() or SITE
    return ENGLISH if language.partition("-")[0] == SITE else _other()


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
    return date_format(day, formats.get_format("DATE_FORMAT"))


def _time(clock: time) -> str:
    return time_format(clock, formats.get_format("TIME_FORMAT"))


def _number(number: int | Decimal) -> str:
    """Return a number with this language's sign between whole and part, and nothing else."""
    return formats.number_format(number, use_l10n=True, force_grouping=False)


def _count(number: int) -> str:
    return formats.number_format(number, use_l10n=True, force_grouping=True)
