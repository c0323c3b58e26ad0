"""Conditions: what makes a question appear and a rule fire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from intake.domain.conditions import AllOf, AnyOf, Condition, Not, Operator
from tests.intake.domain.make import ANSWERS, conditions, when

ASKED = "asked"
ORDERS = {">": (False, False, True), "<": (True, False, False)}
ORDERS |= {">=": (False, True, True), "<=": (True, True, False)}


def holds(operator: str, wanted: object, given: object) -> bool:
    return when(ASKED, wanted, operator).holds({ASKED: given})


@pytest.mark.parametrize(
    ("answer", "same", "other"),
    [
        (True, True, False),
        (False, False, True),
        (58, 58, 57),
        (58, Decimal("58.0"), Decimal("58.1")),
        (Decimal("38.5"), Decimal("38.50"), 38),
        (date(1958, 4, 12), date(1958, 4, 12), date(1958, 12, 4)),
        ("left", "left", "Left"),
        ("night", ("walking", "night"), ("walking", "rest")),
    ],
)
def test_an_answer_equals_or_it_does_not(answer, same, other):
    assert holds("=", answer, same)
    assert not holds("=", answer, other)

    assert not holds("!=", answer, same)
    assert holds("!=", answer, other)


@pytest.mark.parametrize("operator", list(ORDERS))
@pytest.mark.parametrize(
    ("less", "middle", "more"),
    [
        (64, 65, 66),
        (64, Decimal("65"), Decimal("65.01")),
        (Decimal("37.9"), 38, Decimal("38.1")),
        (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)),
        ("a", "b", "c"),
    ],
)
def test_numbers_dates_and_texts_stand_in_order(operator, less, middle, more):
    found = tuple(holds(operator, middle, given) for given in (less, middle, more))

    assert found == ORDERS[operator]


@pytest.mark.parametrize("given", [True, False, 0, Decimal(0), "x", ("night",), date.min])
def test_any_answer_exists_even_no_and_zero(given):
    assert holds("exists", True, given)
    assert not holds("exists", False, given)


@pytest.mark.parametrize("answers", [{}, {ASKED: None}, {ASKED: ""}, {ASKED: ()}])
def test_a_blank_answer_is_only_different_and_absent(answers):
    def met(operator, wanted):
        return when(ASKED, wanted, operator).holds(answers)

    assert met("exists", False)
    assert met("!=", True)
    assert not any(met(operator, 0) for operator in ("=", ">", "<", ">=", "<="))
    assert not met("exists", True)


def test_of_several_choices_one_is_enough_to_equal_and_none_may_be_to_differ():
    given = ("night", "walking")

    assert holds("=", "night", given)
    assert holds("=", "walking", given)
    assert not holds("!=", "walking", given)
    assert holds("!=", "rest", given)


@pytest.mark.parametrize(("wanted", "given"), [(1, True), (True, 1), (0, False), (False, 0)])
def test_a_yes_is_no_number(wanted, given):
    assert not holds("=", wanted, given)
    assert holds("!=", wanted, given)
    assert not any(holds(operator, wanted, given) for operator in ORDERS)


@pytest.mark.parametrize("operator", list(ORDERS))
@pytest.mark.parametrize(
    ("wanted", "given"),
    [(65, "65"), ("65", 65), (date(2026, 1, 1), "2026-01-01"), (1, date(2026, 1, 1)), (True, True)],
)
def test_what_cannot_be_compared_is_in_no_order(operator, wanted, given):
    assert not holds(operator, wanted, given)


@given(conditions(), ANSWERS)
def test_no_mixture_of_types_raises_and_differs_is_never_equals(condition, answers):
    equals, differs = (
        Condition(condition.question, operator, condition.answer).holds(answers)
        for operator in (Operator.EQUALS, Operator.NOT_EQUALS)
    )

    assert condition.holds(answers) is (condition.because(answers) is not None)
    assert equals is not differs


PAIN, SWELLING, FEVER = when("pain"), when("swelling"), when("fever")


def test_all_need_every_part_and_name_each_reason_once():
    both = AllOf((PAIN, SWELLING, PAIN))

    assert both.because({"swelling": True, "pain": True}) == ("pain", "swelling")
    assert both.because({"pain": True}) is None
    assert AllOf(()).because({}) == ()


def test_any_needs_one_part_and_names_only_what_held():
    either = AnyOf((PAIN, SWELLING))

    assert either.because({"pain": False, "swelling": True}) == ("swelling",)
    assert either.because({"pain": True, "swelling": True}) == ("pain", "swelling")
    assert either.because({"pain": False}) is None


@pytest.mark.parametrize(
    ("yes", "met"), [((), False), (("pain",), False), (("pain", "fever"), True)]
)
def test_at_least_two_of_three(yes, met):
    two = AnyOf((PAIN, SWELLING, FEVER), least=2)

    assert two.because(dict.fromkeys(yes, True)) == (yes if met else None)


def test_not_turns_around_and_has_no_answer_to_show_for_it():
    assert Not(PAIN).because({"pain": False}) == ()
    assert Not(PAIN).because({}) == ()
    assert Not(PAIN).because({"pain": True}) is None
    assert Not(Not(PAIN)).because({"pain": True}) == ()


def test_a_blank_answer_is_no_reason_to_show():
    assert when("pain", True, "!=").because({"pain": None}) == ()
    assert when("pain", True, "!=").because({"pain": False}) == ("pain",)


def test_a_test_knows_the_questions_it_looks_at():
    nested = AllOf((PAIN, AnyOf((SWELLING, Not(FEVER)))))

    assert list(nested.questions()) == ["pain", "swelling", "fever"]
