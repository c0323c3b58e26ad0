"""A condition as its form shows it: one line for each condition or group, set in by its depth.

What is put together from lines keeps all of the old condition that no line speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting.conditions import ANSWERED
from intake.domain.drafting.tree import DraftError, Node, listed
from intake.domain.ruling import vocabulary as words
from intake.domain.ruling.vocabulary import Vocabulary

CONDITION, GROUP = "condition", "group"
ALL, ANY, LEAST = "all", "any", "least"
MOST_LINES = 80  # more than that does not fit into one form
DEEPEST = 6
OURS = ("all", "any", "least", "not", "helper", "rule", "question", "operator", "answer")


@dataclass(frozen=True)
class Line:
    """A condition (its subject, verb and answer) or a group (how its conditions are joined).

    `was` is the way to what it was in the document, and empty for a new one.
    """

    kind: str = CONDITION
    depth: int = 0
    is_not: bool = False
    joined: str = ALL
    least: str = ""
    subject: str = ""
    verb: str = "="
    answer: str = ""
    was: str = ""


@dataclass(frozen=True)
class Tree:
    """Lines, and how those at the top are joined."""

    joined: str = ALL
    least: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What is to be mended in a line, or in the whole (no line); `box` names the field."""

    line: int | None
    box: str
    text: str


def read(condition: Any) -> Tree:
    """Return the lines of a condition; none where there is no condition."""
    if condition is None:
        return Tree()
    if joined := _joined(condition):
        key = ALL if joined[0] == ALL else ANY
        below = enumerate(listed(condition, key))
        lines = [line for n, part in below for line in _lines(part, 0, str(n))]
        return Tree(*joined, tuple(lines))
    return Tree(lines=tuple(_lines(condition, 0, "r")))


def _joined(condition: Any) -> tuple[str, str] | None:
    """Return how the parts of a group are joined, and how many must hold."""
    if isinstance(condition, dict) and ALL in condition:
        return ALL, ""
    if isinstance(condition, dict) and ANY in condition:
        least = condition.get("least", 1)
        return (ANY, "") if least == 1 else (LEAST, str(least))
    return None


def _lines(condition: Any, depth: int, way: str) -> Iterator[Line]:
    inner, is_not = condition, False
    if isinstance(condition, dict) and "not" in condition:
        inner, is_not = condition["not"], True
    if isinstance(inner, dict) and "not" in inner:  # not not: a group of one says the same
        yield Line(GROUP, depth, is_not, was=way)
        yield from _lines(inner, depth + 1, f"{way}.n")
    elif joined := _joined(inner):
        yield Line(GROUP, depth, is_not, *joined, was=way)
        for number, part in enumerate(listed(inner, ALL if joined[0] == ALL else ANY)):
            yield from _lines(part, depth + 1, f"{way}.{'n.' if is_not else ''}{number}")
    else:
        subject, verb, answer = words.leaf(inner)
        yield Line(CONDITION, depth, is_not, ALL, "", subject, verb, answer, way)


def problems(tree: Tree, known: Vocabulary, document: Json) -> tuple[Problem, ...]:
    """Return all that keeps these lines from being a condition."""
    found = [*_joining(None, tree.joined, tree.least, len(_top(tree.lines)), is_top=True)]
    for number, line in enumerate(tree.lines):
        if line.kind == GROUP:
            below = len(_top(tree.lines[number + 1 : end(tree.lines, number)]))
            found += _joining(number, line.joined, line.least, below)
        else:
            found += _leaf_problems(number, line, known, document)
    return tuple(found)


def _joining(
    number: int | None, joined: str, least: str, parts: int, *, is_top: bool = False
) -> Iterator[Problem]:
    if not parts and not is_top:
        yield Problem(number, "joined", "Add a condition to this group, or remove it.")
    elif parts and joined == LEAST and not (_is_count(least) and 1 <= int(least) <= parts):
        yield Problem(number, "least", f"Enter how many must hold: a number from 1 to {parts}.")


def _is_count(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 4


def _leaf_problems(number: int, line: Line, known: Vocabulary, document: Json) -> Iterator[Problem]:
    subject = known.subjects.get(line.subject)
    if not line.subject:
        yield Problem(number, "subject", "Choose what this condition looks at, or remove it.")
    elif subject is None:
        name = line.subject.partition(":")[2]
        text = f"“{name}” cannot be asked for here. Choose something else, or remove it."
        yield Problem(number, "subject", text)
    else:
        try:
            words.written(subject, line.verb, line.answer, document)
        except DraftError as problem:
            box = "answer" if line.verb in subject.verbs else "verb"
            yield Problem(number, box, str(problem))


def written(tree: Tree, old: Any, known: Vocabulary, document: Json) -> Node | None:
    """Return the condition that these lines stand for, or raise DraftError.

    Lines that say what the old condition says leave it as it was written.
    """
    lines = settled(tree.lines)
    if found := problems(replace(tree, lines=lines), known, document):
        raise DraftError(found[0].text)
    if old is not None and _without_ways(tree) == _without_ways(read(old)):
        return dict(old)
    parts = [_node(lines, n, old, known, document) for n in _top(lines)]
    if not parts:
        return None
    was = old if isinstance(old, dict) and _joined(old) else {}
    if len(parts) == 1 and not was:
        return parts[0]
    return _group(tree.joined, tree.least, parts, was)


def _without_ways(tree: Tree) -> Tree:
    least = tree.least if tree.joined == LEAST else ""
    lines = tuple(replace(line, was="") for line in settled(tree.lines))
    return replace(tree, lines=lines, least=least)


def _node(lines: Sequence[Line], at: int, old: Any, known: Vocabulary, document: Json) -> Node:
    line = lines[at]
    was = _was(old, line.was)
    wrapped = was.get("not", was)
    inner = wrapped if isinstance(wrapped, dict) else {}
    if line.kind == GROUP:
        below = [
            _node(lines, at + 1 + n, old, known, document)
            for n in _top(lines[at + 1 : end(lines, at)])
        ]
        node = _group(line.joined, line.least, below, inner)
    elif words.is_leaf(inner) and words.leaf(inner) == (line.subject, line.verb, line.answer):
        node = dict(inner)
    else:
        made = words.written(known.subjects[line.subject], line.verb, line.answer, document)
        node = {**made, **_foreign(inner)}
    around = _foreign(was) if "not" in was else {}
    return {"not": node, **around} if line.is_not else {**node, **around}


def _group(joined: str, least: str, parts: list[Node], was: Node) -> Node:
    counted = {"least": int(least)} if joined == LEAST else {}
    return {ALL if joined == ALL else ANY: parts, **counted, **_foreign(was)}


def _foreign(node: Node) -> Node:
    return {key: value for key, value in node.items() if key not in OURS}


def _was(old: Any, way: str) -> Node:
    """Follow the way to what a line was; nothing where it leads nowhere."""
    node = old
    for step in way.split(".") if way else []:
        if not isinstance(node, dict):
            return {}
        if step == "n":
            node = node.get("not")
        elif step.isascii() and step.isdecimal() and len(step) < 4:
            below = listed(node, ALL if ALL in node else ANY)
            node = below[int(step)] if int(step) < len(below) else None
    return node if way and isinstance(node, dict) else {}


def settled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines none of which stands deeper than there is a group to stand in.

    What a line has no use for is left out: helpers and rules hold or not, "answered" is all.
    """
    made: list[Line] = []
    for line in lines:
        most = made[-1].depth + (made[-1].kind == GROUP) if made else 0
        made.append(replace(_plain(line), depth=max(0, min(line.depth, most))))
    return tuple(made)


def _plain(line: Line) -> Line:
    if line.kind == GROUP:
        least = line.least if line.joined == LEAST else ""
        return replace(line, subject="", verb="", answer="", least=least)
    verb = line.verb if not line.subject or line.subject.startswith("question:") else "holds"
    answer = "" if verb in ANSWERED or verb == "holds" else line.answer.strip()
    return replace(line, joined="", least="", verb=verb, answer=answer)


def end(lines: Sequence[Line], at: int) -> int:
    """Return where what belongs to a line ends."""
    after = at + 1
    while after < len(lines) and lines[after].depth > lines[at].depth:
        after += 1
    return after


def _top(lines: Sequence[Line]) -> list[int]:
    """Return which of these lines belong to no other of them."""
    found, at = [], 0
    while at < len(lines):
        found.append(at)
        at = end(lines, at)
    return found
