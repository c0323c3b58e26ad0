"""How far along a page is."""

from __future__ import annotations

from dataclasses import dataclass

LEAF_STEP = 28


@dataclass(frozen=True)
class Leaf:
    """One page of the progress drawing: done, now, or to come."""

    state: str
    x: int


@dataclass(frozen=True)
class Progress:
    """How far along a page is, in words and as a row of leaves."""

    number: int
    leaves: tuple[Leaf, ...]

    @classmethod
    def at(cls, place: int, total: int) -> Progress:
        states = ["on"] * place + ["now"] + [""] * (total - place - 1)
        leaves = (Leaf(state, LEAF_STEP * n) for n, state in enumerate(states))
        return cls(place + 1, tuple(leaves))

    @property
    def width(self) -> int:
        return LEAF_STEP * len(self.leaves)
