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


def before(lines: Sequence[Line], at: int) -> int | None:
    """Return the line right before this one in its group, if there is one."""
    for n in range(at - 1, -1, -1):
        if lines[n].depth <= lines[at].depth:
            return n if lines[n].depth == lines[at].depth else None
    return None


def after(lines: Sequence[Line], at: int) -> int | None:
    """Return the line right behind this one in its group, if there is one."""
    following = end(lines, at)
    is_there = following < len(lines) and lines[following].depth == lines[at].depth
    return following if is_there else None


def up(lines: Sequence[Line], at: int) -> Lines:
    """Put a line before the one above it in its group."""
    _check(lines, at)
    first = before(lines, at)
    if first is None:
        raise DraftError("It is the first in its group already.")
    last = end(lines, at)
    return (*lines[:first], *lines[at:last], *lines[first:at], *lines[last:])


def down(lines: Sequence[Line], at: int) -> Lines:
    """Put a line behind the one below it in its group."""
    _check(lines, at)
    following = after(lines, at)
    if following is None:
        raise DraftError("It is the last in its group already.")
    return up(lines, following)


def further_in(lines: Sequence[Line], at: int) -> Lines:
    """Put a line last into the group right before it, or else into a new group of its own."""
    _check(lines, at)
    last, beside = end(lines, at), before(lines, at)
    moved = [replace(line, depth=line.depth + 1) for line in lines[at:last]]
    is_group = beside is not None and lines[beside].kind == GROUP
    new = [] if is_group else [Line(GROUP, lines[at].depth)]
    _check_room([*lines[:at], *lines[last:]], [*new, *moved])
    return (*lines[:at], *new, *moved, *lines[last:])


def further_out(lines: Sequence[Line], at: int) -> Lines:
    """Put a line behind the group that it stands in."""
    _check(lines, at)
    if not lines[at].depth:
        raise DraftError("It stands in no group.")
    group = next(n for n in range(at - 1, -1, -1) if lines[n].depth < lines[at].depth)
    last, behind = end(lines, at), end(lines, group)
    moved = [replace(line, depth=line.depth - 1) for line in lines[at:last]]
    return (*lines[:at], *lines[last:behind], *moved, *lines[behind:])


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
