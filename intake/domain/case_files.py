"""A file of worked cases, read safely: nothing in it can stop who reads it, nor be misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from intake.domain.cases import Case, as_json
from intake.domain.document import UNFIT, DefinitionError
from intake.domain.reading import source


def read_entries(data: bytes) -> list[Any]:
    """Return the entries of a JSON list, each still to be read; or raise DefinitionError."""
    return parse_entries(text_of(data))


def text_of(data: bytes) -> str:
    return source.decode(data)[0]


def parse_entries(text: str) -> list[Any]:
    """Return the entries of a JSON text, as `read_entries` does.

    The list may stand alone, or be the "cases" of an object.
    """
    entries, odd = source.parse_any(text)
    if odd:
        raise DefinitionError("This JSON has an impossible number.")
    if isinstance(entries, dict):
        entries = entries.get("cases")
    if not isinstance(entries, list):
        raise DefinitionError("This is not a list of cases.")
    if any(UNFIT.search(words) for words in _texts(entries)):
        raise DefinitionError("This file has half a character, or one that cannot be shown.")
    return entries


def write_cases(cases: Iterable[Case]) -> str:
    return source.write([as_json(case) for case in cases])


def _texts(node: Any) -> Iterator[str]:
    """Yield every text in it; it is no deeper than `parse_any` lets it be."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from node.keys()
        for part in node.values():
            yield from _texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part)
