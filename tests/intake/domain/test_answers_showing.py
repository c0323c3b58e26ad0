"""Values of every type as people read them, and what a definition asks of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from intake.domain.answers import check, show, typed
from intake.domain.items import Item, ItemType, Unit
from intake.domain.values import Attachment, Instances, Quantity
from tests.intake.domain.make import refusal

PHOTO = Item("photo", ItemType.ATTACHMENT, required=True, mime_types=("image/jpeg", "image/png"))
WHEN = Item("when", ItemType.DATETIME)
AT = Item("at", ItemType.TIME)
HEIGHT = Item("height", ItemType.QUANTITY)
AGE = Item("age", ItemType.INTEGER, units=(Unit("years", "a"),))
STORIES = Item("stories", ItemType.TEXT, repeats=True)
PHONE = Item("phone", ItemType.STRING, role="Patient.telecom")
MOMENT = datetime(2026, 11, 26, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        (HEIGHT, Quantity(Decimal("170"), "cm", "cm"), "170 cm"),
        (HEIGHT, Quantity(Decimal("160"), "", "[lb_av]"), "160 lb"),
        (HEIGHT, Quantity(Decimal("170"), "centimeter", "cm"), "170 centimeters"),
        (HEIGHT, Quantity(Decimal("1"), "inch"), "1 inch"),
        (HEIGHT, Quantity(Decimal("6"), "foot"), "6 feet"),
        (HEIGHT, Quantity(Decimal("3"), "tablet"), "3 tablet"),
        (HEIGHT, Quantity(Decimal("50"), "%"), "50%"),
        (HEIGHT, Quantity(Decimal("1E+3")), "1000"),
        (AGE, 58, "58 years"),
        (AGE, 1, "1 year"),
        (AT, time(14, 30), "2:30 pm"),
        (AT, time(0, 5), "12:05 am"),
        (AT, time(12, 0, 7), "12:00:07 pm"),
        (WHEN, MOMENT, "November 26, 2026, 8:30 pm"),
        (WHEN, date(2026, 11, 26), "November 26, 2026"),
        (PHOTO, Attachment("1", "image/jpeg"), "1 photo"),
        (PHOTO, Attachment("1", "application/pdf"), "1 PDF"),
        (STORIES, ("One.", "Two."), "One.\nTwo."),
        (AGE, (58, 60), "58 years, 60 years"),
        (WHEN, (date(2026, 11, 26), date(2026, 12, 1)), "November 26, 2026; December 1, 2026"),
        (PHONE, "+16515550173;ext=12", "651-555-0173 ext. 12"),
        (PHONE, "ask my son", "ask my son"),
        (Item("x", ItemType.GROUP), Instances((0, 2)), "2 given"),
    ],
)
def test_values_in_words(item, value, words):
    assert show(item, value) == words


def test_a_moment_is_shown_as_clocks_have_it_where_it_is_read():
    assert show(WHEN, MOMENT, zone=ZoneInfo("America/Chicago")) == "November 26, 2026, 2:30 pm"


def test_of_two_equal_hours_the_first_is_meant_unless_the_second_is_named():
    chicago = ZoneInfo("America/Chicago")
    first = check(WHEN, ["11/1/2026 1:30 am"], zone=chicago)
    second = check(WHEN, ["11/1/2026 1:30 am CST"], zone=chicago)

    assert (second - first).total_seconds() == 3600
    assert typed(WHEN, first, zone=chicago) == ["11/1/2026 1:30 am"]
    assert typed(WHEN, second, zone=chicago) == ["11/1/2026 1:30 am CST"]


def test_files_come_another_way_and_are_only_asked_for():
    assert refusal(PHOTO, "C:\\fakepath\\leg.jpg") == "Add a photo"
    assert refusal(Item("x", ItemType.ATTACHMENT, required=True)) == "Add a photo or a file"
    assert check(Item("x", ItemType.ATTACHMENT), ["anything"]) is None
    assert typed(PHOTO, Attachment("1", "image/jpeg")) == []


def test_what_is_no_question_has_no_answer():
    assert check(Item("x", ItemType.GROUP, required=True), ["a"]) is None
    assert check(Item("x", ItemType.DISPLAY), ["a"]) is None
    assert typed(Item("x", ItemType.GROUP, repeats=True), Instances((0,))) == []
    assert typed(WHEN, None) == []


@pytest.mark.parametrize(
    ("item", "text", "advice"),
    [
        (
            Item("x", ItemType.DATE, min_value=date(2000, 1, 1)),
            "12/31/1999",
            "January 1, 2000 or later",
        ),
        (
            Item("x", ItemType.DATE, max_value=date(2000, 1, 1)),
            "1/2/2000",
            "January 1, 2000 or earlier",
        ),
        (
            Item("x", ItemType.DATETIME, max_value=MOMENT),
            "11/26/2026 8:31 pm",
            "8:30 pm or earlier",
        ),
        (
            Item("x", ItemType.DATETIME, min_value=date(2026, 1, 2)),
            "1/1/2026 9 pm",
            "January 2, 2026",
        ),
        (Item("x", ItemType.TIME, min_value=time(8)), "7:59 am", "a time that is 8:00 am or later"),
        (
            Item("x", ItemType.TIME, max_value=time(17)),
            "5:01 pm",
            "a time that is 5:00 pm or earlier",
        ),
        (Item("x", ItemType.STRING, min_length=3), "ab", "Write at least 3 characters"),
        (Item("x", ItemType.STRING, pattern=r"\d{5}"), "5510", "as it is asked for"),
        (Item("x", ItemType.STRING, pattern=r"\d{5}", entry_format="55101"), "x", "form: 55101"),
        (Item("x", ItemType.INTEGER, pattern=r"[1-5]"), "6", "as it is asked for"),
        (Item("x", ItemType.URL, max_length=20), "example.com/abcdefgh", "28 characters"),
    ],
)
def test_what_a_definition_asks_is_said_in_words(item, text, advice):
    assert advice in refusal(item, text)


@pytest.mark.parametrize("pattern", ["(", "a" * 2000])
def test_a_pattern_that_does_not_work_asks_for_nothing(pattern):
    assert check(Item("x", ItemType.STRING, pattern=pattern), ["yes"]) == "yes"


def test_the_limits_themselves_are_within():
    opening_hours = Item("x", ItemType.TIME, min_value=time(8), max_value=time(17))
    assert check(opening_hours, ["8 am"]) == time(8)
    assert check(opening_hours, ["5 pm"]) == time(17)
    assert check(Item("x", ItemType.STRING, pattern=r"\d{5}"), ["55101"]) == "55101"


def test_a_phone_number_is_checked_as_one_whatever_pattern_its_author_gave():
    strict = Item("phone", ItemType.STRING, role="Patient.telecom", pattern=r"\d{10}")

    assert check(strict, ["651-555-0173"]) == "+16515550173"
