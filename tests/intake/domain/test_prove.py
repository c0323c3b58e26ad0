"""Faults that an editor should look at, although the form can be served."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from intake.domain.conditions import AllOf, AnyOf
from intake.domain.items import Item, ItemType, Option
from intake.domain.prove import Fault, prove
from intake.domain.triage import PatientText, Priority, Rule, Ruleset
from intake.domain.values import Instances, Quantity
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET, choice, form, group, when, yes_no
from tests.intake.domain.reading.make import document, extension, question


def faults(*items: Item) -> list[tuple[str, str]]:
    return [(fault.link_id, fault.code) for fault in prove(form(*items))]


def number(link_id: str, *conditions, **more) -> Item:
    return Item(link_id, ItemType.INTEGER, f"{link_id}?", enable_when=conditions, **more)


def test_the_leg_check_has_no_fault():
    assert prove(LEG_CHECK, ruleset=RULESET) == ()


def test_a_link_id_that_stands_twice_is_told():
    assert prove(form(yes_no("a"), group("g", yes_no("a")))) == (
        Fault("a", "duplicate-link-id", "The linkId a stands 2 times."),
    )


def test_a_circle_is_told():
    circle = [yes_no("a", when("b")), yes_no("b", when("a"))]

    assert [fault for fault in faults(*circle) if fault[1] == "circle"] == [
        ("a", "circle"),
        ("b", "circle"),
    ]


@pytest.mark.parametrize(
    "conditions",
    [
        (when("a"), when("a", answer=False)),
        (when("a"), when("a", operator="!=")),
        (when("a"), when("a", answer=False, operator="exists")),
        (when("n", 5, ">"), when("n", 5, "<=")),
        (when("n", 5, ">="), when("n", 4, "<=")),
        (when("n", 5), when("n", 6, ">")),
        (when("c", "x"), when("c", "y")),
        (when("hidden"),),
        (when("missing"),),
    ],
)
def test_what_no_answer_leads_to_is_told(conditions):
    hidden = yes_no("hidden", hidden=True)
    before = [yes_no("a"), number("n"), choice("c", "x", "y"), hidden]

    found = faults(*before, yes_no("dead", *conditions), yes_no("after", when("dead")))

    assert found == [("dead", "unreachable"), ("after", "unreachable")]


@pytest.mark.parametrize(
    "conditions",
    [
        (when("a"), when("a", operator="exists")),
        (when("a", operator="!="), when("a", answer=False)),
        (when("a", operator="!="), when("a", answer=False, operator="exists")),
        (when("n", 5, ">="), when("n", 5, "<=")),
        (when("many", "x"), when("many", "y")),
        (when("given"),),
        (when("missing", operator="!="),),
    ],
)
def test_what_some_answer_leads_to_is_no_fault(conditions):
    given = yes_no("given", hidden=True, initial=(True,))
    before = [yes_no("a"), number("n"), choice("many", "x", "y", repeats=True), given]

    assert faults(*before, yes_no("alive", *conditions)) == []


def test_two_instances_may_each_meet_one_of_two_conditions():
    medicines = group("medicines", choice("kind", "pill", "spray"), repeats=True)
    both = yes_no("both", when("kind", "pill"), when("kind", "spray"))
    given = {"medicines": Instances((0, 1), True), "kind@0": "pill", "kind@1": "spray"}

    assert Walk(form(medicines, both), given).find("both")
    assert faults(medicines, both) == []


def test_what_a_branch_needs_goes_on_in_what_is_below_it():
    asked = yes_no("b", when("a"))

    assert faults(yes_no("a"), asked, yes_no("c", when("b"), when("a", answer=False))) == [
        ("c", "unreachable")
    ]
    inside = group("g", yes_no("d", when("a", answer=False)), when=(when("a"),))
    assert faults(yes_no("a"), inside) == [("d", "unreachable")]


def test_any_is_dead_only_when_each_is():
    before = [yes_no("a"), yes_no("b", when("a"))]
    never = [when("b"), when("a", answer=False)]

    assert faults(*before, yes_no("c", *never, enable_any=True)) == []
    gone = [when("missing"), when("nowhere")]
    assert faults(*before, yes_no("c", *gone, enable_any=True)) == [("c", "unreachable")]


def test_a_look_at_a_later_question_is_told():
    assert faults(yes_no("a", when("b")), yes_no("b")) == [("a", "later")]


def test_options_that_read_the_same_are_told():
    options = (Option("a", "Left"), Option("b", "left"))

    assert faults(Item("c", ItemType.CHOICE, "c?", options=options)) == [("c", "option-twice")]


def test_limits_that_leave_nothing_are_told():
    assert faults(number("n", min_value=5, max_value=4)) == [("n", "limits")]
    assert faults(number("n", min_occurs=3, max_occurs=2, repeats=True)) == [("n", "limits")]
    assert faults(number("n", min_value=4, max_value=4)) == []
    much, little = Quantity(Decimal(5), "g", "g"), Quantity(Decimal(4), "g", "g")
    other = Quantity(Decimal(4), "m", "m")
    assert faults(number("n", min_quantity=much, max_quantity=little)) == [("n", "limits")]
    assert faults(number("n", min_quantity=much, max_quantity=other)) == []


def test_what_must_be_answered_and_nobody_sees_is_told():
    assert faults(yes_no("a", hidden=True, required=True)) == [("a", "hidden")]
    assert faults(yes_no("a", hidden=True, required=True, calculated="true")) == []
    assert faults(yes_no("a", read_only=True, required=True)) == [("a", "read-only")]
    assert faults(yes_no("a", read_only=True, required=True, initial=(True,))) == []


def test_more_options_to_choose_than_there_are_is_told():
    few = choice("a", "left", "right", repeats=True, min_occurs=3)

    assert faults(few) == [("a", "limits")]
    assert faults(replace(few, min_occurs=2)) == []
    assert faults(replace(few, type=ItemType.OPEN_CHOICE)) == []


def test_words_that_lack_a_translation_are_told():
    words = [
        {"url": "lang", "valueCode": "es"},
        {"url": "content", "valueString": "¿Duele?"},
    ]
    beside = {"extension": [extension("translation", extension=words)]}
    definition = document(question("a", _text=beside), question("b"))

    found = prove(form(yes_no("a"), yes_no("b")), document=definition)

    assert [(fault.link_id, fault.code) for fault in found] == [
        ("", "translation"),
        ("b", "translation"),
    ]


def test_rules_that_name_nothing_or_never_fire_are_told():
    def rule(name: str, test) -> Rule:
        return Rule(name, Priority.SOON, test, "Reason", "T")

    rules = (
        rule("lost", when("missing", operator="!=")),
        rule("never", AllOf((when("a"), when("a", answer=False)))),
        rule("alive", AnyOf((when("a"), when("a", answer=False)))),
    )
    ruleset = Ruleset(rules, {"T": PatientText("T", "Thank you", "")})

    found = prove(form(yes_no("a")), ruleset=ruleset)

    assert [(fault.code, fault.text.split()[2]) for fault in found] == [
        ("rule-names-nothing", "lost"),
        ("dead-rule", "never"),
    ]
