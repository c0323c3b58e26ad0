"""The walk: which pages a patient meets, and where Back and Continue lead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from intake.domain.walk import (
    asked,
    find_page,
    first_open_page,
    live_answers,
    next_page,
    pages,
    previous_page,
    whole_page,
)
from tests.intake.domain.make import (
    ANSWERS,
    NAMES,
    choice,
    form,
    group,
    page,
    questionnaires,
    text,
    when,
    yes_no,
)

CHAIN = form(
    yes_no("a"),
    yes_no("b", when("a")),
    yes_no("c", when("b")),
    yes_no("d", when("c")),
)
ALL_YES = {"a": True, "b": True, "c": True, "d": True}


def names(found) -> list[str]:
    return [each.link_id for each in found]


def test_a_chain_opens_one_question_at_a_time():
    assert names(asked(CHAIN, {})) == ["a"]
    assert names(asked(CHAIN, {"a": True})) == ["a", "b"]
    assert names(asked(CHAIN, {"a": True, "b": True})) == ["a", "b", "c"]
    assert names(asked(CHAIN, ALL_YES)) == ["a", "b", "c", "d"]


def test_a_hidden_answer_cannot_open_a_later_branch():
    assert live_answers(CHAIN, ALL_YES | {"a": False}) == {"a": False}
    assert live_answers(CHAIN, ALL_YES | {"b": False}) == {"a": True, "b": False}
    assert names(asked(CHAIN, ALL_YES | {"a": None})) == ["a"]


def test_a_hidden_answer_comes_back_with_its_question():
    kept = ALL_YES | {"a": False}

    assert live_answers(CHAIN, kept | {"a": True}) == ALL_YES


def test_a_blank_answer_is_asked_but_does_not_count():
    assert live_answers(CHAIN, {"a": True, "b": None}) == {"a": True}


@pytest.mark.parametrize(
    ("given", "by_all", "by_any"),
    [({}, 0, 0), ({"a": True}, 0, 1), ({"b": True}, 0, 1), ({"a": True, "b": True}, 1, 1)],
)
def test_a_question_may_wait_for_all_or_for_any(given, by_all, by_any):
    both = (when("a"), when("b"))
    definition = form(
        yes_no("a"), yes_no("b"), yes_no("all", *both), yes_no("any", *both, enable_any=True)
    )

    shown = names(asked(definition, given))

    assert ("all" in shown, "any" in shown) == (by_all, by_any)


def test_a_question_may_wait_for_a_later_one():
    definition = form(yes_no("early", when("late")), yes_no("late"))

    assert names(asked(definition, {})) == ["late"]
    assert names(asked(definition, {"late": True})) == ["early", "late"]
    assert next_page(definition, {"late": True}, "late") is None
    assert first_open_page(definition, {"late": True}).link_id == "early"


def test_a_closed_group_closes_everything_below_it():
    deep = group("outer", group("inner", yes_no("b")), when=(when("a"),))
    definition = form(yes_no("a"), deep, yes_no("c", when("b")))

    assert names(asked(definition, {"a": False, "b": True, "c": True})) == ["a"]
    assert names(asked(definition, {"a": True, "b": True})) == ["a", "b", "c"]


@pytest.mark.parametrize("operator", ["=", "!="])
def test_questions_in_a_circle_are_not_asked(operator):
    one, two = when("two", True, operator), when("one", True, operator)
    itself, child = when("itself", True, operator), when("child", True, operator)
    definition = form(
        yes_no("one", one),
        yes_no("two", two),
        yes_no("itself", itself),
        group("parent", yes_no("child"), when=(child,)),
        yes_no("free"),
    )
    every = dict.fromkeys(["one", "two", "itself", "child", "free"], True)

    assert names(asked(definition, {})) == ["free"]
    assert names(asked(definition, every)) == ["free"]
    assert names(pages(definition, every)) == ["free"]


def test_a_long_chain_told_backwards_is_walked():
    links = [yes_no(f"q{n}", when(f"q{n + 1}")) for n in range(2000)]
    definition = form(*links, yes_no("q2000"))
    every = {f"q{n}": True for n in range(2001)}

    assert len(asked(definition, every)) == 2001
    assert names(asked(definition, every | {"q1999": False})) == ["q1999", "q2000"]


PAGED = form(
    text("hello"),
    page("first", yes_no("a"), text("note"), group("more", yes_no("b", when("a")))),
    group("section", text("loose"), yes_no("c"), yes_no("d", when("c"), why="Because.")),
    page("empty", text("nothing"), yes_no("e", when("d"))),
    page("last", yes_no("f")),
)


def test_a_group_is_one_page_and_a_loose_question_its_own():
    found = pages(PAGED, {"a": True, "c": True})

    assert names(found) == ["first", "c", "d", "last"]
    assert [names(each.questions) for each in found] == [["a", "b"], ["c"], ["d"], ["f"]]
    assert [each.section for each in found] == ["First", "Section", "Section", "Last"]
    assert found[2].why == "Because."


def test_a_text_stands_on_the_page_of_the_next_question():
    found = pages(PAGED, {})

    assert [names(each.texts) for each in found] == [["hello", "note"], ["loose"], []]


def test_a_page_without_a_question_is_not_shown():
    without = pages(PAGED, {"c": True})
    with_one = pages(PAGED, {"c": True, "d": True})

    assert "empty" not in names(without)
    assert names(with_one[3].items) == ["nothing", "e"]


def test_a_question_below_a_question_is_asked_after_it():
    nested = choice("leg", "left", "right", items=(yes_no("worse", when("leg", "left")),))

    assert names(pages(form(nested), {"leg": "left"})) == ["leg", "worse"]
    assert names(pages(form(page("both", nested)), {"leg": "left"})[0].items) == ["leg", "worse"]


def test_continue_leads_on_page_by_page():
    given = {"a": False, "c": False}

    assert next_page(PAGED, given, "first").link_id == "c"
    assert next_page(PAGED, given, "c").link_id == "last"
    assert next_page(PAGED, given | {"f": None}, "last") is None


def test_a_page_that_grew_a_follow_up_comes_again():
    assert next_page(PAGED, {"a": True}, "first").link_id == "first"
    assert next_page(PAGED, {"a": True, "b": False}, "first").link_id == "c"


def test_back_leads_to_the_page_before_and_then_to_the_start():
    assert previous_page(PAGED, {"c": True}, "last").link_id == "d"
    assert previous_page(PAGED, {"c": False}, "last").link_id == "c"
    assert previous_page(PAGED, {}, "first") is None
    assert previous_page(PAGED, {"c": False}, "d") is None


def test_who_comes_back_goes_on_at_the_first_open_page():
    assert first_open_page(PAGED, {}).link_id == "first"
    assert first_open_page(PAGED, {"a": None}).link_id == "c"
    assert first_open_page(PAGED, {"a": False, "c": False, "f": True}) is None
    assert next_page(PAGED, {"a": False}, "a page that went away").link_id == "c"


def test_a_page_is_found_only_where_the_answers_lead_to_it():
    found, place = find_page(PAGED, {"c": True}, "d")

    assert (found.link_id, place) == ("d", 2)
    assert find_page(PAGED, {"c": False}, "d") is None


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_every_asked_question_is_on_exactly_one_page(definition, answers):
    found = pages(definition, answers)
    on_pages = [item.link_id for each in found for item in each.questions]

    assert sorted(on_pages) == sorted(names(asked(definition, answers)))
    assert len({each.link_id for each in found}) == len(found)
    assert all(each.questions for each in found)


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_live_answers_hold_only_what_is_asked_and_stay_what_they_are(definition, answers):
    live = live_answers(definition, answers)

    assert live.keys() <= set(names(asked(definition, answers)))
    assert all(live[name] == answers[name] for name in live)
    assert live_answers(definition, live) == live
    assert names(asked(definition, live)) == names(asked(definition, answers))


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_whoever_answers_page_by_page_comes_to_an_end(definition, wishes):
    answers, here, seen = {}, first_open_page(definition, {}), []
    while here is not None and len(seen) <= len(NAMES) ** 2:
        seen.append(here.link_id)
        answers |= {item.link_id: wishes.get(item.link_id) for item in here.questions}
        onward = next_page(definition, answers, here.link_id)
        here = onward or first_open_page(definition, answers)

    assert here is None
    assert all(name in answers for name in names(asked(definition, answers)))


def test_a_whole_page_is_all_that_it_could_ask_whatever_the_answers():
    grown = whole_page(PAGED, "first")

    assert grown is not None
    assert names(grown.questions) == ["a", "b"]
    assert whole_page(PAGED, "not there") is None
    assert whole_page(PAGED, "section") is None
