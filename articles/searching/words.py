"""Words as they are compared: small, without accents, each by its stem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.searching import english

# Accents may stand after their letter, and vowel signs of Arabic and Hebrew do.
SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200d"
LETTERS = rf"[^\W_](?:[^\W_{SIGNS}]|[{SIGNS}]|['’](?=[^\W_]))*"
WORD = re.compile(LETTERS)
ENDS = r"[.!?:;\n·]"
SENTENCE_END = re.compile(ENDS)
WORD_OR_END = re.compile(f"({LETTERS})|{ENDS}")
LONGEST = 60  # letters of a word; what is longer is nothing that anyone types


@dataclass(frozen=True)
class Language:
    """How words are compared: which say nothing, and what forms of a word share."""

    stop_words: frozenset[str]
    is_english: bool

    def stem(self, word: str) -> str:
        return english.stem(word) if self.is_english else word


LANGUAGES = {
    "english": Language(english.STOP_WORDS, True),
    "any": Language(frozenset(), False),
}


@dataclass(frozen=True)
class Token:
    """A word, and where it stands in its text."""

    word: str
    start: int
    end: int
    opens: bool = False  # a sentence, or a line


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text as they are compared, with their places."""
    end = 0
    for found in WORD.finditer(text):
        if word := plain(found[0]):
            opens = bool(SENTENCE_END.search(text, end, found.start()))
            end = found.end()
            yield Token(word, found.start(), end, opens)


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def words_and_gaps(text: str) -> list[str]:
    """Return the words of a text, with nothing where a sentence or a line ends."""
    return [plain(word) for word in WORD_OR_END.findall(text)]


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return a word in small letters, without accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "").lower()[:LONGEST]
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())[:LONGEST]
