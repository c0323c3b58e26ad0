"""Every function and operator that an expression may use, with its limits.

Whatever is called gives back something small: what one step makes, the next may multiply.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any

from fhirpathpy.engine.invocations import (
    combining,
    equality,
    existence,
    invocation_registry,
    logic,
    subsetting,
)
from fhirpathpy.engine.nodes import FP_Quantity, TypeInfo

from intake.domain.fhirpath import comparing, functions, members
from intake.domain.fhirpath.faults import MOST_ITEMS, TOO_MUCH
from intake.domain.fhirpath.functions import each_with_each, small_enough
from intake.domain.fhirpath.values import R4

Entry = dict[str, Any]
MOST_DIGITS = 28


def _limited(entry: Entry) -> Entry:
    work = entry["fn"]

    @wraps(work)  # The library goes by the name of a function.
    def call(*arguments: Any) -> Any:
        made = work(*arguments)
        if isinstance(made, list):
            if len(made) > MOST_ITEMS:
                raise TOO_MUCH
            _check_size(made[0] if len(made) == 1 else None)
        else:
            _check_size(made)
        return made

    return {**entry, "fn": call}


def _check_size(made: Any) -> None:
    if isinstance(made, FP_Quantity):
        made = made.value
    if isinstance(made, str):
        small_enough(len(made))
    elif isinstance(made, int | Decimal) and not _is_near(made):
        raise TOO_MUCH


def _is_near(number: int | Decimal) -> bool:
    """Say whether a number is one that people reckon with."""
    if isinstance(number, int):
        return abs(number) < 10**MOST_DIGITS
    return number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS


# In the stead of the library's function by that name, and called as the library calls its own.
INSTEAD: dict[str, Callable[..., Any]] = {
    "where": functions.where,
    "exists": functions.exists,
    "select": functions.select,
    "single": functions.single,
    "ofType": functions.of_type,
    "children": members.children,
    "descendants": members.descendants,
    "distinct": functions.distinct,
    "isDistinct": functions.is_distinct,
    "union": functions.union,
    "|": functions.union,
    "toString": functions.to_text,
    "toBoolean": functions.to_boolean,
    "toQuantity": functions.to_quantity,
    "matches": functions.matches,
    "replaceMatches": functions.replace_matches,
    "replace": functions.replace,
    "join": functions.join,
    "now": functions.now,
    "today": functions.today,
    "timeOfDay": functions.time_of_day,
    "intersect": each_with_each(subsetting.intersect_fn),
    "exclude": each_with_each(combining.exclude_fn),
    "subsetOf": each_with_each(existence.subset_of_fn),
    "supersetOf": each_with_each(existence.superset_of_fn),
    "=": comparing.equal,
    "!=": comparing.unequal,
    "~": comparing.equivalent,
    "!~": comparing.not_equivalent,
    "<": comparing.ordered(equality.lt, {-1}),
    ">": comparing.ordered(equality.gt, {1}),
    "<=": comparing.ordered(equality.lte, {-1, 0}),
    ">=": comparing.ordered(equality.gte, {0, 1}),
    "+": comparing.plus,
    "-": comparing.minus,
    "sum": comparing.total,
    "avg": comparing.average,
    "min": comparing.least,
    "max": comparing.most,
}
TWO: Entry = {"arity": {2: ["Any", "Any"]}}
TWO_THERE: Entry = {**TWO, "nullable": True}
NEW: dict[str, Entry] = {
    "*": {"fn": comparing.times, **TWO_THERE},
    "/": {"fn": comparing.over, **TWO_THERE},
    "round": {"fn": comparing.rounded, "arity": {0: [], 1: ["Number"]}},
    "and": {"fn": functions.logical(logic.and_op), **TWO},
    "or": {"fn": functions.logical(logic.or_op), **TWO},
    "xor": {"fn": functions.logical(logic.xor_op), **TWO},
    "implies": {"fn": functions.logical(logic.implies_op), **TWO},
    "matchesFull": {"fn": functions.matches_full, "arity": {1: ["String"]}},
    "trace": {"fn": functions.trace, "arity": {0: [], 1: ["String"], 2: ["String", "Expr"]}},
    "hasValue": {"fn": functions.has_value},
    "weight": {"fn": functions.weight},
    "ordinal": {"fn": functions.weight},
}
LIBRARY: dict[str, Entry] = dict(invocation_registry)  # type: ignore[arg-type]
TABLE: dict[str, Entry] = {
    name: _limited(entry)
    for name, entry in {
        **LIBRARY,
        **{name: {**LIBRARY[name], "fn": work} for name, work in INSTEAD.items()},
        **NEW,
    }.items()
}

# What an element is, the library looks up in a model that all evaluations share; ours is R4.
TypeInfo.model = R4  # type: ignore[assignment]
