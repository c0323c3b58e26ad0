"""Words with marks on them (bold, a link), and the one way to nest those marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from articles.richtext.tree import Node

SPACES = re.compile(r"\s+")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
NO_BREAK_SPACE = "\u00a0"
ADDRESS = re.compile(
    r"(?:https?://|mailto:|tel:|#|/(?![/\\])|article:[1-9][0-9]{0,17}(?=#|\Z))[^\s\x00-\x1f]*",
    re.I,
)

TAGS = (
    "a",
    "strong",
    "em",
    "sub",
    "sup",
)  # where two marks reach equally far, the first is outside
SAME_AS = {
    "a": "a",
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "sub": "sub",
    "sup": "sup",
}


class Mark(NamedTuple):
    tag: str
    href: str = ""


class Run(NamedTuple):
    """Some words, and all the marks that they carry."""

    text: str
    marks: frozenset[Mark] = frozenset()


STRONG, EM, SUB, SUP = map(Mark, TAGS[1:])
BREAK = Run("\n")
STYLES = [
    (re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)", re.I), STRONG, True),
    (
        re.compile(r"(?<![\w-])font-weight:\s*(?:normal|lighter|[1-5]00)", re.I),
        STRONG,
        False,
    ),
    (re.compile(r"(?<![\w-])font-style:\s*(?:italic|oblique)", re.I), EM, True),
    (re.compile(r"(?<![\w-])font-style:\s*normal", re.I), EM, False),
    (re.compile(r"(?<![\w-])vertical-align:\s*sub", re.I), SUB, True),
    (re.compile(r"(?<![\w-])vertical-align:\s*super", re.I), SUP, True),
]


def is_break(run: Run) -> bool:
    return run.text == BREAK.text


def marked(node: Node, marks: frozenset[Mark]) -> frozenset[Mark]:
    """Return the marks of the words in an element: its own tag's and its style's come on top."""
    mark = SAME_AS.get(node.tag)
    if mark == "a":
        href = node.attributes.get("href", "").strip()
        if ADDRESS.fullmatch(href) and not UNSEEN.search(href):
            marks = frozenset({m for m in marks if m.tag != "a"} | {Mark("a", href)})
    elif mark:
        marks |= {Mark(mark)}
    style = node.attributes.get("style", "")
    for pattern, styled, is_on in STYLES if style else ():
        if pattern.search(style):
            marks = marks | {styled} if is_on else marks - {styled}
    return marks


def tidied(text: str) -> str:
    """Return text with one space where there were several. A single no-break space stays."""
    return SPACES.sub(lambda run: run[0] if run[0] == NO_BREAK_SPACE else " ", UNSEEN.sub("", text))


def lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Cut at the breaks. A line has no space at its ends, and may be empty."""
    cut: list[list[Run]] = [[]]
    for run in runs:
        if is_break(run):
            cut.append([])
        else:
            _add(cut[-1], run)
    for line in cut:
        _end(line)
    return cut


def paragraphs(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Join the lines between empty lines: two breaks in a row end a paragraph."""
    for has_words, group in groupby(lines(runs), key=bool):
        if has_words:
            yield joined(group)


def joined(some: Iterable[list[Run]], between: Run = BREAK) -> list[Run]:
    """Join lines. What stands between two lines carries the marks that both carry."""
    whole: list[Run] = []
    for line in filter(None, some):
        if whole:
            whole.append(Run(between.text, whole[-1].marks & line[0].marks))
        whole += line
    return whole


def nested(runs: Sequence[Run]) -> list[Node | str]:
    """Return the words in their tags: the mark that reaches farthest is outside."""
    root = Node("")
    path: list[tuple[Mark | None, Node]] = [(None, root)]
    for index, run in enumerate(runs):
        kept = 1
        while kept < len(path) and path[kept][0] in run.marks:
            kept += 1
        del path[kept:]
        for mark in _outside_first(run.marks - {mark for mark, _ in path}, runs, index):
            node = Node(mark.tag, {"href": mark.href} if mark.href else {})
            path[-1][1].children.append(node)
            path.append((mark, node))
        path[-1][1].children.append(Node("br") if is_break(run) else run.text)
    return root.children


def _add(line: list[Run], run: Run) -> None:
    """Put words at the end of a line, so that no two spaces meet."""
    text, marks = tidied(run.text), run.marks
    ends_in_space = not line or line[-1].text[-1].isspace()
    if ends_in_space and text[:1].isspace():
        text = text[1:]
        if line:
            line[-1] = Run(line[-1].text[:-1] + " ", line[-1].marks)
    if text.isspace():
        marks &= line[-1].marks
    if text:
        line.append(Run(text, marks))


def _end(line: list[Run]) -> None:
    if line:
        last = line.pop()
        if text := last.text.rstrip():
            line.append(Run(text, last.marks))


def _outside_first(marks: frozenset[Mark], runs: Sequence[Run], start: int) -> list[Mark]:
    def reach(mark: Mark) -> int:
        past = (n for n in range(start, len(runs)) if mark not in runs[n].marks)
        return next(past, len(runs))

    return sorted(marks, key=lambda mark: (-reach(mark), TAGS.index(mark.tag)))
