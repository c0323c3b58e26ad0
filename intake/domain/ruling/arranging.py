"""What the buttons of a condition's form do to its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from intake.domain.drafting.tree import DraftError
from intake.domain.ruling.lines import (
    CONDITION,
    DEEPEST,
    GROUP,
    MOST_LINES,
    Line,
    end,
    settled,
)

Lines = tuple[Line, ...]


def add(lines: Sequence[Line], at: int | None, kind: str = CONDITION) -> Lines:
    """Put a new condition or a new group last in a group; without one, at the very end.

    A new group has room for a first condition.
    """
    made = list(settled(lines))
    is_inside = at is not None and 0 <= at < len(made) and made[at].kind == GROUP
    depth = made[at].depth + 1 if is_inside and at is not None else 0
    new = [Line(kind, depth)]
    if kind == GROUP:
        new.append(Line(depth=depth + 1))
    _check_room(made, new)
    where = end(made, at) if is_inside and at is not None else len(made)
    return (*made[:where], *new, *made[where:])


def remove(lines: Sequence[Line], at: int) -> Lines:
    """Take out a line with all that belongs to it."""
    _check(lines, at)
    return settled([*lines[:at], *lines[end(lines, at) :]])


def negate(lines: Sequence[Line], at: int) -> Lines:
    _check(lines, at)
    return tuple(
        replace(line, is_not=not line.is_not) if n == at else line for n, line in enumerate(lines)
    )


def up(lines: Sequence[Line], at: int) -> Lines:
    """Put a line before the one above it in its group."""
    _check(lines, at)
    before = next((n for n in range(at - 1, -1, -1) if lines[n].depth <= lines[at].depth), None)
    if before is None or lines[before].depth < lines[at].depth:
        raise DraftError("It is the first in its group already.")
    after = end(lines, at)
    return (*lines[:before], *lines[at:after], *lines[before:at], *lines[after:])


def down(lines: Sequence[Line], at: int) -> Lines:
    """Put a line behind the one below it in its group."""
    _check(lines, at)
    after = end(lines, at)
    if after >= len(lines) or lines[after].depth < lines[at].depth:
        raise DraftError("It is the last in its group already.")
    return up(lines, after)


def further_in(lines: Sequence[Line], at: int) -> Lines:
    """Put a line last into the group right before it, or else into a new group of its own."""
    _check(lines, at)
    after = end(lines, at)
    moved = [replace(line, depth=line.depth + 1) for line in lines[at:after]]
    before = next((n for n in range(at - 1, -1, -1) if lines[n].depth <= lines[at].depth), None)
    is_group = before is not None and lines[before].kind == GROUP
    is_beside = before is not None and lines[before].depth == lines[at].depth
    new = [] if is_group and is_beside else [Line(GROUP, lines[at].depth)]
    _check_room([*lines[:at], *lines[after:]], [*new, *moved])
    return (*lines[:at], *new, *moved, *lines[after:])


def further_out(lines: Sequence[Line], at: int) -> Lines:
    """Put a line behind the group that it stands in."""
    _check(lines, at)
    if not lines[at].depth:
        raise DraftError("It stands in no group.")
    parent = next(n for n in range(at - 1, -1, -1) if lines[n].depth < lines[at].depth)
    after, last = end(lines, at), end(lines, parent)
    moved = [replace(line, depth=line.depth - 1) for line in lines[at:after]]
    return (*lines[:at], *lines[after:last], *moved, *lines[last:])


ACTS: dict[str, Callable[[Sequence[Line], int], Lines]] = {
    "remove": remove,
    "not": negate,
    "up": up,
    "down": down,
    "in": further_in,
    "out": further_out,
}


def act(lines: Sequence[Line], name: str, at: int | None) -> Lines:
    """Return the lines after a button was pressed, or raise DraftError."""
    lines = settled(lines)
    if name in ("condition", "group"):
        return add(lines, at, CONDITION if name == "condition" else GROUP)
    if name not in ACTS or at is None:
        raise DraftError("Press one of the buttons of a condition.")
    return ACTS[name](lines, at)


def _check(lines: Sequence[Line], at: int) -> None:
    if not 0 <= at < len(lines):
        raise DraftError("This condition is not there any more.")


def _check_room(lines: Sequence[Line], new: Sequence[Line]) -> None:
    if len(lines) + len(new) > MOST_LINES:
        raise DraftError(f"A rule has room for {MOST_LINES} conditions. Name some of them first.")
    if any(line.depth > DEEPEST for line in new):
        raise DraftError("This is nested too deeply. Make a named condition of a part of it.")
