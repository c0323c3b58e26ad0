"""Amounts as people type them: `170 cm`, `5 ft 7`, `11 st 4`, `160 lbs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from clinic.marking import gettext_noop
from intake.domain import units
from intake.domain.answers import cleaning
from intake.domain.answers.numbers import check_places, check_range, read_number
from intake.domain.answers.wording import (
    MOST_UNITS,
    AnswerError,
    amount_request,
    units_of,
)
from intake.domain.items import Item, Unit
from intake.domain.speech import Choice, Sentence
from intake.domain.values import Quantity

LONGEST_UNIT = 40
PLACES = 2  # of a number that we converted
SIGNIFICANT = 4  # digits, where those places would say nothing
SECOND = gettext_noop("Enter a second number that is less than {limit}")
AT_LEAST = gettext_noop("Enter an amount that is {limit} or more")
AT_MOST = gettext_noop("Enter an amount that is {limit} or less")
NO_UNIT = ("°", "deg", "degree", "degrees")
UNSIGNED = (
    r"[\d.,½¼¾⅕⅖⅗⅘⅛⅜⅝⅞]+(?:(?: \d{3})+(?![\d/])[.,]?\d*)?"
    r"(?:[ -]?[½¼¾⅕⅖⅗⅘⅛⅜⅝⅞]|[ -]\d{1,2}/\d{1,2}|/\d{1,2})?"
)
SINGLE = re.compile(rf"(?P<number>[+-]?{UNSIGNED}) ?(?P<unit>.*)")
DOUBLE = re.compile(
    rf"(?P<number>[+-]?{UNSIGNED}) ?(?P<unit>[a-z'.]+)(?: ?-|,?(?: and)?) ?"
    rf"(?P<second>{UNSIGNED}) ?(?P<last>\D*)",
    re.IGNORECASE,
)
OWN_UNIT = re.compile(r"[^\W\d_]+(?:[ /.%-]{1,2}[^\W\d_]+)*")


class Measured(NamedTuple):
    """A number and its unit as typed. `aims` are units to give it in, the best first."""

    value: Decimal
    unit: Unit
    aims: tuple[Unit, ...] = ()


def key(unit: Unit) -> str:
    """Return what a form sends for a unit, behind the number and a space."""
    return unit.code or unit.display


def quantity(item: Item, text: str) -> Quantity:
    """Return the amount in the unit that was typed, or in one that the question allows."""
    if len(text) > cleaning.LONGEST_FIGURES:
        raise AnswerError(_how_to(item))
    measured = next(_readings(item, text), None)
    if measured is None:
        raise AnswerError(_how_to(item))
    return _checked(item, _allowed(item, measured))


def typed_unit(item: Item, amount: Quantity) -> str:
    """Return the key of the unit of an amount, as a form sends it."""
    own = Unit(amount.unit, amount.code, amount.system)
    if own in item.units:
        return key(own)
    code = _code(own)
    for unit in item.units:
        if (code and code == _code(unit)) or (amount.unit and amount.unit == unit.display):
            return key(unit)
    return amount.code if amount.code in units.SCALES else amount.unit or amount.code


def _readings(item: Item, text: str) -> Iterator[Measured]:
    """Yield the ways to read this: first with the unit that a form put behind it."""
    choices = _choices(item)
    for spelled in sorted(choices, key=len, reverse=True):
        if not spelled[0].isalnum() and text.startswith(spelled):  # $50
            yield from _typed(item, text.removeprefix(spelled).strip(), choices[spelled])
        head = text.removesuffix(f" {spelled}")
        if head != text:
            yield from _typed(item, head, choices[spelled])
    yield from _typed(item, text, None)


def _choices(item: Item) -> dict[str, Unit]:
    """Return the units that the question allows, by what a form sends for them."""
    found: dict[str, Unit] = {}
    for unit in item.units:
        found.setdefault(cleaning.figures(key(unit)), unit)
    found.pop("", None)
    return found


def _typed(item: Item, text: str, chosen: Unit | None) -> Iterator[Measured]:
    if measured := (_single(item, text, chosen) or _double(item, text, chosen)):
        yield measured


def _single(item: Item, text: str, chosen: Unit | None) -> Measured | None:
    match = SINGLE.fullmatch(text)
    value = read_number(match["number"]) if match else None
    if match is None or value is None:
        return None
    name = match["unit"].strip()
    if name and name.casefold().strip(".") not in NO_UNIT:
        unit = _named(item, name) or (None if item.units or chosen else _own(name))
        return Measured(value, unit, (chosen,) if chosen else ()) if unit else None
    if chosen or len(item.units) == 1:
        return Measured(value, chosen or item.units[0])
    if item.units:
        few = Choice(tuple(units_of(item)[:MOST_UNITS]), are_units=True)
        raise AnswerError(gettext_noop("Add the unit to the number: {units}"), units=few)
    return None if name else Measured(value, Unit(""))


def _double(item: Item, text: str, chosen: Unit | None) -> Measured | None:
    """Read two numbers in one breath: feet and inches, stones and pounds, hours and minutes."""
    match = DOUBLE.fullmatch(text)
    large = _code(_named(item, match["unit"])) if match else ""
    small = _smaller(item, large, match["last"].strip(), chosen) if match else ""
    if match is None or not small:
        return None
    whole, rest = read_number(match["number"]), read_number(match["second"])
    if whole is None or rest is None:
        return None
    at_most = units.converted(units.amount(Decimal(1), large), small)
    if whole < 0 or rest >= at_most:
        raise AnswerError(SECOND, limit=at_most.normalize())
    unit = _known(item, small)
    aims = (unit, _known(item, large), *((chosen,) if chosen else ()))
    return Measured(whole * at_most + rest, unit, aims)


def _smaller(item: Item, large: str, name: str, chosen: Unit | None) -> str:
    """Return the code of the unit of the second number; nothing where one cannot be sure."""
    usual = units.SMALLER.get(large, "")
    if usual == "min" and name.casefold() == "m":
        return usual
    if name:
        return usual if _code(_named(item, name)) == usual else ""
    # 5'7 with "cm" chosen beside it is feet and inches; but "1 h 30 s" is no hour and a half.
    is_clear = _kind(usual) != "time" or not chosen or _code(chosen) in (usual, large)
    return usual if is_clear else ""


def _allowed(item: Item, measured: Measured) -> Quantity:
    """Return the amount as it is if its unit is allowed, and else converted to one that is."""
    unit = measured.unit
    if not item.units or unit in item.units:
        return _amount(measured.value, unit)
    code = _code(unit)
    alike = sorted(item.units, key=lambda aim: _is_customary(_code(aim)) != _is_customary(code))
    for aim in (*measured.aims, *alike):
        if aim in item.units and code and _kind(_code(aim)) == _kind(code):
            exact = units.converted(units.amount(measured.value, code), _code(aim))
            return _amount(_rounded(item, exact), aim)
    raise AnswerError(_how_to(item))


def _amount(value: Decimal, unit: Unit) -> Quantity:
    return Quantity(value, unit.display or unit.code, unit.code, unit.system)


def _rounded(item: Item, number: Decimal) -> Decimal:
    """Return a converted number with as many digits as make sense: nobody typed the others."""
    places = item.max_decimals if item.max_decimals is not None else PLACES
    if item.max_decimals is None and number:
        places = max(places, SIGNIFICANT - 1 - number.adjusted() if abs(number) < 1 else 0)
    rounded = round(number, places)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()


def _checked(item: Item, amount: Quantity) -> Quantity:
    check_places(item, amount.value)
    if len(item.units) <= 1:
        check_range(item, amount.value)
    for limit, is_least in ((item.min_quantity, True), (item.max_quantity, False)):
        pair = units.comparable(amount, _with_unit(limit, amount)) if limit else None
        if limit and pair and (pair[0] < pair[1] if is_least else pair[0] > pair[1]):
            raise AnswerError(AT_LEAST if is_least else AT_MOST, limit=limit)
    return amount


def _with_unit(limit: Quantity, amount: Quantity) -> Quantity:
    """Return a limit that may have come without a unit in the unit of the amount."""
    return limit if limit.unit or limit.code else replace(amount, value=limit.value)


def _named(item: Item, name: str) -> Unit | None:
    """Return the unit that a name means: one of the question's own, or another that we know."""
    spelled = {cleaning.figures(unit): choice for unit, choice in _choices(item).items()}
    if name in spelled:
        return spelled[name]
    plain = name.casefold().strip(" .")
    for unit in spelled.values():
        own = {cleaning.figures(unit.display).casefold(), cleaning.figures(unit.code).casefold()}
        if own & {plain, f"{plain}s", plain.removesuffix("s")} - {""}:
            return unit
    code = units.code_of(name)
    return _known(item, code) if code else None


def _known(item: Item, code: str) -> Unit:
    """Return the question's own unit of this code, or the one that everybody knows."""
    own = (unit for unit in _choices(item).values() if _code(unit) == code)
    return next(own, Unit(units.SHOWN[code], code, units.UCUM))


def _own(name: str) -> Unit | None:
    """Return a unit in the person's words, where the question does not say which it wants."""
    is_unit = len(name) <= LONGEST_UNIT and OWN_UNIT.fullmatch(name)
    return Unit(name) if is_unit and not any(letter.isnumeric() for letter in name) else None


def _code(unit: Unit | None) -> str:
    return units.code_of(unit.display, unit.code, unit.system) if unit else ""


def _is_customary(code: str) -> bool:
    return code.startswith("[")  # in UCUM: a foot goes to inches before it goes to centimeters


def _kind(code: str) -> str:
    return units.SCALES[code].kind if code else ""


def _how_to(item: Item) -> Sentence:
    return amount_request(units_of(item))
