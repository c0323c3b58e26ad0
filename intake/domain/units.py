"""Quantities compared: only where the units are the same, or one can be made of the other."""

from __future__ import annotations

from decimal import Decimal

from intake.domain.values import Quantity


def comparable(one: Quantity, other: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return both numbers in the same unit, or None where that makes no sense."""
    same = (one.system, one.code) == (other.system, other.code)
    if same and (one.code or one.unit == other.unit):
        return one.value, other.value
    return None
