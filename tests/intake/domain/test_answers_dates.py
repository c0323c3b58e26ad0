"""Dates as people in the United States type them."""

from __future__ import annotations

from datetime import date

import pytest

from intake.domain.answers import check
from intake.domain.items import Item, ItemType
from tests.intake.domain.make import refusal

BORN = Item("born", ItemType.DATE, "Date of birth")


@pytest.mark.parametrize(
    "typed",
    [
        *("4/12/1958", "04/12/1958", "4-12-1958", "4.12.1958", "4 12 1958", " 4 / 12 / 1958 "),
        *("April 12, 1958", "april 12 1958", "Apr. 12, 1958", "APR 12 1958", "Apr/12/1958"),
        *("1958-04-12", "1958-4-12", "4/12\u00a01958", "４/１２/１９５８", "٤/١٢/١٩٥٨"),
        *("\u200e4/12/1958", "4/12/1958\n", "4\t12\t1958"),
    ],
)
def test_dates_are_read_as_us_americans_write_them(typed):
    assert check(BORN, [typed]) == date(1958, 4, 12)


@pytest.mark.parametrize(
    ("month", "number"),
    [("Jan", 1), ("Sept", 9), ("sep.", 9), ("May", 5), ("Jul", 7), ("Ju", None), ("Marz", None)],
)
def test_a_month_may_be_begun_with_three_letters(month, number):
    typed = f"{month} 3 1960"

    if number:
        assert check(BORN, [typed]) == date(1960, number, 3)
    else:
        assert "month as a number" in refusal(BORN, typed)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("/12/1958", "Enter the month, such as 4 for April"),
        ("4//1958", "Enter the day"),
        ("4/12/", "year with 4 digits"),
        ("4/12/58", "year with 4 digits"),
        ("4/12/19580", "year with 4 digits"),
        ("2/30/1958", "in the calendar"),
        ("13/1/1958", "in the calendar"),
        ("2/29/1959", "in the calendar"),
        ("4/12/0000", "in the calendar"),
        ("²/12/1958", "month"),
        ("12 April 1958", "month, the day and the year"),
        ("4/12", "month, the day and the year"),
        ("last spring", "month, the day and the year"),
        ("-" * 500_000 + "x", "month, the day and the year"),
    ],
)
def test_a_date_that_is_none_says_what_to_enter(typed, advice):
    assert advice in refusal(BORN, typed)


def test_leap_days_are_dates():
    assert check(BORN, ["2/29/1960"]) == date(1960, 2, 29)
