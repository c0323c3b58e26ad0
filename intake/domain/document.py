"""JSON documents, taken apart: every part is of the kind that it should be, or has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, TypeVar

Json = Mapping[str, Any]
T = TypeVar("T", str, bool, int, list, dict)

KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "an object",
}
# Neither a page nor a database can hold these: NUL, and halves of characters.
UNFIT = re.compile("[\0\ud800-\udfff]")


class DefinitionError(Exception):
    """A document is not a definition that we can serve. The message names the place."""


@contextmanager
def about(place: str) -> Iterator[None]:
    """Put a place before what is found wrong inside: places within places make a path."""
    try:
        yield
    except DefinitionError as error:
        raise DefinitionError(f"{place}: {error}") from error


def take(element: Json, key: str, kind: type[T]) -> T:
    """Return what stands under a key, or the empty value of its kind where the key is missing."""
    value = element.get(key, kind())
    if type(value) is not kind:
        raise DefinitionError(f"{key} is not {KINDS[kind]}.")
    if isinstance(value, str) and UNFIT.search(value):
        raise DefinitionError(f"{key} has a character that cannot be shown.")
    return value


def parts(element: Json, key: str) -> list[dict[str, Any]]:
    """Return the objects that are listed under a key."""
    found: list[Any] = take(element, key, list)
    if not all(type(part) is dict for part in found):
        raise DefinitionError(f"{key} lists something that is not an object.")
    return found


def whole_number(element: Json, key: str) -> int | None:
    """Return a whole number, or None where the key is missing: 0 is a number, too."""
    return take(element, key, int) if key in element else None


def decimal(element: Json, key: str) -> Decimal:
    value = element[key]
    if type(value) not in (int, float, Decimal) or not Decimal(value).is_finite():
        raise DefinitionError(f"{key} is not a number.")
    return Decimal(str(value))
