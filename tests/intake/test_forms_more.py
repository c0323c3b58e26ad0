"""Is there another one? What is asked, and what it means."""

from __future__ import annotations

import pytest

from intake.domain.items import Item, ItemType
from intake.domain.pages import More
from intake.forms import MoreForm

SHOE = Item("shoe", ItemType.STRING, "What kind?")


def ending(*numbers: int, **more) -> More:
    return More(
        Item("shoes", ItemType.GROUP, "Shoes", repeats=True, items=(SHOE,), **more), (), numbers
    )


def test_the_first_one_is_offered_and_then_another():
    assert MoreForm(ending()).fields["more"].label == "Do you want to add one?"
    assert MoreForm(ending(0)).fields["more"].label == "Do you want to add another?"


@pytest.mark.parametrize(("typed", "wants"), [("true", True), ("false", False)])
def test_the_wish_is_understood(typed, wants):
    form = MoreForm(ending(0), {"more": typed})

    assert form.is_valid()
    assert form.wants_more is wants


@pytest.mark.parametrize("typed", ["", "perhaps"])
def test_no_wish_is_asked_for(typed):
    form = MoreForm(ending(0), {"more": typed})

    assert form.errors["more"] == ["Choose yes to add another one, or no to go on"]
    assert form.linked_errors()[0][0] == "id_more_0"


def test_what_must_be_there_is_added_without_a_question():
    form = MoreForm(ending(0, min_occurs=2), {})

    assert form.is_valid()
    assert form.wants_more
    assert form.limits == "Please add 1 more."


def test_a_full_list_asks_nothing():
    form = MoreForm(ending(0, 1, max_occurs=2), {})

    assert form.is_valid()
    assert not form.wants_more
    assert form.limits == "You have added as many as we can take."


def test_limits_are_told_where_there_are_any():
    assert MoreForm(ending(0)).limits == ""
    assert MoreForm(ending(0, max_occurs=3)).limits == "You can add up to 3."
    told = MoreForm(ending(0, 1, min_occurs=2, max_occurs=3)).limits
    assert told == "We need at least 2, and can take up to 3."


def test_nobody_adds_without_end():
    assert ending(*range(99)).may_add
    assert not ending(*range(100)).may_add
    assert not ending(*range(100), max_occurs=1_000_000).may_add
