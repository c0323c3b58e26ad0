"""Which members two sequences of words or lines have in common, in order, and found fast.

Runs that stand once in both are the fixed points; only short stretches between them are searched
through. What is too long for that counts as having nothing in common.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

RUNS = (4, 1, 1)  # the lengths of the runs that are looked for, one after the other
MOST_TO_TRY = 40_000  # pairs of members that are compared one with the other

Pairs = list[tuple[int, int]]


def common(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """Return the places of what both have in common, rising on both sides."""
    return list(_common(before, after, RUNS))


def rising(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Return as many pairs as rise on both sides; the pairs come sorted by their first place."""
    ends: list[int] = []  # the least second place with which a chain of each length can end
    chains: list[tuple[tuple[int, int], int]] = []  # each pair, and the pair before it
    tails: list[int] = []
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        chains.append((pair, tails[length - 1] if length else -1))
        ends[length : length + 1] = [pair[1]]
        tails[length : length + 1] = [len(chains) - 1]
    found, place = [], tails[-1] if tails else -1
    while place >= 0:
        pair, place = chains[place]
        found.append(pair)
    return found[::-1]


def _common(
    before: Sequence[str], after: Sequence[str], runs: tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    if not before or not after:
        return
    start = _same_start(before, after)
    end = _same_start(before[start:][::-1], after[start:][::-1])
    yield from ((place, place) for place in range(start))
    inner = _inside(before[start : len(before) - end], after[start : len(after) - end], runs)
    yield from ((start + i, start + j) for i, j in inner)
    yield from ((len(before) - back, len(after) - back) for back in range(end, 0, -1))


def _same_start(before: Sequence[str], after: Sequence[str]) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    shortest = min(len(before), len(after))
    return next((place for place, (old, new) in pairs if old != new), shortest)


def _inside(
    before: Sequence[str], after: Sequence[str], runs: tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    """Yield what is common to two stretches that differ at both their ends."""
    if not runs:
        yield from _searched(before, after)
        return
    start = (0, 0)
    for i, j in _fixed_points(before, after, runs[0]):
        yield from _moved(start, _common(before[start[0] : i], after[start[1] : j], runs[1:]))
        yield i, j
        start = i + 1, j + 1
    yield from _moved(start, _common(before[start[0] :], after[start[1] :], runs[1:]))


def _moved(start: tuple[int, int], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return ((start[0] + i, start[1] + j) for i, j in pairs)


def _fixed_points(before: Sequence[str], after: Sequence[str], length: int) -> Pairs:
    """Return where the runs start that stand once in both."""
    olds, news = _only_ones(before, length), _only_ones(after, length)
    return rising((place, news[run]) for run, place in olds.items() if run in news)


def _only_ones(members: Sequence[str], length: int) -> dict[tuple[str, ...], int]:
    """Return the runs that stand once, with their places, in order."""
    runs = list(zip(*(members[start:] for start in range(length)), strict=False))
    times = Counter(runs)
    return {run: place for place, run in enumerate(runs) if times[run] == 1}


def _searched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(before) * len(after) > MOST_TO_TRY:
        return
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        yield from ((block.a + more, block.b + more) for more in range(block.size))
