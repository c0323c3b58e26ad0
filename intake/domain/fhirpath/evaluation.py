"""Reading and running one expression with the library, and nothing of the library outside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fhirpathpy.engine import do_eval

from intake.domain.fhirpath import evaluators, grammar
from intake.domain.fhirpath.faults import Fault
from intake.domain.fhirpath.table import TABLE
from intake.domain.fhirpath.values import R4, is_extension_only, returned, typed
from intake.domain.fhirpath.weights import Weights

evaluators.install()


def read(expression: str) -> grammar.Parsed:
    """Return the expression, which uses only functions that there are."""
    parsed = grammar.parse(expression)
    if unknown := sorted(parsed.functions - TABLE.keys()):
        raise Fault(f"It uses {unknown[0]}(), which we do not have.")
    return parsed


def run(tree: grammar.Node, known: Mapping[str, Any], now: datetime | None) -> list[Any]:
    """Return what the expression gives at the context."""
    names = {name: _unwrapped(typed(value)) for name, value in known.items()}
    focus = names["context"]
    root = focus if isinstance(focus, list) else [focus]
    context = {
        "dataRoot": root,
        "$this": root,
        "vars": names,
        "model": R4,
        "userInvocationTable": TABLE,
        "now": now,
        "weights": Weights(known["resource"], known.get("questionnaire")),
    }
    found = do_eval(context, root, tree)
    return [returned(item) for item in found if not is_extension_only(item)]


def _unwrapped(value: Any) -> Any:
    """Return a list's only value by itself: the library gives lists out as they are, and may add
    to them."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
