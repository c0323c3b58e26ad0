"""Rules as data: what is read, and what could never fire and is refused."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.conditions import AllOf, AnyOf, Not
from intake.domain.document import DefinitionError
from intake.domain.items import Item, ItemType, Unit
from intake.domain.rules import read_ruleset
from intake.domain.triage import Priority, triage
from intake.domain.units import UCUM
from intake.domain.values import Quantity
from tests.intake.domain.breaking import DELETE, ODD, places
from tests.intake.domain.make import (
    LEG_CHECK,
    choice,
    form,
    group,
    leg_check_rules,
    when,
    yes_no,
)

FORM = form(
    group("top", yes_no("pain"), choice("leg", "left", "right")),
    Item("age", ItemType.INTEGER),
    Item("born", ItemType.DATE),
    Item("seen", ItemType.DATETIME),
    Item("woke", ItemType.TIME),
    Item("weight", ItemType.QUANTITY, units=(Unit("kg", "kg", UCUM), Unit("lb", "[lb_av]", UCUM))),
)
PAIN = {"question": "pain", "operator": "=", "answer": True}
LEFT = {"question": "leg", "operator": "=", "answer": "left"}
OLD = {"question": "age", "operator": ">=", "answer": 65}


def document(when: object = PAIN, *, helpers: object = None, **more) -> dict:
    rule = {"id": "X", "priority": "soon", "when": when, "reason": "Pain", "text": "T", **more}
    return {"helpers": helpers or {}, "rules": [rule], "texts": {"T": {"heading": "Thank you"}}}


def test_of(*arguments, **more):
    return read_ruleset(document(*arguments, **more), FORM).rules[0].test


test_of.__test__ = False


def fault(broken: dict) -> str:
    with pytest.raises(DefinitionError) as caught:
        read_ruleset(broken, FORM)
    return str(caught.value)


def test_a_rule_is_read_with_all_that_staff_and_patients_see():
    written = document(lists=LEFT, source="NICE", priority="urgent")
    written["texts"]["T"] = {"heading": "H", "lead": "L", "steps": ["1", "2"], "call": "911"}

    ruleset = read_ruleset(written, FORM)
    [rule], text = ruleset.rules, ruleset.texts["T"]

    assert (rule.id, rule.priority, rule.reason) == ("X", Priority.URGENT, "Pain")
    assert (rule.source, rule.lists, rule.text) == ("NICE", when("leg", "left"), "T")
    assert (text.heading, text.lead, text.steps, text.call) == ("H", "L", ("1", "2"), "911")


def test_conditions_nest():
    pain, left, old = when("pain"), when("leg", "left"), when("age", 65, ">=")

    assert test_of(PAIN) == pain
    assert test_of({"all": [PAIN, {"not": LEFT}]}) == AllOf((pain, Not(left)))
    assert test_of({"any": [PAIN, LEFT]}) == AnyOf((pain, left))
    assert test_of({"any": [PAIN, LEFT], "least": 1}) == AnyOf((pain, left))
    assert test_of({"any": [PAIN, LEFT, OLD], "least": 2}) == AnyOf((pain, left, old), least=2)


ZONE = timezone(timedelta(hours=-6))
HEAVY = {"value": 40, "unit": "kg"}


@pytest.mark.parametrize(
    ("question", "operator", "answer", "given", "holds"),
    [
        ("born", "<", "1961-11-20", date(1961, 11, 19), True),
        ("born", "<", "1961-11-20", date(1961, 11, 20), False),
        ("born", "=", "1961-11-20", date(1961, 11, 20), True),
        ("born", ">", "1961", date(1961, 12, 31), False),
        ("born", ">", "1961", date(1962, 1, 1), True),
        ("seen", ">=", "2026-11-20", datetime(2026, 11, 20, 9, tzinfo=ZONE), True),
        ("seen", "<", "2026-11-20T14:00:00Z", datetime(2026, 11, 20, 9, tzinfo=ZONE), False),
        ("seen", "<", "2026-11-20T16:00:00Z", datetime(2026, 11, 20, 9, tzinfo=ZONE), True),
        ("woke", ">", "06:30", time(6, 31), True),
        ("woke", ">", "06:30", time(6, 30), False),
        ("weight", ">", HEAVY, Quantity(Decimal("88.2"), "lb", "[lb_av]", UCUM), True),
        ("weight", ">", HEAVY, Quantity(Decimal("88.1"), "lb", "[lb_av]", UCUM), False),
        ("weight", "=", {"value": 1, "code": "kg"}, Quantity(Decimal(1000), "g", "g", UCUM), True),
    ],
)
def test_days_times_and_amounts_are_compared_as_in_branching(
    question, operator, answer, given, holds
):
    rules = document({"question": question, "operator": operator, "answer": answer})
    ruleset = read_ruleset(rules, FORM)

    verdict = triage(ruleset.rules, {question: given})

    assert [each.because for each in verdict.fired] == ([(question,)] if holds else [])
    assert triage(ruleset.rules, {question: None}).fired == ()  # a blank is no day and no amount
    assert triage(ruleset.rules, {}).fired == ()


def test_a_helper_is_a_name_for_a_condition():
    helpers = {"sore": PAIN, "both": {"all": [{"helper": "sore"}, LEFT]}}

    found = test_of({"helper": "both"}, helpers=helpers)

    assert found == AllOf((when("pain"), when("leg", "left")))


def test_a_rule_without_a_condition_is_the_one_that_remains():
    rest = document()
    del rest["rules"][0]["when"]

    assert read_ruleset(rest, FORM).rules[0].test is None
    assert read_ruleset({}, FORM).rules == ()


def asks(**parts) -> dict:
    return document(PAIN | parts)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (asks(question="pian"), "Rule X: the question 'pian' does not exist."),
        (asks(question="top"), "Rule X: 'top' has no answer True."),
        (asks(answer="true"), "Rule X: 'pain' has no answer 'true'."),
        (asks(answer=1), "Rule X: 'pain' has no answer 1."),
        (asks(question=["pain"]), "Rule X: question is not a text."),
        (asks(operator="is"), "Rule X: 'is' is not an operator."),
        (asks(operator=None), "Rule X: operator is not a text."),
        (document(LEFT | {"answer": "lefft"}), "Rule X: 'leg' has no answer 'lefft'."),
        (document(LEFT | {"answer": ["left"]}), "Rule X: 'leg' has no answer ['left']."),
        (document(OLD | {"answer": "65"}), "Rule X: 'age' has no answer '65'."),
        (asks(question="born", answer=1958), "Rule X: 'born' has no answer 1958."),
        (
            asks(question="born", answer="12 April"),
            "Rule X: 'born': '12 April' is not a date, such as 2026-11-20",
        ),
        (
            asks(question="born", answer="1958-04-12T10:00"),
            "Rule X: 'born': '1958-04-12T10:00' is not a date.",
        ),
        (asks(question="born", answer="1958"), "Rule X: 'born': '1958' is no day. Name one."),
        (
            asks(question="seen", answer="2026-13-01T10:00"),
            "Rule X: 'seen': '2026-13-01T10:00' is not a date with",
        ),
        (asks(question="woke", answer="25:00"), "Rule X: 'woke': '25:00' is not a time, such as"),
        (asks(question="woke", answer=6), "Rule X: 'woke' has no answer 6."),
        (asks(question="weight", answer="40 kg"), "Rule X: 'weight' has no answer '40 kg'."),
        (asks(question="weight", answer={"unit": "kg"}), "Rule X: 'weight': None is not a number."),
        (
            asks(question="weight", answer={"value": 2, "unit": "m"}),
            "Rule X: 'weight' is answered in kg or lb, and '2 m'",
        ),
        (asks(question="weight", answer=40), "Rule X: 'weight' is answered in kg or lb, and '40'"),
        (asks(question="score.ecq", answer="positive"), "Rule X: score.ecq has no result 'posi"),
        (
            asks(question="score.ecq_grade", operator=">=", answer="1"),
            "Rule X: results of score.ecq_grade are in no order.",
        ),
        (document({"helper": "risk"}), "Rule X: the helper 'risk' does not stand before it."),
        (document({"helper": []}), "Rule X: helper is not a text."),
        (document(helpers={"a": {"helper": "a"}}), "helper a: the helper 'a' does not stand"),
        (document(helpers={"a": None}), "helper a: None is not a condition."),
        (document(None), "Rule X: None is not a condition."),
        (document({}), "Rule X: {} is not a condition."),
        (document("pain"), "Rule X: 'pain' is not a condition."),
        (document({"all": []}), "Rule X: 'all' of nothing."),
        (document({"any": []}), "Rule X: 'any' of nothing."),
        (document({"all": PAIN}), "Rule X: all is not a list."),
        (document({"any": [PAIN], "least": 0}), "Rule X: at least 0 of 1 makes no sense."),
        (document({"any": [PAIN], "least": 2}), "Rule X: at least 2 of 1 makes no sense."),
        (document({"any": [PAIN], "least": "1"}), "Rule X: least is not a whole number."),
        (document({"not": {"not": 5}}), "Rule X: 5 is not a condition."),
        (document(lists={}), "Rule X: {} is not a condition."),
        (document(priority="asap"), "Rule X: 'asap' is not a priority."),
        (document(text="T9"), "Rule X: the text 'T9' does not exist."),
        (document(reason=""), "Rule X: it gives no reason."),
        (document(id=""), "A rule has no id."),
        ({"texts": {"T": None}}, "text T: it is not an object."),
        ({"texts": {"T": {"lead": "Hello"}}}, "text T: it has no heading."),
        ({"texts": {"T": {"heading": "H", "call": "991"}}}, "text T: call '991' is none of clinic"),
        ({"texts": {"T": {"heading": "H", "steps": "One"}}}, "text T: steps is not a list."),
        ({"texts": {"T": {"heading": "H", "steps": [1]}}}, "text T: steps lists something"),
        ({"texts": []}, "texts is not an object."),
        ({"rules": {}}, "rules is not a list."),
    ],
)
def test_a_rule_that_could_never_fire_is_refused_by_name(broken, words):
    assert fault(broken).startswith(words)


def test_names_for_names_do_not_grow_beyond_all_measure():
    """Spelled out, the last name stands for a million conditions: a page would take a second."""
    doubled = {f"h{n}": {"all": [{"helper": f"h{n - 1}"}] * 2} for n in range(1, 21)}

    refused = fault(document({"helper": "h20"}, helpers={"h0": PAIN, **doubled}))

    assert refused == "helper h13: the conditions have more than 20000 parts, spelled out."


def test_names_for_names_do_not_grow_too_deep_to_be_looked_through():
    nested = {f"h{n}": {"not": {"helper": f"h{n - 1}"}} for n in range(1, 2000)}

    refused = fault(document({"helper": "h1999"}, helpers={"h0": PAIN, **nested}))

    assert refused == "helper h50: it is more than 50 conditions deep."


def test_a_hint_cannot_ask_for_the_pattern():
    """Hints are worked out without it: such a one would hold always, or never."""
    asked = {"question": "score.pattern", "operator": "!=", "answer": "P"}
    finding = {"id": "F", "when": PAIN, "reason": "Pain"}
    rules = document() | {"patterns": [{"id": "P", "title": "Pain", "rules": [finding]}]}
    about_it = {"id": "G", "when": asked, "reason": "Another pattern"}

    read_ruleset({**rules, "flags": [about_it]}, FORM)
    hint = {"id": "H", "title": "CEAP", "rules": [about_it]}

    assert "'score.pattern' does not exist" in fault({**rules, "hints": [hint]})


def test_answers_that_speak_for_two_patterns_need_a_name():
    finding = {"id": "A1", "when": PAIN, "reason": "Pain"}
    one = {"id": "arteries", "title": "Arteries", "rules": [finding]}
    two = {"id": "veins", "title": "Veins", "rules": [{**finding, "id": "V1"}]}
    beside = {**two, "also": True}

    assert read_ruleset(document() | {"patterns": [one, beside]}, FORM).several == ""
    assert fault(document() | {"patterns": [one, two]}) == (
        "Name the pattern of answers that speak for several."
    )


def test_two_rules_of_one_name_are_refused():
    twice = document()
    twice["rules"] *= 2

    assert fault(twice) == "Two rules have the same id."


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**4), st.sampled_from(ODD)), max_size=3))
def test_broken_rules_are_refused_or_can_be_used(breaks):
    broken = leg_check_rules()
    for number, odd in breaks:
        found = places(broken)
        container, key = found[number % len(found)]
        if odd is DELETE:
            del container[key]
        else:
            container[key] = copy.deepcopy(odd)

    try:
        ruleset = read_ruleset(broken, LEG_CHECK)
    except DefinitionError as error:
        assert json.dumps(str(error))
    else:
        triage(ruleset.rules, {"chest_pain": True, "age": 70})
