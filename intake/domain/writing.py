"""A document as JSON text, each number as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

STEP = "  "


def text_of(document: Any) -> str:
    """Return JSON, indented. Decimals keep their digits: 1.50 is not 1.5 to FHIR."""
    return "".join(_written(document, "\n"))


def _written(value: Any, line: str) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield str(value)
    elif isinstance(value, dict) and value:
        yield from _between("{}", [(f"{_plain(str(k))}: ", v) for k, v in value.items()], line)
    elif isinstance(value, list | tuple) and value:
        yield from _between("[]", [("", each) for each in value], line)
    else:
        yield _plain(value)


def _between(brackets: str, entries: list[tuple[str, Any]], line: str) -> Iterator[str]:
    deeper = line + STEP
    yield brackets[0]
    for place, (start, value) in enumerate(entries):
        yield f"{',' if place else ''}{deeper}{start}"
        yield from _written(value, deeper)
    yield line + brackets[1]


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
