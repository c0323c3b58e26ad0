"""How hard a text is to read: its sentences, words and syllables, and the grade they make.

The grade is Flesch and Kincaid's: about the school year in which a reader follows the text.
A number counts as one word of one syllable, as the common counters have it: a telephone number
or a dose is looked at, and does not make the sentence around it hard.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.sentences import CLOSING, NOTE, SMALL_NOTE, sentences, words
from articles.syllables import PART, hisses, syllables

FULL_SENTENCE = re.compile(rf"[.!?…][{CLOSING}]*{NOTE}?\s*$|(?<=[a-z”)])[.!?]{SMALL_NOTE}\s*$")
HARD = 3  # syllables
HYPHEN = re.compile(r"[-‐‑/]")


@dataclass(frozen=True)
class Measure:
    """What was counted in a text, and the grade that follows from it."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def prose(text: str) -> str:
    """Keep the lines that are sentences: headings and table cells make a text look easier."""
    return "\n".join(line for line in text.splitlines() if FULL_SENTENCE.search(line))


def measure(text: str) -> Measure:
    """Count a plain text. The end of a line is the end of a sentence."""
    found = sentences(text)
    spoken = [word for sentence in found for word in words(sentence)]
    return Measure(len(found), len(spoken), sum(map(syllables, spoken)))


def longest_sentences(text: str, most: int = 3) -> list[str]:
    """Return the sentences with the most words, the longest first."""
    return sorted(sentences(text), key=lambda sentence: -len(words(sentence)))[:most]


def hard_words(text: str, most: int = 10) -> list[str]:
    """Return the words that make a text hard, the most frequent first.

    Hard is a word of three syllables or more, as Gunning has it: without names and spelled-out
    letters such as MRI; -es, -ed and -ing do not make a word hard, and of a word with hyphens
    each part counts for itself.
    """
    found = Counter[str]()
    names = set[str]()
    for sentence in sentences(text):
        for place, word in enumerate(_parts(sentence)):
            if word.islower() or (place == 0 and not word.isupper()):
                found[word.lower()] += _is_hard(word.lower())
            else:
                names.add(word.lower())
    seen_small = {word for word in _parts(text) if word.islower()}
    hard = {word: times for word, times in found.items() if times}
    named = names - seen_small
    return sorted(hard.keys() - named, key=lambda word: (-hard[word], -syllables(word), word))[
        :most
    ]


def _parts(text: str) -> list[str]:
    """Return the words of a text without their signs, and compounds in pieces."""
    pieces = [piece for word in words(text) for piece in HYPHEN.split(word)]
    found = [PART.search(piece.replace("’", "'")) for piece in pieces if "@" not in piece]
    return [part[0].removesuffix("'s") for part in found if part and part[0][0].isalpha()]


def _is_hard(word: str) -> bool:
    return syllables(word) - _added_by_ending(word) >= HARD


def _added_by_ending(word: str) -> int:
    """Return the syllables that -es, -ed or -ing adds: one in bandages, none in valves."""
    if word.endswith("es"):
        return hisses(word[:-1]) or hisses(word[:-2])
    return word.endswith(("ted", "ded", "ing"))
