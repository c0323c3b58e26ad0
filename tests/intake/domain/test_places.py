"""Keys in addresses: any linkId can be reached, and none is taken for a path."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.domain.places import Place, from_address, in_address, numbered


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("swelling", "swelling"),
        ("dose@0.1", "dose@0.1"),
        ("/59408-5", "~2F59408-5"),
        ("H1/T1", "H1~2FT1"),
        ("..", "~2E~2E"),
        ("a b?c#d", "a~20b~3Fc~23d"),
        ("50%~", "50~25~7E"),
    ],
)
def test_a_key_is_one_part_of_an_address(key, address):
    assert in_address(key) == address


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("~2F")
@example("%2F")
def test_every_key_comes_back_from_its_address(key):
    address = in_address(key)

    assert from_address(address) == key
    assert "/" not in address
    assert address.strip(".")


def test_a_place_is_read_from_its_key():
    place = Place("a@b", (2, 0))

    assert numbered(place.key) == place
    assert numbered("a@b") is None
    assert numbered("a@1234567890") is None
