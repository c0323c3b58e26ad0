"""A few letters are enough to find an answer."""

from __future__ import annotations

import pytest

from intake.domain.finding import find, only
from intake.domain.items import Option

TOWNS = tuple(
    Option(name.casefold(), name)
    for name in ("Lake Alder", "Alder Bay", "Île Dorée", "Falls", "Cedar Falls")
)


def found(sought: str) -> list[str]:
    return [option.display for option in find(TOWNS, sought)]


def test_what_begins_with_it_comes_first():
    assert found("al") == ["Alder Bay", "Lake Alder", "Falls", "Cedar Falls"]


@pytest.mark.parametrize("sought", ["ile dor", "ÎLE", "  doree ", "dorée île"])
def test_marks_capitals_and_order_make_no_difference(sought):
    assert found(sought) == ["Île Dorée"]


def test_nothing_sought_hides_nothing():
    assert len(found(" ")) == len(TOWNS)


@pytest.mark.parametrize(
    ("sought", "meant"), [("ile", "Île Dorée"), ("falls", "Falls"), ("al", None), ("", None)]
)
def test_only_one_can_be_meant(sought, meant):
    option = only(TOWNS, sought)

    assert (option.display if option else None) == meant


def test_a_page_of_letters_is_looked_at_no_longer_than_a_line():
    assert found("x" * 1_000_000) == []
