"""What two sequences share is found in order, and fast however they differ."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.alignment import common, rising

members = st.lists(st.sampled_from("abcdefgh"), max_size=60)


@given(members, members)
def test_pairs_are_alike_and_rise_on_both_sides(before, after):
    pairs = common(before, after)

    assert all(before[i] == after[j] for i, j in pairs)
    assert all(i < next_i and j < next_j for (i, j), (next_i, next_j) in pairwise(pairs))


@given(members)
def test_a_sequence_has_all_in_common_with_itself(same):
    assert common(same, same) == [(place, place) for place in range(len(same))]


@pytest.mark.parametrize(
    ("before", "after", "shared"),
    [
        ("", "", ""),
        ("", "abc", ""),
        ("abc", "xyz", ""),
        ("abc", "abxc", "abc"),
        ("xabcy", "zabcw", "abc"),
        ("aab", "ab", "ab"),
        ("abcdefgh", "efghabcd", "abcd"),
    ],
)
def test_what_is_shared_is_found(before, after, shared):
    assert len(common(before, after)) == len(shared)


def test_a_long_stretch_without_a_fixed_point_counts_as_different():
    before, after = ["a", "b"] * 5_000, ["b", "b", "a"] * 5_000

    assert len(common(before, after)) < 10


def test_the_longest_rising_chain_is_kept():
    assert rising([(0, 5), (1, 0), (2, 1), (3, 4), (4, 2)]) == [(1, 0), (2, 1), (4, 2)]
    assert rising([]) == []
