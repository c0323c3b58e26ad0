"""An expression, read: the tree that the library evaluates, and the names that stand in it.

The library's own parser reads as far as it can and says nothing about the rest; this one refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from antlr4 import CommonTokenStream, InputStream, ParseTreeWalker
from antlr4.atn.PredictionMode import PredictionMode
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.parser.ASTPathListener import ASTPathListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from intake.domain.fhirpath.faults import Fault

Node = dict[str, Any]

ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
LETTERS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}
MARKS = "'\"`\\/"
# What the library evaluates amiss, or slowly, is sent to evaluators of ours: see evaluators.py.
OURS = {
    "FunctionInvocation": "ScopedInvocation",
    "MemberInvocation": "Member",
    "StringLiteral": "PlainText",
    "PolarityExpression": "SignedExpression",
}
OPERATORS = {"=", "!=", "~", "!~", "<", ">", "<=", ">=", *"+-*/", "and", "or", "xor", "implies"}
# These only hand on what their one part gives.
WRAPPERS = {"TermExpression", "InvocationTerm", "LiteralTerm", "ParenthesizedTerm"}


@dataclass(frozen=True)
class Parsed:
    tree: Node
    variables: frozenset[str]
    functions: frozenset[str]
    texts: frozenset[str]


class _Refusal(ErrorListener):
    def syntaxError(
        self, recognizer: Any, symbol: Any, line: int, column: int, message: str, error: Any
    ) -> NoReturn:
        raise Fault(f"It cannot be read from line {line}, character {column + 1} on.")


def parse(expression: str) -> Parsed:
    """Return the expression, read to its end. Raises Fault where it is none."""
    lexer = FHIRPathLexer(InputStream(expression))
    parser = FHIRPathParser(CommonTokenStream(lexer))
    for part in (lexer, parser):
        part.removeErrorListeners()
        part.addErrorListener(_Refusal())
    # The simpler mode reads this grammar as well, and eight times as fast where sums are long.
    parser._interp.predictionMode = PredictionMode.SLL
    listener = ASTPathListener()
    ParseTreeWalker().walk(listener, parser.entireExpression())
    return _described(_inner(listener.parentStack[0]["children"][0]["children"][0]))


def _described(tree: Node) -> Parsed:
    variables, functions, texts = set(), set(), set()
    for node in _nodes(tree):
        first = node.get("children", [{}])[0]
        match node["type"]:
            case "ExternalConstant":
                variables.add(first["text"].strip("`"))
            case "Functn":
                functions.add(first["text"])
            case "StringLiteral":
                node["value"] = unescaped(node["text"][1:-1])
                texts.add(node["value"])
            case "MemberInvocation":
                node["name"] = first["text"].strip("`")
            case kind if kind.endswith("Expression") and len(node.get("children", ())) == 2:
                if OPERATORS.intersection(node["terminalNodeText"]):
                    node["type"] = "Operation"
        node["type"] = OURS.get(node["type"], node["type"])
    return Parsed(tree, frozenset(variables), frozenset(functions), frozenset(texts))


def _nodes(tree: Node) -> Iterator[Node]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if "children" in node:
            node["children"] = [_inner(child) for child in node["children"]]
            waiting += node["children"]
        yield node


def _inner(node: Node) -> Node:
    """Return the part that does something, with the text of what stood around it."""
    text = node.get("text")
    while node["type"] in WRAPPERS:
        node = node["children"][0]
    if text is not None:
        node.setdefault("text", text)
    return node


def unescaped(text: str) -> str:
    """Return what a text literal says. Authors forget to double the backslash of a pattern."""
    return ESCAPED.sub(lambda found: _letter(found[1]), text)


def _letter(escape: str) -> str:
    if len(escape) == 5:
        letter = chr(int(escape[1:], 16))
        return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= letter <= "\udfff" else letter
    return LETTERS.get(escape) or (escape if escape in MARKS else f"\\{escape}")
