"""Put items elsewhere, copy them, take them out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.tree import DraftError, Node, Spot, children, listed


@dataclass(frozen=True)
class Broken:
    """A condition that would ask for something that is gone."""

    link_id: str
    name: str


def move(document: Json, name: str, *, parent: str, position: int) -> Node:
    """Return the document with an item as the n-th (from 1) below `parent`; "" is the top."""
    made = tree.copied(document)
    spot = tree.find(made, name)
    above = tree.find(made, parent).node if parent else made
    if any(each.node is above for each in _within(spot.node)):
        raise DraftError("A question cannot be moved below itself.")
    if parent and above.get("type") == "display":
        raise DraftError("Nothing can be put below a text.")
    _take_out(spot, made)
    siblings = above.setdefault("item", [])
    rows = children(above) if parent else listed(above, "item")
    siblings.insert(_place(siblings, rows, position), spot.node)
    return made


def number(document: Json, name: str, wanted: str) -> Node:
    """Return the document with an item where this number stands now: "2.1" is the first in "2"."""
    digits = wanted.strip().rstrip(".").split(".")
    if not all(each.isascii() and each.isdecimal() and int(each[:6]) > 0 for each in digits):
        raise DraftError("Enter a number such as 3, or 2.1 for the first place in 2.")
    steps = [int(each[:6]) for each in digits]
    above: Json = document
    for place in steps[:-1]:
        rows = rows_of(document, above)
        if place > len(rows):
            raise DraftError(
                f"There is no number {'.'.join(map(str, steps[:-1]))} to move it into."
            )
        above = rows[place - 1]
    parent = "" if above is document else tree.link_id(above)
    return move(document, name, parent=parent, position=steps[-1])


def step(document: Json, name: str, by: int) -> Node:
    """Return the document with an item one place up (-1) or down (+1) among its siblings."""
    spot = tree.find(dict(document), name)
    above = spot.parent if spot.parent is not None else document
    rows = rows_of(document, above)
    place = next(n for n, each in enumerate(rows, 1) if each is spot.node)
    parent = tree.link_id(spot.parent) if spot.parent else ""
    return move(document, name, parent=parent, position=max(1, place + by))


def copy(document: Json, name: str) -> tuple[Node, str]:
    """Return the document with a copy behind an item, and the copy's linkId.

    All that is copied gets names of its own; conditions within it look at the copies.
    """
    made = tree.copied(document)
    spot = tree.find(made, name)
    twin = deepcopy(spot.node)
    renamed: dict[str, str] = {}
    taken = tree.names(made)
    for node in _nodes(twin):
        old = tree.link_id(node)
        renamed[old] = _fresh_beside(old, taken)
        taken.add(renamed[old])
    for node in _nodes(twin):
        node["linkId"] = renamed[tree.link_id(node)]
        for condition in listed(node, "enableWhen"):
            asked = condition.get("question")
            condition["question"] = renamed.get(str(asked), asked)
    twin["text"] = f"{tree.words(twin, 'text')} (copy)".strip()
    spot.siblings.insert(spot.index + 1, twin)
    return made, str(twin["linkId"])


def broken_by(document: Json, name: str) -> tuple[Broken, ...]:
    """Return what waits for answers that would be gone with this item."""
    spot = tree.find(dict(document), name)
    gone = {tree.link_id(node) for node in _nodes(spot.node)}
    return tuple(
        Broken(tree.link_id(other.node), tree.name_of(other.node))
        for other in tree.spots(dict(document))
        if tree.link_id(other.node) not in gone
        and any(each.get("question") in gone for each in listed(other.node, "enableWhen"))
    )


def remove(document: Json, name: str) -> Node:
    """Return the document without an item, what is below it, and the conditions on these."""
    made = tree.copied(document)
    spot = tree.find(made, name)
    gone = {tree.link_id(node) for node in _nodes(spot.node)}
    _take_out(spot, made)
    for other in tree.spots(made):
        _drop_conditions(other.node, gone)
    return made


def _drop_conditions(item: Node, gone: set[str]) -> None:
    there = item.get("enableWhen")
    if not isinstance(there, list):
        return
    kept = [e for e in there if not (isinstance(e, dict) and e.get("question") in gone)]
    if len(kept) == len(there):
        return
    if kept:
        item["enableWhen"] = kept
    else:
        del item["enableWhen"]
    if len(kept) < 2:
        item.pop("enableBehavior", None)


def rows_of(document: Json, above: Json) -> list[Node]:
    """Return what stands below an item, or at the top, as the outline numbers it."""
    return listed(document, "item") if above is document else children(above)


def _place(siblings: list[object], rows: list[Node], position: int) -> int:
    """Return where in the list the n-th row begins. Hints keep their places."""
    if position > len(rows):
        return len(siblings)
    wanted = rows[max(position, 1) - 1]
    return next(n for n, each in enumerate(siblings) if each is wanted)


def _take_out(spot: Spot, document: Node) -> None:
    del spot.siblings[spot.index]
    if not spot.siblings and spot.parent is not None:
        del spot.parent["item"]
    document.setdefault("item", [])


def _within(node: Node) -> list[Spot]:
    return [Spot(node, [node], None), *tree.spots(node)]


def _nodes(node: Node) -> list[Node]:
    return [spot.node for spot in _within(node)]


def _fresh_beside(old: str, taken: set[str]) -> str:
    base, _, rest = old.partition(".")
    for number in range(2, len(taken) + 3):
        name = f"{base}_{number}" + (f".{rest}" if rest else "")
        if name not in taken:
            return name
    return tree.fresh(old, taken)
