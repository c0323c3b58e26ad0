"""Whatever is edited, in whatever order: nothing foreign is lost, and it can be read."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

from hypothesis import given, settings

from intake.domain import differences, drafting, linting
from intake.domain.drafting import tree
from intake.domain.reading.source import write
from tests.intake.domain.drafting.make import FOREIGN, edited, nodes, swelling


@settings(max_examples=150, deadline=None)
@given(edited())
def test_foreign_extensions_survive_on_every_item_that_does(series):
    before, after = series
    there = tree.names(after)

    assert before == swelling()
    assert after["useContext"] == before["useContext"]
    assert FOREIGN in after["extension"]
    for spot in tree.spots(before):
        name = tree.link_id(spot.node)
        if name in there and FOREIGN in spot.node.get("extension", []):
            assert FOREIGN in tree.find(after, name).node["extension"]


@settings(max_examples=150, deadline=None)
@given(edited())
def test_names_stay_unique_and_no_list_stays_empty(series):
    _, after = series
    names = Counter(tree.link_id(spot.node) for spot in tree.spots(after))

    assert [name for name, count in names.items() if count > 1 or not name] == []
    assert not any(node.get("item") == [] for node in nodes(after["item"]))


@settings(max_examples=150, deadline=None)
@given(edited())
def test_every_row_can_be_shown_changed_checked_and_compared(series):
    before, after = series

    for row in drafting.outline(after):
        assert drafting.question(after, row.link_id).link_id == row.link_id
    assert json.loads(write(after), parse_float=Decimal) == after
    assert differences.compare(after, after) == ()
    assert bool(differences.compare(before, after)) == (before != after)
    assert isinstance(linting.lint(after, {}, [before]), tuple)
