"""The functions that the library lacks, gets wrong, or cannot be let to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import wraps
from typing import Any

from fhirpathpy.engine.invocations import (
    misc,
    strings,
)
from fhirpathpy.engine.nodes import FP_TimeBase, TypeInfo

from intake.domain import patterns
from intake.domain.fhirpath.faults import MOST_ITEMS, TOO_MUCH, Fault
from intake.domain.fhirpath.quantities import Amount
from intake.domain.fhirpath.values import data, is_number, plain, quantity

Context = dict[str, Any]
Items = list[Any]

MOST_PAIRS = 1_000_000


def where(context: Context, items: Items, criteria: Callable[[Any], Items]) -> Items:
    found = []
    for index, item in enumerate(items):
        context["$index"] = index
        if holds(criteria(item)):
            found.append(item)
    return found


def exists(context: Context, items: Items, criteria: Any = None) -> bool:
    return bool(where(context, items, criteria) if criteria else items)


def select(context: Context, items: Items, projection: Callable[[Any], Items]) -> Items:
    found: Items = []
    for index, item in enumerate(items):
        context["$index"] = index
        found += projection(item)
        if len(found) > MOST_ITEMS:
            raise TOO_MUCH
    return found


def holds(items: Items) -> bool:
    """Say whether one value is true. One that is neither true nor false is: it is there."""
    if len(items) > 1:
        raise Fault("It asks whether several values are true.")
    return bool(items) and data(items[0]) is not False


def logical(library: Callable[..., Any]) -> Callable[..., Any]:
    """Return an operator between true, false and unknown; what is there counts as true."""

    @wraps(library)
    def call(context: Context, left: Items, right: Items) -> Any:
        return library(context, *(holds(side) if side else [] for side in (left, right)))

    return call


def distinct(context: Context, items: Items) -> Items:
    """Return each value once, and with what it is: the library forgets it, and so value[x]."""
    return list({_identity(item): item for item in reversed(items)}.values())[::-1]


def is_distinct(context: Context, items: Items) -> bool:
    return len(distinct(context, items)) == len(items)


def union(context: Context, items: Items, others: Items) -> Items:
    return distinct(context, [*items, *others])


def _identity(item: Any) -> Any:
    held = plain(item)
    if isinstance(held, Mapping):
        return json.dumps(held, sort_keys=True, default=str)
    held = str(held.asStr) if isinstance(held, FP_TimeBase) else held  # type: ignore[attr-defined]
    return isinstance(held, bool), held


def single(context: Context, items: Items) -> Items:
    if len(items) > 1:
        raise Fault("It asks for a single value, and there are several.")
    return items


def of_type(context: Context, items: Items, wanted: TypeInfo) -> Items:
    kinds = ((item, TypeInfo.from_value(item)) for item in items)
    return [item for item, kind in kinds if kind and kind.is_(wanted)]


def has_value(context: Context, items: Items) -> bool:
    return len(items) == 1 and not isinstance(data(items[0]), Mapping)


def to_text(context: Context, items: Items) -> Any:
    held = data(items[0]) if len(items) == 1 else None
    if isinstance(held, bool):
        return str(held).lower()
    if isinstance(held, Decimal):
        return f"{held:f}"
    return [] if held is None or isinstance(held, Mapping) else str(held)


def to_boolean(context: Context, items: Items) -> Any:
    held = [data(item) for item in items]
    return misc.to_boolean(
        context, [int(part) if is_number(part) and part in (0, 1) else part for part in held]
    )


def to_quantity(context: Context, items: Items, unit: Any = None) -> Any:
    held = plain(items[0]) if len(items) == 1 else None
    found = quantity(held) if isinstance(held, Amount) else misc.to_quantity(context, items)
    if not unit or not found:
        return found
    there = plain(found).in_unit(unit)
    return [] if there is None else quantity(Amount(there, unit))


def weight(context: Context, items: Items) -> Items:
    scores = (context["weights"].of(data(item)) for item in items)
    return [score for score in scores if score is not None]


def matches(context: Context, items: Items, pattern: Any) -> Any:
    if not items or not pattern:
        return []
    return patterns.matches(pattern, strings.ensure_string_singleton(items), whole=False)


def matches_full(context: Context, items: Items, pattern: Any) -> Any:
    if not items or not pattern:
        return []
    return patterns.matches(pattern, strings.ensure_string_singleton(items))


def replace_matches(context: Context, items: Items, pattern: Any, replacement: Any) -> Any:
    if not items or isinstance(pattern, list) or isinstance(replacement, list):
        return []
    return patterns.replaced(pattern, strings.ensure_string_singleton(items), replacement)


def replace(context: Context, items: Items, old: Any, new: Any) -> Any:
    text = strings.ensure_string_singleton(items)
    if isinstance(old, list) or isinstance(new, list):
        return []
    small_enough(len(text) + (text.count(old) * len(new)))
    return text.replace(old, new)


def join(context: Context, items: Items, separator: Any = "") -> Any:
    held = [text for item in items if isinstance(text := data(item), str)]
    small_enough(sum(map(len, held)) + len(held) * len(separator or ""))
    return (separator or "").join(held) if held else []


def small_enough(length: int) -> None:
    if length > patterns.LONGEST_TEXT:
        raise TOO_MUCH


def trace(context: Context, items: Items, label: Any = "", shown: Any = None) -> Items:
    """Return what came in. The library prints it, and a log is no place for answers."""
    return items


def now(context: Context, items: Items) -> str:
    if context["now"] is None:
        raise Fault("It asks for the time, which is not known here.")
    moment: str = context["now"].isoformat(timespec="milliseconds")
    return moment


def today(context: Context, items: Items) -> str:
    return now(context, items)[:10]


def time_of_day(context: Context, items: Items) -> str:
    return now(context, items)[11:23]


def each_with_each(library: Callable[..., Any]) -> Callable[..., Any]:
    """Guard a function that compares every item with every other."""

    @wraps(library)
    def call(context: Context, items: Items, others: Items) -> Any:
        if len(items) * len(others) > MOST_PAIRS:
            raise TOO_MUCH
        return library(context, items, others)

    return call
