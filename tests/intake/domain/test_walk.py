"""The walk: which pages a patient meets, and where Back and Continue lead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from intake.domain.items import Item, ItemType
from intake.domain.paging import ANSWER_ONE, whole_page
from intake.domain.rings import add, finish
from intake.domain.walk import Walk
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
    return [each.key for each in found]


def test_a_chain_opens_one_question_at_a_time():
    assert names(Walk(CHAIN, {}).asked) == ["a"]
    assert names(Walk(CHAIN, {"a": True}).asked) == ["a", "b"]
    assert names(Walk(CHAIN, {"a": True, "b": True}).asked) == ["a", "b", "c"]
    assert names(Walk(CHAIN, ALL_YES).asked) == ["a", "b", "c", "d"]


def test_a_hidden_answer_cannot_open_a_later_branch():
    assert Walk(CHAIN, ALL_YES | {"a": False}).live == {"a": False}
    assert Walk(CHAIN, ALL_YES | {"b": False}).live == {"a": True, "b": False}
    assert names(Walk(CHAIN, ALL_YES | {"a": None}).asked) == ["a"]


def test_a_hidden_answer_comes_back_with_its_question():
    kept = ALL_YES | {"a": False}

    assert Walk(CHAIN, kept | {"a": True}).live == ALL_YES


def test_a_blank_answer_is_asked_but_does_not_count():
    assert Walk(CHAIN, {"a": True, "b": None}).live == {"a": True}


@pytest.mark.parametrize(
    ("given", "by_all", "by_any"),
    [({}, 0, 0), ({"a": True}, 0, 1), ({"b": True}, 0, 1), ({"a": True, "b": True}, 1, 1)],
)
def test_a_question_may_wait_for_all_or_for_any(given, by_all, by_any):
    both = (when("a"), when("b"))
    definition = form(
        yes_no("a"), yes_no("b"), yes_no("all", *both), yes_no("any", *both, enable_any=True)
    )

    shown = names(Walk(definition, given).asked)

    assert ("all" in shown, "any" in shown) == (by_all, by_any)


def test_a_question_may_wait_for_a_later_one():
    definition = form(yes_no("early", when("late")), yes_no("late"))

    assert names(Walk(definition, {}).asked) == ["late"]
    assert names(Walk(definition, {"late": True}).asked) == ["early", "late"]
    assert Walk(definition, {"late": True}).after("late") is None
    assert Walk(definition, {"late": True}).first_open.key == "early"


def test_a_closed_group_closes_everything_below_it():
    deep = group("outer", group("inner", yes_no("b")), when=(when("a"),))
    definition = form(yes_no("a"), deep, yes_no("c", when("b")))

    assert names(Walk(definition, {"a": False, "b": True, "c": True}).asked) == ["a"]
    assert names(Walk(definition, {"a": True, "b": True}).asked) == ["a", "b", "c"]


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

    assert names(Walk(definition, {}).asked) == ["free"]
    assert names(Walk(definition, every).asked) == ["free"]
    assert names(Walk(definition, every).pages) == ["free"]


def test_a_long_chain_told_backwards_is_walked():
    links = [yes_no(f"q{n}", when(f"q{n + 1}")) for n in range(2000)]
    definition = form(*links, yes_no("q2000"))
    every = {f"q{n}": True for n in range(2001)}

    assert len(Walk(definition, every).asked) == 2001
    assert names(Walk(definition, every | {"q1999": False}).asked) == ["q1999", "q2000"]


PAGED = form(
    text("hello"),
    page("first", yes_no("a"), text("note"), group("more", yes_no("b", when("a")))),
    group("section", text("loose"), yes_no("c"), yes_no("d", when("c"), why="Because.")),
    page("empty", text("nothing"), yes_no("e", when("d"))),
    page("last", yes_no("f")),
)


def test_a_group_is_one_page_and_a_loose_question_its_own():
    found = Walk(PAGED, {"a": True, "c": True}).pages

    assert names(found) == ["first", "c", "d", "empty", "last"]
    assert [names(each.questions) for each in found] == [["a", "b"], ["c"], ["d"], [], ["f"]]
    assert [each.section for each in found] == ["First", "Section", "Section", "Empty", "Last"]
    assert found[2].why == "Because."


def texts(page) -> list[str]:
    return [each.key for each in page.items if each.item.type == ItemType.DISPLAY]


def test_a_text_stands_on_the_page_of_the_next_question():
    found = Walk(PAGED, {}).pages

    assert [texts(each) for each in found] == [["hello", "note"], ["loose"], ["nothing"], []]


def test_a_page_may_have_nothing_but_a_text_to_read():
    without = Walk(PAGED, {"a": False, "c": False, "f": True})
    with_one = Walk(PAGED, {"c": True, "d": True})

    assert without.first_open.key == "empty"
    assert without.first_open.keys == ("empty",)
    assert Walk(PAGED, {**without.answers, "empty": None}).first_open is None
    assert names(with_one.pages[3].items) == ["nothing", "e"]


def test_a_text_after_the_last_question_has_a_page_of_its_own():
    definition = form(yes_no("a"), text("bye"), text("thanks"))

    last = Walk(definition, {"a": True}).after("a")

    assert (last.key, names(last.items)) == ("bye", ["bye", "thanks"])
    assert Walk(definition, {"a": True, "bye": None}).first_open is None


def test_a_question_below_a_question_is_asked_after_it():
    nested = choice("leg", "left", "right", items=(yes_no("worse", when("leg", "left")),))

    assert names(Walk(form(nested), {"leg": "left"}).pages) == ["leg", "worse"]
    assert names(Walk(form(page("both", nested)), {"leg": "left"}).pages[0].items) == [
        "leg",
        "worse",
    ]


def test_continue_leads_on_page_by_page():
    given = {"a": False, "c": False, "empty": None}

    assert Walk(PAGED, given).after("first").key == "c"
    assert Walk(PAGED, given).after("c").key == "empty"
    assert Walk(PAGED, given).after("empty").key == "last"
    assert Walk(PAGED, given | {"f": None}).after("last") is None


def test_a_page_that_grew_a_follow_up_comes_again():
    assert Walk(PAGED, {"a": True}).after("first").key == "first"
    assert Walk(PAGED, {"a": True, "b": False}).after("first").key == "c"


def test_back_leads_to_the_page_before_and_then_to_the_start():
    assert Walk(PAGED, {"c": True}).before("empty").key == "d"
    assert Walk(PAGED, {"c": False}).before("empty").key == "c"
    assert Walk(PAGED, {}).before("first") is None
    assert Walk(PAGED, {"c": False}).before("d") is None


def test_who_comes_back_goes_on_at_the_first_open_page():
    assert Walk(PAGED, {}).first_open.key == "first"
    assert Walk(PAGED, {"a": None}).first_open.key == "c"
    assert Walk(PAGED, {"a": False, "c": False, "empty": None, "f": True}).first_open is None
    assert Walk(PAGED, {"a": False}).after("a page that went away").key == "c"


def test_a_page_is_found_only_where_the_answers_lead_to_it():
    found, place = Walk(PAGED, {"c": True}).find("d")

    assert (found.key, place) == ("d", 2)
    assert Walk(PAGED, {"c": False}).find("d") is None


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_every_asked_question_is_on_exactly_one_page(definition, answers):
    walk = Walk(definition, answers)
    on_pages = names(each for page in walk.pages for each in page.questions)

    assert sorted(on_pages) == sorted(names(walk.asked))
    assert len({each.key for each in walk.pages}) == len(walk.pages)
    assert all(page.items or page.more for page in walk.pages)
    assert all(definition.place(each.key) for page in walk.pages for each in (page, *page.items))


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_live_answers_hold_only_what_is_asked_and_stay_what_they_are(definition, answers):
    walk = Walk(definition, answers)
    again = Walk(definition, walk.live)
    endings = {page.key for page in walk.pages if page.more}

    assert walk.live.keys() <= {*names(walk.asked), *endings}
    assert all(walk.live[name] == answers[name] for name in walk.live.keys() - endings)
    assert again.live == walk.live
    assert names(again.asked) == names(walk.asked)


@settings(max_examples=150, deadline=None)
@given(questionnaires(), ANSWERS)
def test_whoever_answers_page_by_page_comes_to_an_end(definition, wishes):
    answers, seen = {}, []
    here = Walk(definition, {}).first_open
    while here is not None and len(seen) <= 4 * len(NAMES) ** 2:
        seen.append(here.key)
        if here.more:
            change = add if here.more.missing or here.broken else finish
            answers = change(definition, answers, here.more.place)
        else:
            answers |= dict.fromkeys(here.keys)
            least = True if here.broken else None  # a required group wants one answer
            for each in here.questions:
                wish = wishes.get(each.item.link_id)
                answers[each.key] = least if wish in (None, "") else wish
        walk = Walk(definition, answers)
        here = walk.after(here.key) or walk.first_open

    assert here is None
    assert all(name in answers for name in names(Walk(definition, answers).asked))


def test_a_group_within_a_page_is_a_heading_where_something_stands_below_it():
    inner = group("inner", yes_no("b", when("a")))
    definition = form(page("outer", yes_no("a"), inner))

    assert names(Walk(definition, {"a": True}).pages[0].items) == ["a", "inner", "b"]
    assert names(Walk(definition, {"a": False}).pages[0].items) == ["a"]


def test_a_whole_page_is_all_that_it_could_ask_whatever_the_answers():
    grown = whole_page(PAGED, "first")

    assert grown is not None
    assert names(grown.questions) == ["a", "b"]
    assert whole_page(PAGED, "not there") is None
    assert whole_page(PAGED, "section") is None


def test_a_group_that_must_be_answered_is_blank_only_where_something_could_be_said():
    fixed = Item("score", ItemType.INTEGER, "Score", read_only=True)
    two = group("two", yes_no("a"), yes_no("b"), required=True)

    asked_in_vain = Walk(form(two), {"a": None, "b": None})
    nothing_to_say = Walk(form(yes_no("c"), group("one", fixed, required=True)), {"c": True})

    assert asked_in_vain.first_open.broken == (("two", ANSWER_ONE),)
    assert Walk(form(two), {"a": None, "b": False}).first_open is None
    assert not any(page.broken for page in nothing_to_say.pages)


def test_who_answered_nothing_comes_back_to_where_an_answer_can_be_given():
    empty = group("blood_test", repeats=True)
    definition = form(group("two", yes_no("a"), yes_no("b"), empty, required=True))
    left_blank = {"a": None, "b": None}

    still_to_come = Walk(definition, left_blank).first_open
    all_seen = Walk(definition, finish(definition, left_blank, still_to_come.more.place))

    assert (still_to_come.key, all_seen.first_open.key) == ("blood_test", "b")
    assert all_seen.first_open.broken == (("two", ANSWER_ONE),)
