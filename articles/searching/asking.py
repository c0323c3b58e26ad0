"""A question as it is put to the index.

A question has parts; a part can be said in several ways; a way is one phrase or more that all have
to occur; a phrase is stems that follow each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.searching.words import Language, words

Phrase = tuple[str, ...]
Way = tuple[Phrase, ...]
Part = tuple[Way, ...]


@dataclass(frozen=True)
class Question:
    """All parts have to be met, or any of them."""

    parts: tuple[Part, ...]
    any_will_do: bool = False

    @property
    def phrases(self) -> frozenset[Phrase]:
        return frozenset(phrase for part in self.parts for way in part for phrase in way)


Synonyms = Mapping[Phrase, frozenset[Phrase]]


def synonyms(groups: Iterable[Sequence[str]], language: Language) -> Synonyms:
    """Return each term of the groups with the other terms that mean the same."""
    found: dict[Phrase, frozenset[Phrase]] = {}
    for group in groups:
        phrases = {phrase for term in group if (phrase := _phrase(words(term), language))}
        for phrase in phrases:
            found[phrase] = found.get(phrase, frozenset()) | phrases - {phrase}
    return found


def question(
    asked: Sequence[str],
    language: Language,
    known: Synonyms,
    widened: Mapping[str, frozenset[str]] | None = None,
) -> Question:
    """Ask for words: in their forms, in other words, and in words that begin with them."""
    parts: list[Part] = []
    longest = max(map(len, known), default=0)
    place = 0
    while place < len(asked):
        taken = _longest_term(asked[place : place + longest], language, known)
        typed = asked[place : place + max(taken, 1)]
        if taken or typed[0] not in language.stop_words:
            parts.append(_part(typed, language, known, widened or {}))
        place += len(typed)
    return Question(tuple(dict.fromkeys(parts)))


def _longest_term(asked: Sequence[str], language: Language, known: Synonyms) -> int:
    lengths = range(len(asked), 0, -1)
    return next((n for n in lengths if _phrase(asked[:n], language) in known), 0)


def _part(
    typed: Sequence[str],
    language: Language,
    known: Synonyms,
    widened: Mapping[str, frozenset[str]],
) -> Part:
    said = tuple((language.stem(word),) for word in typed if word not in language.stop_words)
    others = known.get(_phrase(typed, language), frozenset())
    longer = widened.get(typed[0], frozenset()) if len(typed) == 1 else frozenset()
    ways = {(phrase,) for phrase in others} | {((stem,),) for stem in longer}
    return (said, *sorted(ways - {said})) if said else tuple(sorted(ways))


def _phrase(typed: Sequence[str], language: Language) -> Phrase:
    return tuple(language.stem(word) for word in typed)
