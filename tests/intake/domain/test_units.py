"""Amounts in one unit and in another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain import units
from intake.domain.values import Quantity


def of(number: str, unit: str, code: str = "", system: str = "") -> Quantity:
    return Quantity(Decimal(number), unit, code, system)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (of("1", "in", "[in_i]", units.UCUM), of("2.54", "cm", "cm", units.UCUM)),
        (of("1", "foot"), of("12", "inches")),
        (of("1", "lb"), of("453.59237", "g", "g", units.UCUM)),
        (of("1", "stone"), of("14", "lbs")),
        (of("1", "pound"), of("16", "oz")),
        (of("98.6", "°F", "[degF]", units.UCUM), of("37", "°C", "Cel", units.UCUM)),
        (of("-40", "F"), of("-40", "C")),
        (of("0", "°C"), of("273.15", "K")),
        (of("1", "gallon"), of("3.785411784", "L")),
        (of("1", "week"), of("168", "h")),
        (of("1", "year"), of("12", "months")),
        (of("120", "mmHg"), of("15998.64", "Pa")),
        (of("5", "kg"), of("5", "kilogram", "kg", units.UCUM)),
    ],
)
def test_the_same_amount_in_two_units(one, same):
    here, there = units.comparable(one, same)

    assert here == there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("5", "kg"), of("5", "cm")),
        (of("5", "tablets"), of("5", "puffs")),
        (of("5", "tablets"), of("5", "kg")),
        (of("5", "kg", "kg", "http://loinc.org"), of("5", "kg", "kg", units.UCUM)),
        (of("5", ""), of("5", "kg")),
    ],
)
def test_different_things_are_not_compared(one, other):
    assert units.comparable(one, other) is None


def test_what_we_do_not_know_is_compared_with_its_own_kind():
    assert units.comparable(of("3", "tablets"), of("4", "tablets")) == (3, 4)
    assert units.comparable(of("3", "", "x", "s"), of("4", "y", "x", "s")) == (3, 4)


def test_no_number_is_too_big_to_compare():
    assert units.comparable(of("1e999999", "km"), of("1", "cm")) == (
        Decimal("Infinity"),
        1 / Decimal(100),
    )


@given(st.decimals(-999999, 999999, places=4), st.sampled_from(sorted(units.SCALES)))
def test_there_and_back_again(number, code):
    assert units.converted(units.amount(number, code), code) == number


def test_every_name_means_one_unit():
    names = [
        name.casefold()
        for codes in units.TABLE.values()
        for code, (_, shown, aliases) in codes.items()
        for name in {code.casefold(), shown.casefold(), *filter(None, aliases.split("/"))}
    ]

    assert len(names) == len(set(names))
