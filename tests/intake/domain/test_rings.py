"""What repeats: instances come and go, and each has branches of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from intake.domain.items import Item, ItemType
from intake.domain.places import Place
from intake.domain.rings import add, finish, remove
from intake.domain.values import Instances
from intake.domain.walk import Walk
from tests.intake.domain.make import (
    ANSWERS,
    choice,
    form,
    group,
    page,
    questionnaires,
    text,
    when,
    yes_no,
)

MEDICINES = form(
    yes_no("any"),
    group(
        "medicine",
        Item("name", ItemType.STRING, "Name?"),
        yes_no("daily"),
        yes_no("morning", when("daily")),
        repeats=True,
        when=(when("any"),),
    ),
    yes_no("pills", when("daily")),
)
MEDICINE = Place("medicine")


def keys(found) -> list[str]:
    return [each.key for each in found]


def with_two(**answers):
    return {"any": True, "medicine": Instances((0, 1)), **answers}


def test_an_optional_repetition_begins_with_the_question_whether_there_is_one():
    walk = Walk(MEDICINES, {"any": True})

    assert walk.after("any").key == "medicine"
    assert walk.after("any").more.numbers == ()
    assert walk.first_open.more.may_add


def test_a_required_repetition_begins_with_its_first_instance():
    definition = form(group("medicine", yes_no("daily"), repeats=True, required=True))

    assert keys(Walk(definition, {}).pages) == ["daily@0", "medicine"]
    assert Walk(definition, {}).first_open.key == "daily@0"


def test_as_many_instances_as_there_must_be_are_asked_at_once():
    definition = form(group("medicine", yes_no("daily"), repeats=True, min_occurs=2))

    walk = Walk(definition, {"daily@0": True, "daily@1": True})

    assert keys(walk.pages) == ["daily@0", "daily@1", "medicine"]
    assert walk.first_open.more.missing == 0
    assert Walk(definition, {"medicine": Instances((0,), True)}).pages[-1].more.missing == 1


def test_no_more_are_added_than_there_may_be():
    definition = form(group("medicine", yes_no("daily"), repeats=True, max_occurs=1))

    full = Walk(definition, {"medicine": Instances((0,)), "daily@0": True})

    assert not full.pages[-1].more.may_add
    assert full.first_open is None


def test_each_instance_is_asked_and_its_answers_stay_apart():
    walk = Walk(MEDICINES, with_two(**{"daily@0": True, "daily@1": False}))

    assert keys(walk.asked)[:6] == ["any", "name@0", "name@1", "daily@0", "daily@1", "morning@0"]
    assert [each.section for each in walk.pages if each.key == "daily@1"] == ["Medicine 2"]


def test_a_condition_looks_into_its_own_instance_first():
    walk = Walk(MEDICINES, with_two(**{"daily@0": False, "daily@1": True}))

    assert "morning@1" in keys(walk.asked)
    assert "morning@0" not in keys(walk.asked)


def test_from_outside_a_condition_looks_at_every_instance():
    one = Walk(MEDICINES, with_two(**{"daily@0": False, "daily@1": True}))
    none = Walk(MEDICINES, with_two(**{"daily@0": False, "daily@1": False}))

    assert "pills" in keys(one.asked)
    assert "pills" not in keys(none.asked)
    assert one.by_question["daily"] == (False, True)


def test_answers_in_a_closed_repetition_are_dead():
    closed = with_two(**{"any": False, "daily@0": True})

    assert Walk(MEDICINES, closed).live == {"any": False}


def test_one_more_opens_its_first_page_and_then_asks_again():
    added = add(MEDICINES, {"any": True}, MEDICINE)

    assert added["medicine"] == Instances((0,))
    assert Walk(MEDICINES, added).first_open.key == "name@0"

    whole = {**added, "name@0": "Aspirin", "daily@0": False}
    assert Walk(MEDICINES, whole).first_open.key == "medicine"
    assert Walk(MEDICINES, finish(MEDICINES, whole, MEDICINE)).first_open is None


def test_a_number_that_was_taken_away_is_not_given_to_another():
    given = with_two(**{"name@0": "Aspirin", "name@1": "Heparin"})

    fewer = remove(MEDICINES, given, MEDICINE, 0)
    again = add(MEDICINES, fewer, MEDICINE)

    assert fewer == {"any": True, "medicine": Instances((1,)), "name@1": "Heparin"}
    assert again["medicine"] == Instances((1, 2))
    assert [each.title for each in Walk(MEDICINES, fewer).pages][1] == "Name?"
    assert Walk(MEDICINES, fewer).pages[1].section == "Medicine 1"


NESTED = form(
    group(
        "visit",
        yes_no("kept"),
        group("drug", yes_no("helped"), yes_no("again", when("helped")), repeats=True),
        yes_no("well", when("kept")),
        repeats=True,
    )
)


def test_repetitions_within_repetitions_keep_apart_too():
    answers = {
        "visit": Instances((0, 1), True),
        "drug@0": Instances((0,), True),
        "drug@1": Instances((0, 1), True),
        "helped@0.0": False,
        "helped@1.0": False,
        "helped@1.1": True,
        "kept@1": True,
    }
    walk = Walk(NESTED, answers)

    assert [key for key in keys(walk.asked) if key.startswith(("again", "well"))] == [
        "again@1.1",
        "well@1",
    ]


def test_taking_away_takes_all_that_is_inside():
    answers = {
        "visit": Instances((0, 1), True),
        "drug@0": Instances((0, 1), True),
        "drug@1": Instances((0,), True),
        "helped@0.1": True,
        "helped@1.0": True,
        "kept@0": True,
    }

    assert remove(NESTED, answers, Place("visit"), 0) == {
        "visit": Instances((1,)),
        "drug@1": Instances((0,), True),
        "helped@1.0": True,
    }
    assert "helped@0.1" not in remove(NESTED, answers, Place("drug", (0,)), 1)
    assert "helped@1.0" in remove(NESTED, answers, Place("drug", (0,)), 1)


def test_what_repeats_on_a_page_comes_after_it():
    definition = form(
        page("about", yes_no("a"), group("r", yes_no("b"), repeats=True), yes_no("c"))
    )

    walk = Walk(definition, {"r": Instances((0,))})

    assert keys(walk.pages) == ["about", "b@0", "r"]
    assert keys(walk.pages[0].questions) == ["a", "c"]


def test_a_question_that_repeats_with_more_below_it_is_asked_one_by_one():
    pain = Item("pain", ItemType.STRING, "Where?", repeats=True, items=(yes_no("worse"),))

    walk = Walk(form(pain), {"pain": Instances((0, 1)), "pain@0": "knee"})

    assert keys(walk.pages) == ["pain@0", "worse@0", "pain@1", "worse@1", "pain"]
    assert walk.live == {"pain": Instances((0, 1)), "pain@0": "knee"}


def test_below_a_choice_each_chosen_answer_has_its_own_questions():
    feels = choice(
        "feels", "cramp", "ache", "itch", repeats=True, items=(text("note"), yes_no("n"))
    )

    walk = Walk(form(feels), {"feels": ("cramp", "itch")})

    assert keys(walk.pages) == ["feels", "n@0", "n@2"]
    assert [each.section for each in walk.pages] == ["", "Cramp", "Itch"]
    assert keys(walk.pages[2].items) == ["note@2", "n@2"]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("any", Place("any")),
        ("daily@1", Place("daily", (1,))),
        ("medicine", Place("medicine")),
        ("medicine@3", Place("medicine", (3,))),
        ("daily", None),
        ("daily@1.1", None),
        ("any@0", None),
        ("nobody@0", None),
        ("daily@x", None),
    ],
)
def test_a_key_is_a_place_only_where_it_fits(key, place):
    assert MEDICINES.place(key) == place


@settings(max_examples=100, deadline=None)
@given(questionnaires(), ANSWERS)
def test_whatever_is_added_can_be_taken_away_again(definition, answers):
    endings = [each.more for each in Walk(definition, answers).pages if each.more]
    for more in endings:
        added = add(definition, answers, more.place)
        number = added[more.place.key].numbers[-1]
        removed = remove(definition, added, more.place, number)

        assert number not in more.numbers
        assert Walk(definition, removed).find(more.place.key)[0].more.numbers == more.numbers
