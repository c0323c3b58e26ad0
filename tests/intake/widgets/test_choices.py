"""Choosing among options, with own words beside them."""

from __future__ import annotations

from intake.domain.items import Item, ItemType, Option
from intake.widgets.choosing import widget_for


def test_the_choice_of_own_words_is_called_what_its_author_calls_it():
    sports = (Option("walk", "Walking"), Option("run", "Running"))
    widget = widget_for(Item("q", ItemType.OPEN_CHOICE, options=sports, other_label="Dancing"))

    drawn = widget.render("q", [])

    assert "Dancing" in drawn
    assert "Something else" not in drawn
