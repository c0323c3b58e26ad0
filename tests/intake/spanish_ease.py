"""How hard a Spanish text is to read, counted by hand.

The ease is José Fernández Huerta's of 1959, with a sentence's words as he meant them: 206.84,
less 60 for each syllable of a word and 1.02 for each word of a sentence, on average. He calls 60
to 70 “normal” and gives it grades 7 and 8: an ease of 60 or more is a grade of 8 or less.
"""

from __future__ import annotations

import re

NORMAL = 60
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)?")
STOP = re.compile(r"[.!?…]+[”»)]*(?=\s|$)|\n")
SILENT = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])|h")
# A weak vowel beside a strong one is one syllable with it; an accent on it parts the two.
CORE = re.compile(r"[iuüy]?[aeoáéó][iuüy]?|[íú]|[iuüy]+")


def syllables(word: str) -> int:
    """Count the syllables; a number is one, as with the grade of English texts."""
    return max(1, len(CORE.findall(SILENT.sub("", word.lower()))))


def ease(text: str) -> float:
    """Return how easily a text reads. The end of a line is the end of a sentence."""
    parts = [found for part in STOP.split(text) if (found := WORD.findall(part))]
    words = [word for part in parts for word in part]
    return 206.84 - 60 * sum(map(syllables, words)) / len(words) - 1.02 * len(words) / len(parts)
