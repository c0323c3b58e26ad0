"""The lists of Word: paragraphs in a row that say in their style which list they belong to."""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.richtext.tree import Node

IGNORED = re.compile(r"mso-list:\s*ignore", re.I)
LEVEL = re.compile(r"mso-list:[^;]*\blevel([1-9])", re.I)
LIST_CLASS = re.compile(r"\bMsoList", re.I)
NUMBER = re.compile(r"\(?(?:\d+|[ivxlc]+|[a-z])(?:\.\d+)*[.)]", re.I)
TYPED = re.compile(
    r"\s*([\u00b7\u2022\u25aa\u25cf\u25cb\u00a7o\u2013-](?=\s)|\(?\w{1,3}[.)](?=\s))\s*"
)


class Item(NamedTuple):
    level: int
    tag: str
    words: Node


def with_lists(node: Node) -> Node:
    """Return the tree with real lists where Word wrote paragraphs; levels nest."""
    children: list[Node | str] = []
    path: list[Item] = []  # the open lists
    for child in node.children:
        item = None if isinstance(child, str) else _item(child)
        if item:
            _add(item, path, children)
            continue
        if not isinstance(child, str) or child.strip():
            path.clear()
        children.append(child if isinstance(child, str) else with_lists(child))
    return Node(node.tag, node.attributes, children)


def _add(item: Item, path: list[Item], children: list[Node | str]) -> None:
    """Put an item into the list of its level; a new list goes into the item before it."""
    while path and (path[-1].level, path[-1].tag) != item[:2] and path[-1].level >= item.level:
        path.pop()
    if not path or path[-1].level < item.level:
        opened = Node(item.tag)
        above = path[-1].words.children[-1] if path else None
        (above.children if isinstance(above, Node) else children).append(opened)
        path.append(Item(item.level, item.tag, opened))
    path[-1].words.children.append(item.words)


def _item(node: Node) -> Item | None:
    """Return a paragraph that is an item of a list."""
    style = node.attributes.get("style", "")
    level = LEVEL.search(style)
    if node.tag != "p" or not (level or LIST_CLASS.search(node.attributes.get("class", ""))):
        return None
    marker = _marker(node)
    if marker is None and not level:
        return None
    tag = "ol" if NUMBER.fullmatch((marker or "").strip()) else "ul"
    words = Node("li", {"style": LEVEL.sub("", style)}, node.children)
    return Item(int(level[1]) if level else 1, tag, words)


def _marker(node: Node) -> str | None:
    """Return the bullet or number that Word drew, or that was typed; a typed one is taken out."""
    for child in node.children:
        if isinstance(child, Node):
            if IGNORED.search(child.attributes.get("style", "")):
                return child.words()
            if (marker := _marker(child)) is not None:
                return marker
        elif child.strip():
            typed = TYPED.match(child)
            if typed:
                node.children[node.children.index(child)] = child[typed.end() :]
            return typed[1] if typed else None
    return None
