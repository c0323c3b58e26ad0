"""What can be wrong with an expression: each says why in words that name nobody's answer."""

from __future__ import annotations


class Fault(Exception):
    """An expression cannot be read, or cannot be worked out."""


MOST_ITEMS = 20_000
TOO_MUCH = Fault("It makes too much of its answers.")
