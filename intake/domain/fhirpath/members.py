"""The parts of elements, each with what it is in R4: so that answer.value finds valueCoding.

The library finds the same, and takes thirty times as long where a response is large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from fhirpathpy.engine.nodes import FP_Quantity, ResourceNode

from intake.domain.fhirpath.faults import MOST_ITEMS, TOO_MUCH
from intake.domain.fhirpath.values import R4

Items = list[Any]


def members(items: Items, name: str) -> Items:
    """Return what stands under a name in each item; value[x] under plain `value`."""
    found: Items = []
    for item in items:
        node = ResourceNode.create_node(item)
        if isinstance(node.data, Mapping):
            key, path = _typed(node.data, node.path, name)
            for field in (key, f"_{key}"):
                found += _nodes(node.data.get(field), path)
        elif isinstance(node.data, FP_Quantity):
            found += _of_quantity(node.data, name)
    return found


def children(context: Any, items: Items) -> Items:
    return [node for item in items for key, node in _parts(item) if not key.startswith("_")]


def descendants(context: Any, items: Items) -> Items:
    """Return the parts of the items, and their parts, level by level."""
    found: Items = []
    level = items
    while level:
        level = [node for item in level for _, node in _parts(item)]
        found += level
        if len(found) > MOST_ITEMS:
            raise TOO_MUCH
    return found


def _parts(item: Any) -> Iterator[tuple[str, Any]]:
    node = ResourceNode.create_node(item)
    if isinstance(node.data, Mapping):
        for key, value in node.data.items():
            for part in _nodes(value, _path(node.path, key.removeprefix("_"))):
                yield key, part


def _typed(element: Mapping[str, Any], path: str | None, name: str) -> tuple[str, str]:
    for kind in _kinds(path, name):
        key = f"{name}{kind}"
        if element.get(key) is not None or element.get(f"_{key}") is not None:
            return key, _path(path, key)
    return name, _path(path, name)


def _nodes(value: Any, path: str) -> Items:
    if value is None:
        return []
    return [ResourceNode(part, path) for part in (value if isinstance(value, list) else [value])]


def _of_quantity(quantity: FP_Quantity, name: str) -> Items:
    if name == "value":
        return [quantity.value]
    return [quantity.unit.strip("'")] if name in ("unit", "code") and quantity.unit else []


@lru_cache(maxsize=5_000)
def _whole(path: str | None, name: str) -> str:
    whole = f"{path}.{name}" if path else name
    elsewhere: str = R4["pathsDefinedElsewhere"].get(whole, whole)
    return elsewhere


@lru_cache(maxsize=5_000)
def _kinds(path: str | None, name: str) -> tuple[str, ...]:
    return tuple(R4["choiceTypePaths"].get(_whole(path, name), ()))


@lru_cache(maxsize=5_000)
def _path(path: str | None, name: str) -> str:
    whole = "Extension" if name == "extension" else _whole(path, name)
    kind: str = R4["path2Type"].get(whole, whole)
    return kind
