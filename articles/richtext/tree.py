"""A small tree of what the parser wrote, so that blocks can be taken apart and put together.

The parser (nh3) writes every tag in pairs and escapes `<` and `>` in text and attributes, so each
that is left belongs to a tag and two patterns read all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

DEEPEST = 60
ORDINARY = "x-"  # cleaning puts it before names that the parser would treat in a special way

TOKEN = re.compile(r"<(/?)([a-z][^\s>]*)([^>]*)>|([^<]+)")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set of names."""
    return frozenset(text.split())


VOID = names("br hr img")


@dataclass(slots=True)
class Node:
    """An element: its tag, its attributes, and the words and elements in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def words(self) -> str:
        return "".join(c if isinstance(c, str) else c.words() for c in self.children)


def read(html: str) -> Node:
    """Return the tree of HTML that the parser wrote. Tags below the deepest level are left out."""
    root = Node("")
    path, left_out = [root], 0
    for closing, tag, attributes, text in TOKEN.findall(html):
        if text:
            path[-1].children.append(unescape(text))
        elif closing and left_out:
            left_out -= 1
        elif closing:
            path.pop()
        elif len(path) > DEEPEST and tag not in VOID:
            left_out += 1
        else:
            node = Node(tag.removeprefix(ORDINARY), read_attributes(attributes))
            path[-1].children.append(node)
            if tag not in VOID:
                path.append(node)
    return root


def read_attributes(text: str) -> dict[str, str]:
    """Return what stands between a tag's name and its end, name by name."""
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(text)}


def write(node: Node | str) -> str:
    """Return the HTML of a tree. The root has no tag of its own."""
    if isinstance(node, str):
        return escape(node, quote=False)
    inside = "".join(map(write, node.children))
    if not node.tag:
        return inside
    start = node.tag + "".join(f' {n}="{escape(v)}"' for n, v in node.attributes.items())
    return f"<{start}>" if node.tag in VOID else f"<{start}>{inside}</{node.tag}>"
