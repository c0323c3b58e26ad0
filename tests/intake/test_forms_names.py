"""What authors call their questions, and what stands in a page beside them."""

from __future__ import annotations

import pytest

from intake.domain.items import Item, ItemType
from tests.intake.test_forms import drawn, form


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "save-and-come-back", "form:remove"])
def test_no_question_presses_a_button_or_takes_the_place_of_the_token(name):
    item = Item(name, ItemType.STRING, "What?")

    bound = form(item, typed=f"{name}~=Boots")

    assert f'name="{name}~"' in drawn(bound, name)
    assert bound.is_valid(), bound.errors
    assert not bound.only_redraws
    assert bound.cleaned_data == {name: "Boots"}
