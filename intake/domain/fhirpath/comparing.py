"""Comparing and reckoning: the operators and aggregates, with quantities among the numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Any

from fhirpathpy.engine.invocations import equality, math

from intake.domain.fhirpath.faults import Fault
from intake.domain.fhirpath.quantities import Amount, order
from intake.domain.fhirpath.values import data, is_extension_only, is_number, plain, quantity

Context = dict[str, Any]
Items = list[Any]
Operator = Callable[[Context, Items, Items], Any]


def equal(context: Context, left: Items, right: Items) -> Any:
    """Compare collections item by item; quantities of different kinds are neither."""
    left, right = _values(left), _values(right)
    if len(left) != len(right):
        return False
    found = [_same(context, one, other) for one, other in zip(left, right, strict=True)]
    if False in found:
        return False
    return [] if None in found else True


def unequal(context: Context, left: Items, right: Items) -> Any:
    found = equal(context, left, right)
    return found if isinstance(found, list) else not found


def equivalent(context: Context, left: Items, right: Items) -> Any:
    amounts = _amounts(left, right)
    return order(*amounts) == 0 if amounts else equality.equival(context, left, right)


def not_equivalent(context: Context, left: Items, right: Items) -> Any:
    found = equivalent(context, left, right)
    return found != [True] if isinstance(found, list) else not found


def ordered(library: Operator, accepted: set[int]) -> Operator:
    """Return an inequality that knows quantities; of the rest the library knows more."""

    def compare(context: Context, left: Items, right: Items) -> Any:
        left, right = _values(left), _values(right)
        amounts = _amounts(left, right)
        if amounts is None:
            return library(context, left, right)
        sign = order(*amounts)
        return [] if sign is None else sign in accepted

    return compare


def plus(context: Context, left: Items, right: Items) -> Any:
    amounts = _amounts(left, right)
    return _added(*amounts) if amounts else math.plus(context, left, right)


def minus(context: Context, left: Items, right: Items) -> Any:
    amounts = _amounts(left, right)
    if not amounts:
        return math.minus(context, left, right)
    return _added(amounts[0], Amount(-amounts[1].value, amounts[1].unit))


def times(context: Context, left: Items, right: Items) -> Any:
    one, other = _one(left), _one(right)
    if is_number(one) and is_number(other):
        return one * other
    if isinstance(one, Amount) and is_number(other):
        return quantity(Amount(one.value * other, one.unit))
    if isinstance(other, Amount) and is_number(one):
        return quantity(Amount(other.value * one, other.unit))
    raise Fault("It multiplies something that is not a number.")


def over(context: Context, left: Items, right: Items) -> Any:
    """Divide: exactly, as decimals do; by zero, or by what measures something else, is nothing."""
    one, other = _one(left), _one(right)
    divisor = one if isinstance(one, Amount) and isinstance(other, Amount) else None
    below = other.in_unit(divisor.unit) if divisor else other
    above = one.value if isinstance(one, Amount) else one
    if below is None or below == 0:
        return []
    if not is_number(above) or not is_number(below):
        raise Fault("It divides something that is not a number.")
    share = Decimal(above) / Decimal(below)
    return quantity(Amount(share, one.unit)) if isinstance(one, Amount) and not divisor else share


def rounded(context: Context, items: Items, digits: Any = None) -> Any:
    """Round halves away from zero, as people do."""
    if not items:
        return []
    number, places = _one(items), int(digits or 0)
    if not is_number(number) or not 0 <= places <= 12:
        raise Fault("It rounds something that is not a number, or to impossible digits.")
    near = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return near if places else int(near)


def total(context: Context, items: Items) -> Any:
    """Add numbers or quantities. Of nothing the sum is unknown, as it is to fhirpath.js, not 0."""
    found = [plain(item) for item in _values(items)]
    if all(is_number(value) for value in found):
        return sum(found) if found else []
    if not all(isinstance(value, Amount) for value in found):
        raise Fault("It adds up something that is not a number.")
    return quantity(reduce(lambda one, other: plain(_added(one, other)), found))


def average(context: Context, items: Items) -> Any:
    count = len(_values(items))
    return over(context, [total(context, items)], [count]) if count else []


def least(context: Context, items: Items) -> Any:
    return _first_in_order(context, items, equality.lt, {-1})


def most(context: Context, items: Items) -> Any:
    return _first_in_order(context, items, equality.gt, {1})


def _first_in_order(context: Context, items: Items, library: Operator, sign: set[int]) -> Any:
    before = ordered(library, sign)

    def nearer(one: Any, other: Any) -> Any:
        return other if before(context, [other], [one]) is True else one

    return reduce(nearer, found) if (found := _values(items)) else []


def _added(left: Amount, right: Amount) -> Any:
    there = right.in_unit(left.unit)
    if there is None:
        raise Fault("It adds quantities that measure different things.")
    return quantity(Amount(left.value + there, left.unit))


def _values(items: Items) -> Items:
    """Leave out what is only the extension of a value beside it."""
    return [item for item in items if not is_extension_only(item)] if len(items) > 1 else items


def _one(items: Items) -> Any:
    found = _values(items)
    if len(found) != 1:
        raise Fault("It reckons with several values where there can be one.")
    return plain(found[0])


def _amounts(left: Items, right: Items) -> tuple[Amount, Amount] | None:
    """Return both sides as amounts if one of them is; a plain number has the unit 1."""
    if len(left) != 1 or len(right) != 1:
        return None
    one, other = plain(left[0]), plain(right[0])
    if isinstance(one, Amount) and is_number(other):
        other = Amount(Decimal(other), "1")
    if isinstance(other, Amount) and is_number(one):
        one = Amount(Decimal(one), "1")
    both = isinstance(one, Amount) and isinstance(other, Amount)
    return (one, other) if both else None


def _same(context: Context, one: Any, other: Any) -> bool | None:
    held = data(one), data(other)
    if isinstance(held[0], str) and isinstance(held[1], str):
        return held[0] == held[1]
    if amounts := _amounts([one], [other]):
        sign = order(*amounts)
        return None if sign is None else sign == 0
    if any(isinstance(value, bool) for value in held) or all(is_number(value) for value in held):
        return isinstance(held[0], bool) is isinstance(held[1], bool) and held[0] == held[1]
    found: bool | None = equality.equality(context, [one], [other])
    return found
