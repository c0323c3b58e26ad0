"""The outline of a draft: a row for each item."""

from __future__ import annotations

from intake.domain.drafting.rows import outline
from tests.intake.domain.drafting.make import swelling


def test_each_row_stands_one_step_further_in_than_what_it_is_part_of():
    assert [(row.number, row.depth, row.parent) for row in outline(swelling())] == [
        ("1", 0, ""),
        ("1.1", 1, "page"),
        ("1.2", 1, "page"),
        ("2", 0, ""),
    ]
