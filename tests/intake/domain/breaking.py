"""Ways to break a document, anywhere in it."""

from __future__ import annotations

import copy

from hypothesis import strategies as st

DELETE = object()
ODD = [None, True, 0, -1, 1.5, "", "x", "\ud800", [], [None], [[]], {}, {"a": {}}, DELETE]
BREAKS = st.lists(st.tuples(st.integers(0, 10**4), st.sampled_from(ODD)), max_size=3)


def places(node: object) -> list[tuple]:
    """Return the (container, key) of every node of a document."""
    found = []
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        found.append((node, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


def break_up(document: dict, breaks: list[tuple]) -> dict:
    """Put something odd, or nothing, into some places of a document."""
    for number, odd in breaks:
        found = places(document)
        container, key = found[number % len(found)]
        if odd is DELETE:
            del container[key]
        else:
            container[key] = copy.deepcopy(odd)
    return document
