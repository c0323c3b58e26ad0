"""How hard a text is to read: its sentences, words and syllables, and the grade they make.

The grade is Flesch and Kincaid's: about the school year in which a reader follows the text.
Syllables are counted by rules of spelling, which is near enough for a whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s")
ENDS = (".", "!", "?", "…")
ABBREVIATION = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|vs|e\.g|i\.e|a\.m|p\.m|[A-Z])\.(?=\s)")

SILENT = (  # vowels that are written and not said
    r"[aeiouy][^aeiouy]*(?<![^aeiouy]l)(?<![aeiouy])e$",  # medicine, but not table
    r"[aeiouy][^aeiouy]*(?<![sxzcg])(?<![cs]h)(?<![^aeiouy]l)(?<![aeiouy])es$",  # valves
    r"[aeiouy][^aeiouy]*(?<![td])(?<![^aeiouy]l)(?<![aeiouy])ed$",  # walked
    r"[aeiouy][^aeiouy]+(?<![^aeiouy]l)e(?:ful|less|ly|ment|ness)",  # carefully
    r"^some[^aeiouy]|^ever[a-z]|\b(?:head|stomach)?aches$",  # sometimes, every, aches
    r"[gq]ues?$",  # tongue, technique
)
SPOKEN = (  # vowels that stand together and are said apart
    r"(?<![tcsg])i[au](?!ge)",  # arterial, but not special or marriage
    r"(?<![tcsghlnx])io",  # various, but not condition
    r"[iu]et|scien|flui|crea[^mks]",  # diet, science, fluid, create
    r"[aeiouy].*(?:ea|ie[rs]t?)$(?<!ies)",  # area, heavier
    r"(?<!q)ual",  # usually, but not quality
    r"[aeiouy](?=ing)",  # being, carrying
    r"[dst]n['’]t$",  # didn't
    r"sm$",  # metabolism
)


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
    return "\n".join(line for line in text.splitlines() if line.rstrip("\"'”’)]").endswith(ENDS))


def measure(text: str) -> Measure:
    """Count a plain text. The end of a line is the end of a sentence."""
    text = ABBREVIATION.sub(r"\1", text)
    pieces = [piece for line in text.splitlines() for piece in SENTENCE_END.split(line)]
    words = WORD.findall(text)
    return Measure(
        sentences=sum(bool(WORD.search(piece)) for piece in pieces),
        words=len(words),
        syllables=sum(map(syllables, words)),
    )


def syllables(word: str) -> int:
    """Return about how many syllables a word has. A number has one for each digit."""
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = sum(bool(re.search(rule, word)) for rule in SILENT)
    spoken = sum(bool(re.search(rule, word)) for rule in SPOKEN)
    return max(1, groups - silent + spoken)
