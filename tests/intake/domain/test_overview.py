"""Answers laid out to be read: what repeats stands one after the other."""

from __future__ import annotations

from intake.domain import overview
from intake.domain.items import Item, ItemType
from intake.domain.values import Instances
from intake.domain.walk import Walk
from tests.intake.domain.make import form, group, page, yes_no

SHOES = group(
    "shoes",
    Item("kind", ItemType.STRING, "What kind?"),
    yes_no("old"),
    group("spots", Item("spot", ItemType.STRING, "Where?"), repeats=True),
    repeats=True,
)
FORM = form(
    Item("town", ItemType.STRING, "Which town?"),
    page("numbers", Item("score", ItemType.INTEGER, "Score", read_only=True, initial=(12,))),
    SHOES,
    Item("last", ItemType.STRING, "Anything else?", initial=("No",)),
)
ANSWERS = {
    "town": "Elm Grove",
    "shoes": Instances((0, 3), finished=True),
    "kind@0": "Boots",
    "old@0": True,
    "spots@0": Instances((0,), finished=True),
    "spot@0.0": "Toe",
    "kind@3": "Sandals",
    "old@3": False,
    "spots@3": Instances((2,), finished=True),
    "spot@3.2": "Heel",
}


def test_each_instance_is_a_section_of_its_own():
    sections = overview.sections(Walk(FORM, ANSWERS))

    assert [section.title for section in sections] == [
        *("", "Numbers", "Shoes 1", "Shoes 1: Spots 1"),
        *("Shoes 2", "Shoes 2: Spots 1", "Shoes", ""),
    ]
    rows = {row.answer for section in sections[3:4] for row in section.rows}
    assert "Toe" in rows
    assert "Heel" not in rows


def test_what_repeats_says_how_often_it_is_there():
    sections = overview.sections(Walk(FORM, ANSWERS))

    assert [(row.question, row.answer) for row in sections[6].rows] == [("Shoes", "2 added")]


def test_an_instance_is_known_by_its_own_first_answers():
    walk = Walk(FORM, ANSWERS)
    [ending] = [page.more for page in walk.pages if page.key == "shoes"]

    found = overview.instances(walk, ending)

    assert [(each.number, each.title, each.summary) for each in found] == [
        (0, "Shoes 1", "Boots"),
        (3, "Shoes 2", "Sandals"),
    ]
    assert [each.page.key for each in found] == ["kind@0", "kind@3"]


def test_a_page_begins_with_what_its_author_put_there():
    walk = Walk(FORM, ANSWERS)
    pages = {page.key: page for page in walk.pages}

    assert overview.standing(walk, pages["last"]) == {"last": "No"}
    assert overview.standing(walk, pages["town"]) == {"town": "Elm Grove"}
    assert overview.standing(Walk(FORM, {"last": None}), pages["last"]) == {"last": None}
