"""Answers as people type them, and as staff and patients read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.answers import AnswerError, check, show
from intake.domain.items import Item, ItemType
from tests.intake.domain.make import LEG_CHECK, choice, refusal

BORN = Item("born", ItemType.DATE, "Date of birth")
AGE = Item("age", ItemType.INTEGER, "How old are you?", min_value=1, max_value=120)
COUNT = Item("count", ItemType.INTEGER, "How many?")
WEIGHT = Item("weight", ItemType.DECIMAL, "Weight", max_decimals=1, min_value=Decimal("0.5"))
PAIN = Item("pain", ItemType.BOOLEAN, "Pain?", required=True)
LEG = choice("leg", "left", "right", "both")
FEELS = choice("feels", "cramp", "ache", "none", exclusive="none", repeats=True, required=True)
NAME = Item("name", ItemType.STRING, "Your name", role="Patient.name", max_length=120)
TOWN = Item("town", ItemType.STRING, "Town")
PHONE = Item("phone", ItemType.STRING, "Phone", role="Patient.telecom", required=True)
STORY = Item("story", ItemType.TEXT, "Your story", max_length=2000)
NOTE = Item("note", ItemType.TEXT, "Anything else?")
ALL = (BORN, AGE, COUNT, WEIGHT, PAIN, LEG, FEELS, NAME, TOWN, PHONE, STORY)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("58", 58), (" 58 ", 58), ("058", 58), ("５８", 58), ("٥٨", 58), ("5\u200b8", 58)],
        *[
            ("1,234", 1234),
            ("12,345,678", 12345678),
            ("-3", -3),
            ("+3", 3),
            ("999999999", 10**9 - 1),
        ],
    ],
)
def test_whole_numbers_in_many_hands(typed, number):
    assert check(COUNT, [typed]) == number


@pytest.mark.parametrize(
    "typed",
    [
        *("fifty", "58.5", "5,8", "1,23", "1,2345", "5²", "²", "½", "5 8", "1_000", "1e3", "0x10"),
        *("NaN", "inf", "--5", "-", "+", ",", "1234567890", "9" * 5000, "5\x008x", "😀"),
    ],
)
def test_what_is_no_whole_number_is_refused_not_guessed(typed):
    assert refusal(COUNT, typed) == "Enter a whole number, such as 58"


@pytest.mark.parametrize(("typed", "advice"), [("0", "1 or more"), ("121", "120 or less")])
def test_an_age_stays_within_its_limits(typed, advice):
    assert refusal(AGE, typed) == f"Enter a number that is {advice}"


@pytest.mark.parametrize("typed", ["1", "120"])
def test_the_limits_themselves_are_allowed(typed):
    assert check(AGE, [typed]) == int(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("82.5", "82.5"), ("82,5", "82.5"), ("82", "82"), ("82.", "82"), (".5", "0.5")],
        *[("1,234.5", "1234.5"), ("1,234", "1234"), ("８２.５", "82.5"), ("٨٢.٥", "82.5")],
    ],
)
def test_decimals_with_a_point_or_a_comma(typed, number):
    assert check(WEIGHT, [typed]) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "NaN",
            "sNaN",
            "Infinity",
            "-inf",
            "1e3",
            "1e999999",
            "1E-400",
            "1_000",
            "5²",
            ".",
            "1..2",
        ),
        *("1,2,3", "1.234.5", "12345678.12345678", "9" * 5000, "82.5 kg"),
    ],
)
def test_what_is_no_decimal_is_refused(typed):
    assert refusal(WEIGHT, typed) == "Enter a number, such as 5.5"


@pytest.mark.parametrize(
    ("places", "typed", "advice"),
    [
        (0, "5.5", "Enter a whole number, such as 58"),
        (1, "5.55", "Enter at most 1 digit after the point"),
        (2, "5.555", "Enter at most 2 digits after the point"),
    ],
)
def test_a_number_may_be_too_precise(places, typed, advice):
    item = Item("x", ItemType.DECIMAL, max_decimals=places)

    assert refusal(item, typed) == advice
    assert check(item, [typed[:-1]]) == Decimal(typed[:-1])


def test_a_decimal_keeps_every_digit_that_it_takes():
    exact = Item("x", ItemType.DECIMAL)

    assert check(exact, ["12345678.123456"]) == Decimal("12345678.123456")
    assert refusal(exact, "12345678.1234567") == "Enter a number, such as 5.5"


def test_a_decimal_below_its_limit_is_refused():
    assert refusal(WEIGHT, "0.4") == "Enter a number that is 0.5 or more"
    assert check(WEIGHT, ["0.5"]) == Decimal("0.5")


def test_yes_and_no_come_from_the_two_buttons_alone():
    assert check(PAIN, ["true"]) is True
    assert check(PAIN, ["false"]) is False
    assert refusal(PAIN, "yes") == "Choose yes or no"


@pytest.mark.parametrize("forged", ["Left", " left", "none", "left\0", "😀"])
def test_only_an_offered_choice_is_a_choice(forged):
    assert check(LEG, ["left"]) == "left"
    assert refusal(LEG, forged) == "Choose one answer"


def test_several_choices_come_in_the_order_of_the_page_each_once():
    assert check(FEELS, ["ache", "cramp", "ache"]) == ("cramp", "ache")
    assert check(FEELS, ["none"]) == ("none",)
    assert refusal(FEELS, "ache", "gout") == "Choose at least one answer"


def test_none_of_these_stands_alone():
    assert refusal(FEELS, "ache", "none") == (
        "Choose “None” alone, or take it away and keep the others"
    )


@pytest.mark.parametrize(
    "name",
    [
        *("Joan O’Brien-Smith", "Nguyễn Thị Hương", "محمد علي", "יעל כהן", "李小龍", "X Æ A-12"),
        *("Zoë 🦵", "👩\u200d⚕️ Ann"),
    ],
)
def test_names_of_all_the_world_stay_as_written(name):
    assert check(NAME, [f"\u00a0{name}  "]) == name


def test_spaces_and_controls_in_a_line_are_tidied():
    assert check(TOWN, [" Saint\u00a0 \t Paul\r\n\x00\x07\ud83d "]) == "Saint Paul"


@pytest.mark.parametrize("typed", ["651 555 0142", "😀😀", "---", "\u200d"])
def test_a_name_has_letters(typed):
    assert refusal(NAME, typed) == "Enter your name in letters"


@pytest.mark.parametrize(
    "typed",
    [
        *("651-555-0142", "(651) 555-0142", "+1 651 555 0142", "6515550142", "651.555.0142"),
        *(
            "６５１-５５５-０１４２",
            "651\u00a0555\u00a00142",
            "\u202a651-555-0142\u202c",
            "٦٥١٥٥٥٠١٤٢",
        ),
    ],
)
def test_one_phone_number_in_many_spellings(typed):
    assert check(PHONE, [typed]) == "+16515550142"


@pytest.mark.parametrize("typed", ["555-0142", "651", "call me", "²²²", "1" * 10_000, "+", "\0"])
def test_what_is_no_phone_number_is_refused_with_an_example(typed):
    assert refusal(PHONE, typed) == "Enter a phone number with 10 digits, such as 651-555-0142"


def test_a_story_keeps_its_lines_and_signs():
    typed = "  It began\r\nin May.\rThen\x00 it\tgrew. 🦵\n"

    assert check(STORY, [typed]) == "It began\nin May.\nThen it\tgrew. 🦵"


@pytest.mark.parametrize(
    ("item", "longest"), [(NAME, 120), (TOWN, 255), (STORY, 2000), (NOTE, 4000)]
)
def test_what_is_too_long_is_counted_for_the_person(item, longest):
    assert check(item, ["x" * longest]) == "x" * longest
    assert refusal(item, "x" * 10_000) == (
        f"Make this shorter. It has 10,000 characters; we can take {longest:,}"
    )


@pytest.mark.parametrize("raw", [[], [""], ["  "], ["\u00a0\n"], ["\x00"], ["\ud800"], ["\u200b"]])
def test_blank_is_blank_however_it_is_typed(raw):
    assert [check(item, raw) for item in (BORN, AGE, WEIGHT, NAME, TOWN, STORY)] == [None] * 6
    assert refusal(PHONE, *raw) == "Enter a phone number with 10 digits, such as 651-555-0142"


def test_who_must_answer_is_told_what_to_do():
    def advice(kind: ItemType, **more) -> str:
        return refusal(Item("x", kind, required=True, **more), "")

    assert advice(ItemType.BOOLEAN) == "Choose yes or no"
    assert advice(ItemType.CHOICE) == "Choose one answer"
    assert advice(ItemType.CHOICE, repeats=True) == "Choose at least one answer"
    assert advice(ItemType.STRING) == advice(ItemType.TEXT) == "Enter an answer"
    assert advice(ItemType.TEXT, repeats=True) == "Enter an answer"
    assert advice(ItemType.INTEGER) == advice(ItemType.DECIMAL) == "Enter a number"
    assert advice(ItemType.STRING, role="Patient.name") == "Enter your full name"
    assert advice(ItemType.DATE).startswith("Enter the month, the day and the year")


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        (PAIN, True, "Yes"),
        (PAIN, False, "No"),
        (PAIN, None, "Not answered"),
        (BORN, date(1958, 4, 2), "April 2, 1958"),
        (AGE, 58, "58"),
        (WEIGHT, Decimal("82.5"), "82.5"),
        (LEG, "left", "Left"),
        (FEELS, ("cramp", "ache"), "Cramp, Ache"),
        (PHONE, "+16515550142", "651-555-0142"),
        (STORY, "One.\nTwo.", "One.\nTwo."),
    ],
)
def test_answers_are_shown_in_words(item, value, words):
    assert show(item, value) == words


HARD = st.sampled_from(
    [
        *(
            "²",
            "١٢",
            "1e999999",
            "NaN",
            "\0",
            "\ud800",
            "9" * 5000,
            "½",
            "\u202e",
            "true",
            "4/12/1958",
        )
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([*ALL, *LEG_CHECK.questions]),
    st.lists(st.text() | HARD, min_size=1, max_size=3),
)
def test_anything_typed_is_an_answer_or_a_sentence(item, raw):
    try:
        value = check(item, raw)
    except AnswerError as error:
        assert str(error)[0].isupper()
    else:
        assert value is not None or not item.required
        show(item, value).encode()
