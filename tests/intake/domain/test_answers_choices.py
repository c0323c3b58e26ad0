"""Options, own words, and questions that take several answers."""

from __future__ import annotations

from datetime import date

import pytest

from intake.domain.answers import OTHER, check, show, typed
from intake.domain.items import Item, ItemType, Option
from intake.domain.values import Other
from tests.intake.domain.make import choice, refusal

OPTIONS = (
    *(Option("left", "Left leg", prefix="a)"), Option("right", "Right leg")),
    Option("none", "None of these", exclusive=True),
)
LEG = Item("leg", ItemType.OPEN_CHOICE, options=OPTIONS)
LEGS = Item("legs", ItemType.OPEN_CHOICE, options=OPTIONS, repeats=True, max_occurs=2)
COLOR = Item("color", ItemType.CHOICE, value_set="http://example.org/colors")


def test_own_words_stand_beside_the_options():
    assert check(LEG, ["left"]) == "left"
    assert check(LEG, [f"{OTHER}  the hip "]) == Other("the hip")
    assert check(LEGS, [f"{OTHER}the hip", "right"]) == ("right", Other("the hip"))
    assert check(LEG, [""]) is None


def test_own_words_that_are_an_option_are_that_option():
    assert check(LEG, [f"{OTHER}LEFT LEG"]) == "left"


def test_only_marked_words_are_own_words():
    assert refusal(LEG, "hip") == "Choose one answer, or write your own"
    assert refusal(choice("x", "a"), f"{OTHER}hip") == "Choose one answer"


def test_who_chooses_own_words_writes_them():
    assert refusal(LEG, OTHER) == "Write your own answer, or choose another one"
    assert refusal(LEG, f"{OTHER}{'x' * 300}").startswith("Make this shorter. It has 300")


def test_one_answer_is_one():
    both = "Choose one answer, or write your own, but not both"

    assert refusal(LEG, "left", f"{OTHER}hip") == both
    assert refusal(choice("x", "a", "b"), "a", "b") == "Choose one answer"
    assert check(LEG, ["left", "left"]) == "left"


def test_none_of_these_stands_alone_beside_own_words_too():
    assert refusal(LEGS, "none", f"{OTHER}hip").startswith("Choose “None of these” alone")


def test_there_may_be_too_few_and_too_many():
    two = choice("x", *"abcd", exclusive="d", repeats=True, min_occurs=2, max_occurs=2)

    assert refusal(two, "") == "Choose at least one answer"
    assert refusal(two, "a") == "Choose at least 2 answers"
    assert refusal(two, "a", "b", "c") == "Choose at most 2 answers"
    assert check(two, ["a", "c"]) == ("a", "c")
    assert check(two, ["d"]) == ("d",)


def test_a_choice_whose_options_are_elsewhere_takes_words():
    assert check(COLOR, ["blue"]) == check(COLOR, [f"{OTHER}blue"]) == Other("blue")
    assert check(COLOR, [OTHER]) is None
    assert refusal(Item("x", ItemType.OPEN_CHOICE, value_set="v", required=True), "") == (
        "Enter an answer"
    )


@pytest.mark.parametrize("value", ["left", Other("the hip"), Other("other:wise")])
def test_what_was_chosen_is_found_again(value):
    assert check(LEG, typed(LEG, value)) == value
    assert check(LEGS, typed(LEGS, ("right", value))) == check(LEGS, typed(LEGS, (value, "right")))


def test_choices_are_shown_as_the_page_had_them():
    assert show(LEGS, ("left", Other("the hip"))) == "a) Left leg, the hip"
    assert show(LEG, "gone") == "gone"


DAYS = Item("days", ItemType.DATE, repeats=True, min_occurs=2, max_occurs=3)


def test_several_boxes_of_one_question():
    days = (date(2026, 1, 2), date(2026, 3, 4))

    assert check(DAYS, ["1/2/2026", "", "3/4/2026"]) == days
    assert check(DAYS, typed(DAYS, days)) == days
    assert show(DAYS, days) == "January 2, 2026; March 4, 2026"


def test_each_box_has_its_own_error():
    assert refusal(DAYS, "1/2/2026", " ", "3/4/26") == (
        "In answer 3: enter the year with 4 digits, such as 1958"
    )
    assert refusal(DAYS, "3/4/26") == "Enter the year with 4 digits, such as 1958"


def test_boxes_may_be_too_few_and_too_many():
    assert refusal(DAYS, "", "").startswith("Enter the month, the day and the year")
    assert refusal(DAYS, "1/2/2026", "") == "Give at least 2 answers"
    assert refusal(DAYS, *["1/2/2026"] * 4) == "Give at most 3 answers"
    assert refusal(DAYS, *["1/2/2026"] * 1000) == "Give at most 3 answers"
