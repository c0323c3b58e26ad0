"""What the buttons of a condition do to its lines, and where there is an end."""

from __future__ import annotations

import pytest

from intake.domain.drafting.tree import DraftError
from intake.domain.ruling import arranging
from intake.domain.ruling.lines import CONDITION, DEEPEST, GROUP, MOST_LINES, Line


def depths(lines) -> list[tuple[str, int]]:
    return [(line.kind, line.depth) for line in lines]


def test_a_new_group_has_room_for_a_first_condition():
    assert depths(arranging.add((), None, GROUP)) == [(GROUP, 0), ("condition", 1)]


def test_groups_in_groups_have_an_end():
    lines = arranging.add((), None, GROUP)
    for depth in range(1, DEEPEST):
        group = max(n for n, line in enumerate(lines) if line.kind == GROUP)
        lines = arranging.add(lines, group, GROUP)
        assert lines[-1].depth == depth + 1

    group = max(n for n, line in enumerate(lines) if line.kind == GROUP)
    with pytest.raises(DraftError, match="nested too deeply"):
        arranging.add(lines, group, GROUP)
    with pytest.raises(DraftError, match="nested too deeply"):
        arranging.act(lines, "in", len(lines) - 1)


def test_a_rule_has_room_for_so_many_conditions_and_no_more():
    full = tuple(Line() for _ in range(MOST_LINES))

    assert len(arranging.add(full[1:], None, CONDITION)) == MOST_LINES
    with pytest.raises(DraftError, match=f"room for {MOST_LINES} conditions"):
        arranging.add(full, None, CONDITION)
