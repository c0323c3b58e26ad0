"""Expressions in a walk: they open, work out, name and forbid; a broken one loses nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from intake.domain.items import Constraint, Item, ItemType, Named, Option, Toggle, Unit
from intake.domain.values import Instances, Quantity
from intake.domain.walk import Walk
from tests.intake.domain.make import choice, form, group, page, yes_no

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
OF = "%resource.repeat(item).where(linkId='{}').answer.value"


def keys(found) -> list[str]:
    return [each.key for each in found]


def worked_out(kind: ItemType, expression: str, **more) -> Item:
    return Item("sum", kind, calculated=expression, depends=("a", "b"), **more)


def test_an_expression_opens_a_question():
    since = Item("since", ItemType.DATE, enable_expression=OF.format("fever"), depends=("fever",))
    definition = form(since, yes_no("fever"))

    assert keys(Walk(definition, {}).asked) == ["fever"]
    assert keys(Walk(definition, {"fever": False}).asked) == ["fever"]
    assert keys(Walk(definition, {"fever": True}).asked) == ["since", "fever"]


def test_a_question_whose_expression_fails_is_asked():
    for broken in ("%unknown.foo", "1 +", "(1 | 2)", "'a' / 2"):
        definition = form(Item("since", ItemType.DATE, enable_expression=broken))

        assert keys(Walk(definition, {}).asked) == ["since"], broken


def test_an_expression_sees_only_live_answers():
    deep = Item("c", ItemType.BOOLEAN, enable_expression=OF.format("b"), depends=("b",))
    hidden = Item("b", ItemType.BOOLEAN, enable_expression=OF.format("a"), depends=("a",))
    definition = form(yes_no("a"), hidden, deep)

    assert Walk(definition, {"a": False, "b": True, "c": True}).live == {"a": False}


@pytest.mark.parametrize(
    ("kind", "expression", "value"),
    [
        (ItemType.INTEGER, f"{OF.format('a')} + {OF.format('b')}", 5),
        (ItemType.DECIMAL, f"{OF.format('a')} / 4", Decimal("0.5")),
        (ItemType.STRING, f"{OF.format('a')}.toString() + ' years'", "2 years"),
        (ItemType.BOOLEAN, f"{OF.format('a')} > 1", True),
        (ItemType.DATE, "today()", date(2026, 11, 26)),
        (ItemType.QUANTITY, f"{OF.format('a')} * 10", Quantity(Decimal(20), "kg", "kg", "urn:u")),
        (ItemType.CHOICE, "'high'", "high"),
        (ItemType.INTEGER, "'two'", None),
        (ItemType.INTEGER, "2000000000 * 2", None),
        (ItemType.INTEGER, "{}", None),
        (ItemType.INTEGER, "1 +", None),
    ],
)
def test_an_answer_is_worked_out(kind, expression, value):
    item = worked_out(
        kind, expression, units=(Unit("kg", "kg", "urn:u"),), options=(Option("high", "High"),)
    )
    numbers = [Item(name, ItemType.INTEGER) for name in "ab"]

    walk = Walk(form(item, *numbers), {"a": 2, "b": 3}, now=NOW)

    assert walk.live.get("sum") == value


def test_what_is_worked_out_is_shown_and_never_asked():
    item = worked_out(ItemType.INTEGER, f"{OF.format('a')} * 2")
    definition = form(Item("a", ItemType.INTEGER), item)
    walk = Walk(definition, {"a": 2})

    assert walk.first_open.key == "sum"
    assert walk.first_open.questions == ()
    assert Walk(definition, {"a": 2, "sum": 99}).live == {"a": 2, "sum": 4}


def test_results_may_build_on_results():
    second = Item("twice", ItemType.INTEGER, calculated=f"{OF.format('sum')} * 2", depends=("sum",))
    first = worked_out(ItemType.INTEGER, f"{OF.format('a')} + 1")

    assert Walk(form(second, first, Item("a", ItemType.INTEGER)), {"a": 1}).live["twice"] == 4


def test_results_that_wait_for_one_another_do_not_keep_the_others_back():
    one = Item("one", ItemType.INTEGER, calculated=OF.format("two"), depends=("two",))
    two = Item("two", ItemType.INTEGER, calculated=OF.format("one"), depends=("one",))

    assert keys(Walk(form(one, two, yes_no("free")), {"free": True}).asked) == [
        "one",
        "two",
        "free",
    ]


def test_variables_are_named_once_and_known_to_all_below():
    tired = Item("why", ItemType.STRING, enable_expression="%is-tired and %twice = 4")
    definition = replace(
        form(yes_no("a"), group("g", tired, variables=(Named("twice", "%two * 2"),))),
        variables=(Named("is-tired", OF.format("a")), Named("two", "2")),
    )
    assert keys(Walk(definition, {"a": True}).asked) == ["a", "why"]
    assert keys(Walk(definition, {"a": False}).asked) == ["a"]


def test_in_a_repetition_an_expression_looks_at_its_own_instance():
    drug = group(
        "drug",
        Item("dose", ItemType.INTEGER),
        Item(
            "double",
            ItemType.INTEGER,
            calculated="%dose * 2",
            depends=("dose",),
        ),
        repeats=True,
        variables=(Named("dose", "item.where(linkId='dose').answer.value"),),
    )
    answers = {"drug": Instances((0, 1)), "dose@0": 1, "dose@1": 7}

    live = Walk(form(drug), answers).live

    assert (live["double@0"], live["double@1"]) == (2, 14)


def test_a_text_may_speak_of_an_answer():
    when = Item(
        "when",
        ItemType.DATE,
        "When?",
        text_expression=f"'When did ' + {OF.format('what')} + ' begin?'",
    )
    definition = form(Item("what", ItemType.STRING), when)

    assert Walk(definition, {"what": "it"}).after("what").title == "When did it begin?"
    assert Walk(definition, {"what": None}).after("what").title == "When?"


def test_options_come_and_go():
    toggles = (Toggle(("walk",), OF.format("able")),)
    how = choice("how", "walk", "sit", toggles=toggles, depends=("able",))
    definition = form(yes_no("able"), how)

    def offered(**answers) -> list[str]:
        asked = Walk(definition, answers).find("how")[0].items[0]
        return [option.code for option in asked.item.options]

    assert offered(able=True) == ["walk", "sit"]
    assert offered(able=False) == ["sit"]
    assert Walk(definition, {"able": False, "how": "walk"}).live == {"able": False}
    assert Walk(definition, {"able": False, "how": "walk"}).first_open.key == "how"


def test_a_constraint_opens_its_page_again_with_what_to_do():
    same = Constraint("same", "%context.answer.value = " + OF.format("one"), "Type the same twice")
    twice = Item("two", ItemType.STRING, constraints=(same,))
    definition = form(page("both", Item("one", ItemType.STRING), twice))

    broken = Walk(definition, {"one": "a", "two": "b"}).first_open

    assert (broken.key, broken.broken) == ("both", (("two", "Type the same twice"),))
    assert Walk(definition, {"one": "a", "two": "a"}).first_open is None
    assert Walk(definition, {"one": "a", "two": None}).first_open is None


@pytest.mark.parametrize("where", ["group", "questionnaire"])
def test_a_constraint_on_the_whole_speaks_on_its_last_page(where):
    adds = Constraint("adds", f"{OF.format('a')} + {OF.format('b')} = 10", "Make it ten")
    numbers = [Item(name, ItemType.INTEGER) for name in "ab"]
    tree = group("g", *numbers, constraints=(adds,)) if where == "group" else group("g", *numbers)
    definition = replace(form(tree), constraints=(adds,) if where == "questionnaire" else ())

    assert Walk(definition, {"a": 1, "b": 2}).first_open.key == "b"
    assert Walk(definition, {"a": 1, "b": 9}).first_open is None


def test_an_advice_stops_nobody():
    advice = Constraint("tall", "%context.answer.value < 250", "Really?", is_error=False)

    assert (
        Walk(form(Item("tall", ItemType.INTEGER, constraints=(advice,))), {"tall": 300}).first_open
        is None
    )


def test_a_hidden_question_has_its_first_value_and_no_page():
    definition = form(Item("form", ItemType.STRING, hidden=True, initial=("v2",)), yes_no("a"))

    walk = Walk(definition, {})

    assert walk.live == {"form": "v2"}
    assert keys(walk.pages) == ["a"]


def test_a_fixed_answer_stands_on_the_page_of_the_next_question():
    fixed = Item("clinic", ItemType.STRING, read_only=True, initial=("Northside",))

    walk = Walk(form(fixed, yes_no("a")), {})

    assert walk.live == {"clinic": "Northside"}
    assert keys(walk.pages[0].items) == ["clinic", "a"]
    assert keys(walk.pages[0].questions) == ["a"]


def test_a_first_value_may_be_worked_out():
    item = Item("visit", ItemType.DATE, initial_expression="today()")
    walk = Walk(form(item), {}, now=NOW)

    assert walk.initial(walk.asked[0]) == date(2026, 11, 26)
    assert walk.live == {}


def test_a_storm_of_expressions_delays_no_page():
    slow = "(1|2|3|4|5|6|7|8|9).repeat($this + 1).where($this < 100000).count() + {}"
    many = (Item(f"c{n}", ItemType.INTEGER, calculated=slow.format(n)) for n in range(60))
    definition = form(yes_no("chest_pain"), *many)

    began = time.thread_time()
    walk = Walk(definition, {"chest_pain": True})

    assert walk.live == {"chest_pain": True}
    assert time.thread_time() - began < 1
