"""What changed between two texts, line by line and word by word, so that a person can read it.

Lines are laid side by side first. A removed and an added line that share enough of their words are
one changed line. What is too different to be laid side by side in good time is replaced whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from articles.alignment import Pairs, common, rising

LINE = re.compile(r"[^\n]*\n|[^\n]+")
WORD = re.compile(r"(?:\w+(?:[.,:'’/-]\w+)*|[^\w\s]+)\s*|\s+")  # a sign is a word too
ALIKE = 0.4  # of its letters that a changed line keeps
ISLAND = 4  # letters of a lone word that is not worth a stop between two changes

Kind = Literal["same", "added", "removed"]
SAME: tuple[Kind, ...] = ("same",)
REPLACED: tuple[Kind, ...] = ("removed", "added")


@dataclass(frozen=True)
class Piece:
    """Some words of a line, with the white space behind them."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A line of the comparison. A skipped one stands for `count` unchanged lines with words."""

    kind: Literal["same", "added", "removed", "changed", "skipped"]
    pieces: tuple[Piece, ...] = ()
    is_moved: bool = False  # it was removed in one place and added in another
    count: int = 1


def compare(before: str, after: str, context: int | None = 1) -> list[Line]:
    """Return the lines of both texts in reading order, with `context` unchanged ones at a change.

    With context=None all lines are kept. Then the pieces give back both texts exactly: all that
    is "same" or "removed" makes `before`, all that is "same" or "added" makes `after`.
    """
    lines = _with_moves(list(_lines(LINE.findall(before), LINE.findall(after))))
    return lines if context is None else list(_near_changes(lines, context))


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for pair, removed, added in _side_by_side(before, after, _common(before, after)):
        if pair:
            yield Line("same", tuple(_matched(*pair)))
        yield from _gap(removed, added)


def _gap(before: list[str], after: list[str]) -> Iterator[Line]:
    """Yield the lines between two unchanged ones."""
    for pair, removed, added in _side_by_side(before, after, _alike(before, after)):
        if pair:
            yield Line("changed", tuple(_words(*pair)))
        yield from (Line("removed", (Piece("removed", line),)) for line in removed)
        yield from (Line("added", (Piece("added", line),)) for line in added)


def _words(before: str, after: str) -> Iterator[Piece]:
    """Yield the pieces of a changed line."""
    olds, news = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for pair, removed, added in _side_by_side(olds, news, _common(olds, news)):
        found += _matched(*pair) if pair else []
        found += [Piece("removed", "".join(removed)), Piece("added", "".join(added))]
    return _joined(_without_islands(list(_joined(found))))


def _side_by_side(
    before: list[str], after: list[str], pairs: Pairs
) -> Iterator[tuple[tuple[str, str] | tuple[()], list[str], list[str]]]:
    """Yield each pair with what follows it on either side; nothing precedes the first pair."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        pair = (before[i], after[j]) if i >= 0 else ()
        yield pair, before[i + 1 : next_i], after[j + 1 : next_j]


def _common(before: list[str], after: list[str]) -> Pairs:
    """Pair what is the same but for the white space behind it."""
    return common([text.rstrip() for text in before], [text.rstrip() for text in after])


def _matched(old: str, new: str) -> list[Piece]:
    if old == new:
        return [Piece("same", old)]
    bare = old.rstrip()
    ends = Piece("removed", old[len(bare) :]), Piece("added", new[len(bare) :])
    return [piece for piece in (Piece("same", bare), *ends) if piece.text]


def _alike(removed: list[str], added: list[str]) -> Pairs:
    """Pair the lines that share enough of their words, without crossing over."""
    olds = [(place, word) for place, line in enumerate(removed) for word in WORD.findall(line)]
    news = [(place, word) for place, line in enumerate(added) for word in WORD.findall(line)]
    shared = Counter[tuple[int, int]]()
    for i, j in common([word.rstrip() for _, word in olds], [word.rstrip() for _, word in news]):
        shared[olds[i][0], news[j][0]] += len(olds[i][1].rstrip())
    sizes = [_letters(line) for line in removed], [_letters(line) for line in added]
    best_first = (
        pair
        for pair, letters in shared.most_common()
        if letters >= ALIKE * max(sizes[0][pair[0]], sizes[1][pair[1]])
    )
    return rising(sorted(_once_each(best_first)))


def _letters(line: str) -> int:
    return sum(map(len, line.split()))


def _once_each(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    olds, news = set[int](), set[int]()
    for old, new in pairs:
        if old not in olds and new not in news:
            yield old, new
            olds.add(old)
            news.add(new)


def _without_islands(pieces: list[Piece]) -> Iterator[Piece]:
    """Take a lone short word between two replaced stretches into the change."""
    for place, piece in enumerate(pieces):
        around = pieces[max(0, place - 2) : place] + pieces[place + 1 : place + 3]
        kinds = [neighbour.kind for neighbour in around]
        is_short = piece.kind == "same" and len(piece.text.strip()) <= ISLAND
        if is_short and kinds == ["removed", "added", "removed", "added"]:
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours. Between unchanged words, all that went stands before all that came."""
    for is_same, group in groupby(pieces, key=lambda piece: piece.kind == "same"):
        run = list(group)
        for kind in SAME if is_same else REPLACED:
            text = "".join(piece.text for piece in run if piece.kind == kind)
            if text:
                yield Piece(kind, text)


def _with_moves(lines: list[Line]) -> list[Line]:
    """Mark the lines that were taken from one place to another."""
    gone = {_text(line) for line in lines if line.kind == "removed"}
    moved = {_text(line) for line in lines if line.kind == "added"} & gone - {""}
    return [
        replace(line, is_moved=line.kind in REPLACED and _text(line) in moved) for line in lines
    ]


def _text(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces).strip()


def _near_changes(lines: list[Line], context: int) -> Iterator[Line]:
    """Yield the changes and the lines beside them, and between them how many were left out."""
    last = len(lines) - 1
    kept = _reached(lines, context) | {last - place for place in _reached(lines[::-1], context)}
    for is_kept, places in groupby(range(len(lines)), key=kept.__contains__):
        group = [lines[place] for place in places]
        with_words = sum(bool(_text(line)) for line in group)
        if is_kept or not with_words:
            yield from group
        else:
            yield Line("skipped", count=with_words)


def _reached(lines: list[Line], context: int) -> set[int]:
    """Return the places of the changes, and of so many lines with words behind each."""
    reached, left = set[int](), 0
    for place, line in enumerate(lines):
        if line.kind != "same":
            left = context
        if line.kind != "same" or left:
            reached.add(place)
        if line.kind == "same" and _text(line):
            left = max(0, left - 1)
    return reached
