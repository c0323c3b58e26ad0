"""How three kinds of parts are evaluated, which the library itself gets wrong.

They stand in the library's table under names of ours, so that whoever else uses it is not affected.
"""

from __future__ import annotations

from typing import Any

from fhirpathpy import engine
from fhirpathpy.engine.evaluators import evaluators, function_invocation

from intake.domain.fhirpath.faults import Fault
from intake.domain.fhirpath.quantities import Amount
from intake.domain.fhirpath.values import is_number, plain, quantity

Context = dict[str, Any]


def scoped(context: Context, focus: Any, node: Context) -> Any:
    """Call a function; what $this, $index and $total mean inside it ends with it."""
    return function_invocation(dict(context), focus, node)


def plain_text(context: Context, focus: Any, node: Context) -> list[str]:
    """Return a text literal, whose escapes were read in one go and not one kind after another."""
    return [node["value"]]


def signed(context: Context, focus: Any, node: Context) -> list[Any]:
    """Return a number or a quantity with its sign, also where it comes out of a document."""
    found = [plain(item) for item in engine.do_eval(context, focus, node["children"][0])]
    if not found or node["terminalNodeText"][0] == "+":
        return found
    if len(found) == 1 and is_number(found[0]):
        return [-found[0]]
    if len(found) == 1 and isinstance(found[0], Amount):
        return [quantity(Amount(-found[0].value, found[0].unit))]
    raise Fault("It puts a minus before something that is not one number.")


def install() -> None:
    evaluators.update(
        {"ScopedInvocation": scoped, "PlainText": plain_text, "SignedExpression": signed}
    )
