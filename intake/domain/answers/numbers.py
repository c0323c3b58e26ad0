"""Numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from clinic.marking import gettext_noop, ngettext_lazy
from intake.domain import units
from intake.domain.answers.wording import AnswerError, units_of
from intake.domain.items import Item, Unit
from intake.domain.speech import Choice

LONGEST_INTEGER = 9  # digits; FHIR's integers end at 2,147,483,647
LONGEST_DECIMAL = 15  # characters; JSON keeps 15 digits of a number everywhere
LONGEST_TYPED = 30
MOST_ZEROS = 2
WHOLE = gettext_noop("Enter a whole number, such as 58")
ANY = gettext_noop("Enter a number, such as 5.5")

PLACES = ngettext_lazy(
    "Enter at most {number} digit after the point", "Enter at most {number} digits after the point"
)

# 1,234.5 as the United States write it, 1 234.5 as forms do, 1.234,5 as much of Europe does.
# Where one comma stands alone, three digits behind it make thousands of it: 1,234; not 0,125.
WITH_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")
WITH_SPACES = re.compile(r"[+-]?[1-9]\d{0,2}( \d{3})+([.,]\d*)?")
EUROPEAN = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+")
DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
WITH_FRACTION = re.compile(
    r"(?P<sign>[+-]?)(?:(?P<whole>\d{1,6})[ -]?)??"
    r"(?:(?P<glyph>[¼½¾⅕⅖⅗⅘⅛⅜⅝⅞])|(?<!\d)(?P<upper>\d{1,2})/(?P<lower>\d{1,2}))"
)
GLYPHS = {
    glyph: Decimal(upper) / Decimal(lower)
    for glyph, upper, lower in (
        *(
            ("½", 1, 2),
            ("¼", 1, 4),
            ("¾", 3, 4),
            ("⅛", 1, 8),
            ("⅜", 3, 8),
            ("⅝", 5, 8),
            ("⅞", 7, 8),
        ),
        *(("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5), ("⅘", 4, 5)),
    )
}
EVEN_PARTS = ("2", "4", "5", "8", "10", "16")  # of these, decimals are exact
BEFORE_UNIT = re.compile(r"[^a-z%°\[{#'\"]*", re.IGNORECASE)


def integer(item: Item, text: str) -> int:
    number = _read(item, text, WHOLE)
    whole = int(number)
    # 58.0 is 58. But who writes 1.000 may mean a thousand.
    if whole != number or _places(number) > MOST_ZEROS or len(str(abs(whole))) > LONGEST_INTEGER:
        raise AnswerError(WHOLE)
    check_range(item, whole)
    return whole


def decimal(item: Item, text: str) -> Decimal:
    number = _read(item, text, ANY)
    check_places(item, number)
    check_range(item, number)
    return number


def read_number(text: str) -> Decimal | None:
    """Return the number that this is and nothing else; None where it is none, or too long."""
    if len(text) > LONGEST_TYPED:
        return None
    if fraction := WITH_FRACTION.fullmatch(text):
        return _fraction(fraction)
    if WITH_COMMAS.fullmatch(text):
        plain = text.replace(",", "")
    elif EUROPEAN.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif WITH_SPACES.fullmatch(text):
        plain = text.replace(" ", "").replace(",", ".")
    else:
        plain = text.replace(",", ".")
    if len(plain) > LONGEST_DECIMAL or not DECIMAL.fullmatch(plain):
        return None
    return _without_sign_of_zero(Decimal(plain))


def check_places(item: Item, number: Decimal) -> None:
    if item.max_decimals is not None and _places(number) > item.max_decimals:
        raise _too_precise(item.max_decimals)


def check_range(item: Item, number: int | Decimal) -> None:
    least, most = item.min_value, item.max_value
    if isinstance(least, int | Decimal) and number < least:
        raise AnswerError(gettext_noop("Enter a number that is {least} or more"), least=least)
    if isinstance(most, int | Decimal) and number > most:
        raise AnswerError(gettext_noop("Enter a number that is {most} or less"), most=most)


def _read(item: Item, text: str, how_to: str) -> Decimal:
    """Return the number, also where its unit was typed along. Another unit is not guessed at."""
    number = BEFORE_UNIT.match(text)
    end = number.end() if number else 0
    unit = text[end:].strip() if item.units else ""
    if unit:
        if not _is_same(unit, item.units[0]):
            raise AnswerError(gettext_noop("Enter the number in {unit}"), unit=_unit_of(item))
        text = text[:end].strip()
    found = read_number(text)
    if found is None:
        raise AnswerError(how_to)
    return found


def _is_same(typed: str, unit: Unit) -> bool:
    names = {typed.casefold().strip(" .")}
    if names & {unit.display.casefold(), unit.code.casefold()}:
        return True
    known = units.code_of(typed)
    return bool(known) and known == units.code_of(unit.display, unit.code, unit.system)


def _places(number: Decimal) -> int:
    _, _, places = f"{number:f}".partition(".")
    return len(places)


def _fraction(match: re.Match[str]) -> Decimal | None:
    sign, whole, glyph, upper, lower = match.group("sign", "whole", "glyph", "upper", "lower")
    if glyph:
        part = GLYPHS[glyph]
    elif lower in EVEN_PARTS and int(upper) < int(lower):
        part = Decimal(upper) / Decimal(lower)
    else:
        return None
    number = Decimal(whole or 0) + part
    return -number if sign == "-" else number


def _without_sign_of_zero(number: Decimal) -> Decimal:
    return abs(number) if number.is_zero() else number


def _unit_of(item: Item) -> Choice:
    return Choice(tuple(units_of(item)[:1]), are_units=True)


def _too_precise(places: int) -> AnswerError:
    return AnswerError(PLACES, number=places) if places else AnswerError(WHOLE)
