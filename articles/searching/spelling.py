"""How far apart two spellings are, and which known word somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # letters; shorter words are too near to each other
TWO_FROM = 6  # letters, from which on two slips are forgiven


def slips_allowed(word: str) -> int:
    """Return how many slips may be in a word of this length."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= TWO_FROM else 1


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """Return the nearest of the known words, each with how often it occurs; the first letter
    of a word is seldom wrong, and what is often written is often meant."""
    most = slips_allowed(word)
    letters = set(word)
    best: tuple[int, bool, int, str] | None = None
    for other, count in known:
        if abs(len(other) - len(word)) > most or len(letters ^ set(other)) > 2 * most:
            continue
        slips = distance(word, other, most)
        if slips is not None and other != word:
            rank = (slips, other[0] != word[0], -count, other)
            best = min(best, rank) if best else rank
    return best[-1] if best else None


def distance(one: str, other: str, most: int) -> int | None:
    """Count the letters left out, added, changed or swapped between two words; None if > most."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        two_before, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
