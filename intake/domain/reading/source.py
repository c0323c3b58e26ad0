"""JSON text to a document and back, so that what was not touched comes out as it went in."""

from __future__ import annotations

import codecs
import json
from decimal import Decimal
from typing import Any

from intake.domain.document import UNFIT, DefinitionError
from intake.domain.turning import escaped

DEEPEST = 100  # lists and objects within one another; the leg check has 14
LARGEST = 20_000_000  # bytes or signs
LONGEST_NUMBER = 1_000  # digits
TOO_DEEP = "This JSON is nested too deeply."
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and what was mended in it."""
    if len(data) > LARGEST:
        raise DefinitionError(f"This file is too large: {LARGEST:,} bytes are the most.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _decoded(data[len(mark) :], encoding)
            return text, [f"The file begins with a byte order mark ({encoding}); it is left out."]
    return _decoded(data, "utf-8"), []


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DefinitionError("This file is not a text in UTF-8.") from error


def parse(text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the object of a JSON text and what was mended, or raise DefinitionError.

    Numbers keep their digits; what is not a number that JSON knows (NaN) counts as missing.
    """
    document, repaired = parse_any(text)
    if not isinstance(document, dict):
        raise DefinitionError("This is not a JSON object.")
    return document, repaired


def parse_any(text: str) -> tuple[Any, list[str]]:
    """Return what a JSON text holds, of whatever kind, as `parse` reads it."""
    repaired: list[str] = []

    def refuse(name: str) -> None:
        repaired.append(f"{name} is not a number of JSON; the element is left out.")

    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_number,
            parse_int=_whole,
            parse_constant=refuse,
        )
    except json.JSONDecodeError as error:
        raise DefinitionError(f"Line {error.lineno}: this is not JSON ({error.msg}).") from error
    except RecursionError as error:
        raise DefinitionError(TOO_DEEP) from error
    check_depth(document)
    return document, list(dict.fromkeys(repaired))


def _number(digits: str) -> Decimal:
    if len(digits) > LONGEST_NUMBER:
        raise DefinitionError("This JSON has an impossible number.")
    return Decimal(digits)


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise DefinitionError("This JSON has an impossible number.")
    return int(digits)


def check_depth(document: Any) -> None:
    """Refuse what would exhaust the stack of whoever walks through it."""
    level, depth = [document] if isinstance(document, dict | list) else [], 0
    while level:
        depth += 1
        level = [
            part
            for node in level
            for part in (node.values() if isinstance(node, dict) else node)
            if isinstance(part, dict | list)
        ]
    if depth > DEEPEST:
        words = f"{depth} lists and objects within one another, and {DEEPEST} are the most"
        raise DefinitionError(f"{TOO_DEEP.rstrip('.')}: {words}.")


def write(document: Any) -> str:
    """Return a document as JSON text, two spaces deep, its decimals digit by digit.

    Signs that turn text around are spelled out.
    """
    parts: list[str] = []
    _write(document, "\n", parts)
    return "".join(parts) + "\n"


def _write(node: Any, start: str, parts: list[str]) -> None:
    deeper = f"{start}  "
    if isinstance(node, dict) and node:
        parts.append("{")
        for number, (key, value) in enumerate(node.items()):
            parts.append(f"{',' if number else ''}{deeper}{_text(str(key))}: ")
            _write(value, deeper, parts)
        parts.append(f"{start}}}")
    elif isinstance(node, list | tuple) and node:
        parts.append("[")
        for number, value in enumerate(node):
            parts.append(f"{',' if number else ''}{deeper}")
            _write(value, deeper, parts)
        parts.append(f"{start}]")
    else:
        parts.append(_text(node) if isinstance(node, str) else _atom(node))


def _text(text: str) -> str:
    return escaped(json.dumps(text, ensure_ascii=bool(UNFIT.search(text))))


def _atom(node: Any) -> str:
    if isinstance(node, float):
        node = Decimal(repr(node))
    if isinstance(node, Decimal):
        return str(node) if node.is_finite() else "null"
    return json.dumps(list(node) if isinstance(node, tuple) else node)
