"""How those parts are evaluated that the library itself gets wrong, or makes heavy work of.

They stand in the library's table under names of ours, so that whoever else uses it is not affected.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fhirpathpy import engine
from fhirpathpy.engine.evaluators import evaluators, function_invocation, member_invocation
from fhirpathpy.engine.nodes import ResourceNode
from fhirpathpy.engine.util import arraify

from intake.domain.fhirpath.faults import Fault
from intake.domain.fhirpath.members import members
from intake.domain.fhirpath.quantities import Amount
from intake.domain.fhirpath.table import TABLE
from intake.domain.fhirpath.values import is_number, plain, quantity

Context = dict[str, Any]


def scoped(context: Context, focus: Any, node: Context) -> Any:
    """Call a function; what $this, $index and $total mean inside it ends with it."""
    return function_invocation(dict(context), focus, node)


def member(context: Context, focus: Any, node: Context) -> Any:
    """Return what stands under a name; a name like Patient may be the type of the resource.

    Authors begin at the resource by its type also where the context is something within it.
    """
    if node["name"][:1].isupper():
        return member_invocation(context, focus, node) or _resource(context, node["name"])
    return members(focus, node["name"])


def _resource(context: Context, kind: str) -> list[Any]:
    """Return the resource that the expression is about, if it is of this type."""
    resource = ResourceNode.create_node(context["vars"]["resource"])
    is_it = isinstance(resource.data, Mapping) and resource.data.get("resourceType") == kind
    return [resource] if is_it else []


def operation(context: Context, focus: Any, node: Context) -> Any:
    """Return what an operator makes of its two sides, which see the same focus."""
    entry = TABLE[node["terminalNodeText"][0]]
    left, right = (engine.do_eval(context, focus, side) for side in node["children"])
    if entry.get("nullable") and not (left and right):
        return []
    return arraify(entry["fn"](context, left, right))


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
    evaluators["ScopedInvocation"] = scoped
    evaluators["Member"] = member
    evaluators["Operation"] = operation
    evaluators["PlainText"] = plain_text
    evaluators["SignedExpression"] = signed
