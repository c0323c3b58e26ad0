"""FHIRPath in foreign definitions: worked out within limits, or refused in plain words.

An expression is a program that a stranger wrote. It may see the response and the questionnaire that
it is given and nothing else: no network, no disk, no clock, no log. It runs for so long and no
longer, and what it makes stays small. The library is loaded when the first expression is met.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from intake.domain.document import Json
from intake.domain.patterns import PatternError
from intake.domain.timebox import OutOfTime, within

if TYPE_CHECKING:
    from intake.domain.fhirpath.grammar import Parsed

LONGEST_EXPRESSION = 2_000
SECONDS_TO_READ = 1.0
SECONDS_TO_EVALUATE = 0.1
TOO_SLOW = "It takes too long."
TOO_DEEP = "It is nested too deeply."

SYSTEMS = {
    "ucum": "http://unitsofmeasure.org",
    "sct": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
}
# Text and comments are passed by; of %'name', %a-name and %day the library needs %`name`.
NAMED = re.compile(
    r"%'(?P<quoted>[^'\\]*)'|%(?P<plain>[A-Za-z_]\w*(?:-\w+)*)"
    r"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|//[^\r\n]*|/\*.*?\*/",
    re.DOTALL,
)
# All parsers share what they learn about the grammar, and guard it with no lock of their own.
one_reader = Lock()


class ExpressionError(Exception):
    """An expression cannot be read or worked out. The message says why, and no answer."""


def evaluate(
    expression: str,
    *,
    resource: Json,
    context: Json | None = None,
    variables: Mapping[str, Any] | None = None,
    now: datetime | None = None,
    seconds: float = SECONDS_TO_EVALUATE,
) -> list[Any]:
    """Return what an expression gives: JSON values with Decimal numbers, dates as texts.

    A path begins at the context, or where there is none at the resource. `%resource`, `%context`
    and every variable (`%questionnaire`, `%qitem`, …) can be asked for; `now()` and `today()`
    only where `now` is given.
    """
    given = variables or {}
    parsed = _parsed(expression, given)
    from intake.domain.fhirpath import evaluation

    known: dict[str, Any] = {**SYSTEMS, **given, "resource": resource, "rootResource": resource}
    known["context"] = resource if context is None else context
    if missing := sorted(parsed.variables - known.keys()):
        raise ExpressionError(f"It asks for %{missing[0]}, which is not known here.")
    return _guarded(lambda: evaluation.run(parsed.tree, known, now), seconds)


def check(expression: str) -> str:
    """Return why an expression cannot be used, or nothing where it can be tried."""
    try:
        _parsed(expression, ())
    except ExpressionError as error:
        return str(error)
    return ""


def truth(result: list[Any]) -> bool | None:
    """Return whether a result is true; None where it is empty. What is not a boolean is there."""
    if len(result) > 1:
        raise ExpressionError("It gives several values where it should give true or false.")
    return None if not result else result[0] is not False


def link_ids(expression: str) -> frozenset[str]:
    """Return the texts in an expression, among which are the linkIds that it looks for."""
    return _looked_up(expression, "texts")


def variable_names(expression: str) -> frozenset[str]:
    """Return the names after a % in an expression: what has to be known before it."""
    return _looked_up(expression, "variables")


def _looked_up(expression: str, what: str) -> frozenset[str]:
    try:
        found: frozenset[str] = getattr(_parsed(expression, ()), what)
    except ExpressionError:
        return frozenset()
    return found


def _parsed(expression: str, names: Collection[str]) -> Parsed:
    if len(expression) > LONGEST_EXPRESSION:
        raise ExpressionError(f"It is longer than {LONGEST_EXPRESSION:,} characters.")
    found = _read(_with_names_marked(expression, names) if "%" in expression else expression)
    if isinstance(found, str):
        raise ExpressionError(found)
    return found


def _with_names_marked(expression: str, names: Collection[str]) -> str:
    """Mark the names of variables that would be read as something else: %has-fever, %day."""

    def mark(found: re.Match[str]) -> str:
        if found["quoted"] is not None:
            return f"%`{found['quoted']}`"
        if found["plain"] is None:
            return found[0]
        name, rest = _split_name(found["plain"], names)
        return f"%`{name}`{rest}"

    return NAMED.sub(mark, expression)


def _split_name(text: str, names: Collection[str]) -> tuple[str, str]:
    """Return the longest name that is known, and what is left; %a-b of which none is is a name."""
    cuts = [cut.start() for cut in re.finditer("-|$", text)][::-1]
    known = next((cut for cut in cuts if text[:cut] in names), None)
    if known is None:
        known = len(text) if re.fullmatch(r"\w+(?:-[A-Za-z_]\w*)+", text) else cuts[-1]
    return text[:known], text[known:]


@lru_cache(maxsize=2_000)
def _read(expression: str) -> Parsed | str:
    """Return the expression read, or in words why it cannot be: both are worth keeping."""
    from intake.domain.fhirpath import evaluation

    try:
        with one_reader:
            return _guarded(lambda: evaluation.read(expression), SECONDS_TO_READ)
    except ExpressionError as error:
        return str(error)


def _guarded(work: Any, seconds: float) -> Any:
    from intake.domain.fhirpath.faults import Fault

    try:
        return within(seconds, work)
    except OutOfTime:
        reason = TOO_SLOW
    except (Fault, PatternError) as error:
        reason = str(error)
    except (RecursionError, MemoryError):
        reason = TOO_DEEP
    except Exception as error:
        # The library raises bare Exceptions, and many by accident. Its messages hold answers,
        # which belong into no log: what goes on is the kind alone, and no chain.
        reason = f"It cannot be worked out ({type(error).__name__})."
    raise ExpressionError(reason)
