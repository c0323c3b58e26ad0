"""Which block may hold which, and how a tree of anything becomes a row of such blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from articles.richtext.inline import (
    BREAK,
    SAME_AS,
    STRONG,
    Mark,
    Run,
    joined,
    lines,
    marked,
    nested,
    paragraphs,
    tidied,
)
from articles.richtext.tree import Node

BOXES = ("call-911", "call-today", "ask-us", "panel", "leg-check")
BOX_OF_CLASS = {name: name for name in BOXES} | {"alert": "call-911"}  # as it was once called
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
QUOTED = frozenset({"p", "ul", "ol"})
LEVELS = 6

HIDDEN = re.compile(
    r"mso-list:\s*ignore|mso-hide:\s*all|mso-element:\s*comment|(?<![\w-])display:\s*none",
    re.I,
)
NUMBER = re.compile(r"[1-9][0-9]{0,17}")
LENGTH = re.compile(r"[1-9][0-9]{0,4}")
SPAN = re.compile(r"[2-9]|[1-9][0-9]{1,2}")
SOURCE = re.compile(r"/(?![/\\])[^\s\x00-\x1f]*")

Marks = frozenset[Mark]
NO_MARKS: Marks = frozenset()
Event = Run | Node | None  # words, a finished block, or (None) the edge between two blocks


class Place(NamedTuple):
    """Where blocks are to stand: the elements that are more than words there."""

    holds: frozenset[str]
    level: int = 0

    @property
    def in_item(self) -> Place:
        """The inside of a list item; below the last level a list is only paragraphs."""
        return Place(CELL if self.level + 1 < LEVELS else PICTURES, self.level + 1)


PICTURES = frozenset({"img", "figure", "figcaption"})
CELL = PICTURES | {"ul", "ol"}
SECTION = CELL | {*HEADINGS, "blockquote", "table"}
PAGE = Place(SECTION | {"section"})


def blocks(node: Node, place: Place, marks: Marks = NO_MARKS) -> list[Node]:
    """Return the blocks that the inside of an element makes in a place."""
    made: list[Node] = []
    words: list[Run] = []
    for event in (*_events(node, marks, place), None):
        if isinstance(event, Run):
            words.append(event)
            continue
        made += (Node("p", {}, nested(runs)) for runs in paragraphs(words))
        words = []
        if event:
            made += _captioned(made, event)
    return made


def _events(node: Node, marks: Marks, place: Place) -> Iterator[Event]:
    for child in _visible(node):
        if isinstance(child, str):
            yield Run(child.replace("\n", " "), marks)
        else:
            yield from _event(child, marked(child, marks), place)


def _event(node: Node, marks: Marks, place: Place) -> Iterator[Event]:
    if node.tag == "br":
        yield BREAK
    elif node.tag == "span" or node.tag in SAME_AS:
        yield from _events(node, marks, place)
    elif node.tag in place.holds:
        yield from BUILDERS[node.tag](node, marks, place)
    else:
        yield None
        yield from _events(node, marks | {STRONG} if node.tag in HEADINGS else marks, place)
        yield None


def _visible(node: Node) -> list[Node | str]:
    return [
        child
        for child in node.children
        if isinstance(child, str) or not HIDDEN.search(child.attributes.get("style", ""))
    ]


def _line(node: Node, marks: Marks) -> tuple[list[list[Run]], list[Node]]:
    """Return the lines of an element that holds only words, and the pictures that stood there."""
    words: list[Run] = []
    pictures: list[Node] = []
    for event in _events(node, marks, Place(PICTURES)):
        words.append(event if isinstance(event, Run) else BREAK)
        if isinstance(event, Node):
            pictures += _captioned(pictures, event)
    return lines(words), pictures


def _heading(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    """A heading is one line, and bold anyhow."""
    words, pictures = _line(node, marks)
    plain = [Run(text, marks - {STRONG}) for text, marks in joined(words, Run(" "))]
    if plain:
        yield Node(HEADINGS[node.tag], {}, nested(plain))
    yield from pictures


def _list(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    items: list[list[Node]] = []
    for child in _visible(node):
        inside = blocks(Node("", {}, [child]), place.in_item, marks)
        is_item = isinstance(child, Node) and child.tag == "li"
        if items and not is_item and inside and inside[0].tag in {"ul", "ol"}:
            items[-1] += inside  # Google Docs puts the inner list beside its item
        elif inside:
            items.append(inside)
    if items:
        yield Node(node.tag, {}, [Node("li", {}, _bare(item)) for item in items])


def _bare(inside: list[Node]) -> list[Node | str]:
    """A paragraph that comes first and has no other beside it needs no tag of its own."""
    if [node.tag for node in inside].count("p") == 1 and inside[0].tag == "p":
        return [*inside[0].children, *inside[1:]]
    return [*inside]


def _quote(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    """What a quotation cannot hold stands beside it."""
    inside = blocks(node, place, marks)
    for is_quoted, group in groupby(inside, key=lambda block: block.tag in QUOTED):
        if is_quoted:
            yield Node("blockquote", {}, [*group])
        else:
            yield from group


def _section(node: Node, marks: Marks, place: Place) -> Iterator[Event]:
    names = node.attributes.get("class", "").split()
    kind = next((BOX_OF_CLASS[name] for name in names if name in BOX_OF_CLASS), None)
    inside = blocks(node, Place(SECTION), marks) if kind else []
    if not kind:
        yield None
        yield from _events(node, marks, place)
        yield None
    elif inside or kind != "panel":
        yield Node("section", {"class": kind}, [*inside])


def _table(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    head: list[Node | str] = []
    body: list[Node | str] = []
    captions: list[list[Run]] = []
    pictures: list[Node] = []
    for child in _visible(node):
        if isinstance(child, str):
            continue
        inner = marked(child, marks)
        if child.tag == "caption":
            found, pictures = _line(child, inner)
            captions += found
        else:
            (head if child.tag == "thead" else body).extend(_rows(child, inner))
    caption = nested(joined(captions))
    if head or body:
        parts = {"caption": caption, "thead": head, "tbody": body}
        yield Node("table", {}, [Node(tag, {}, inside) for tag, inside in parts.items() if inside])
    elif caption:
        yield Node("p", {}, caption)
    yield from pictures


def _rows(node: Node, marks: Marks) -> Iterator[Node]:
    """Return the rows of a part of a table, or the row itself."""
    for row in [node] if node.tag == "tr" else _visible(node):
        if isinstance(row, str) or row.tag != "tr":
            continue
        inner = marks if row is node else marked(row, marks)
        cells = [cell for cell in _visible(row) if isinstance(cell, Node)]
        made = [_cell(cell, marked(cell, inner)) for cell in cells if cell.tag in {"td", "th"}]
        if made:
            yield Node("tr", {}, [*made])


def _cell(node: Node, marks: Marks) -> Node:
    rules = {"colspan": SPAN, "rowspan": SPAN}
    if node.tag == "th":
        rules = {"scope": re.compile("col|row"), **rules}
    return Node(node.tag, _kept(node, rules), _bare(blocks(node, Place(CELL), marks)))


def _figure(node: Node, marks: Marks, place: Place) -> Iterator[Event]:
    """Let pictures come before the caption."""

    def is_caption(child: Node | str) -> bool:
        return isinstance(child, Node) and child.tag == "figcaption"

    yield None
    yield from _events(Node("", {}, sorted(node.children, key=is_caption)), marks, place)
    yield None


def _picture(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    """Keep a picture of the library or of this site, in a figure of its own."""
    picture = _kept(node, {"data-picture": NUMBER})
    if not picture:
        picture = _kept(node, {"src": SOURCE})
    if not picture:
        return
    is_decorative = node.attributes.get("role") == "presentation"
    picture["alt"] = "" if is_decorative else tidied(node.attributes.get("alt", "")).strip()
    if "src" in picture:
        picture |= _kept(node, {"width": LENGTH, "height": LENGTH})
    if is_decorative:
        picture["role"] = "presentation"
    yield Node("figure", {}, [Node("img", picture)])


def _caption(node: Node, marks: Marks, place: Place) -> Iterator[Node]:
    words, pictures = _line(node, marks)
    yield from pictures
    if caption := joined(words):
        yield Node("figcaption", {}, nested(caption))


def _captioned(made: list[Node], block: Node) -> list[Node]:
    """Put a caption into the picture or table before it; without one it is a paragraph."""
    if block.tag != "figcaption":
        return [block]
    before = made[-1] if made else Node("")
    if before.tag == "figure" and len(before.children) == 1:
        before.children.append(block)
    elif before.tag == "table" and before.children[0].tag != "caption":  # type: ignore[union-attr]
        before.children.insert(0, Node("caption", {}, block.children))
    else:
        return [Node("p", {}, block.children)]
    return []


def _kept(node: Node, rules: dict[str, re.Pattern[str]]) -> dict[str, str]:
    """Return the attributes that have a rule and keep it."""
    values = {name: node.attributes.get(name, "").strip() for name in rules}
    return {name: value for name, value in values.items() if rules[name].fullmatch(value)}


BUILDERS = {
    **dict.fromkeys(HEADINGS, _heading),
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "section": _section,
    "table": _table,
    "figure": _figure,
    "figcaption": _caption,
    "img": _picture,
}
