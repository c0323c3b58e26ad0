"""Which rows a question of few answers gets."""

from __future__ import annotations

import pytest

from clinic.asking import Pair
from intake.domain.items import Item, ItemType, Option
from intake.widgets.choosing import widget_for


@pytest.mark.parametrize(
    ("answers", "are_beside"),
    [
        (("Yes", "No"), True),
        (("Sí", "No"), True),
        (("Yes", "No", "Unsure"), False),
        (("Below the knee", "At the knee or above it"), False),
    ],
)
def test_two_short_answers_stand_side_by_side(answers, are_beside):
    item = Item("ecq2", ItemType.CHOICE, options=tuple(Option(each, each) for each in answers))

    assert isinstance(widget_for(item), Pair) is are_beside
