"""Search the articles: the one place that knows how text is searched.

The index knows which editions have the words; only `Edition.objects.published(now)` knows which
of them anyone may see, and it is asked in the same query.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Edition, SynonymGroup
from articles.richtext import plain_text
from articles.searching import asking, marking, vocabulary
from articles.searching import index as indexing
from articles.searching.asking import Phrase, Question
from articles.searching.index import GAP, Entry, Seen
from articles.searching.words import LANGUAGES, Language, tokens, words, words_and_gaps

MOST_LETTERS = 200  # of a question; what comes after them is not read
MOST_WORDS = 16
MOST_COUNTED = 1_000
FEW = 3  # hits, below which another spelling is looked for
A_BATCH = 500


@dataclass(frozen=True)
class Reader:
    """How questions are understood: a language, and what means the same in it."""

    language: Language
    terms: frozenset[str]
    known: asking.Synonyms

    @classmethod
    def now(cls) -> Reader:
        groups = [group.term_lines for group in SynonymGroup.objects.all()]
        terms = frozenset(word for group in groups for term in group for word in words(term))
        return cls(_language(), terms, asking.synonyms(groups, _language()))

    def ask(self, query: str) -> Question:
        """Ask for all the words."""
        return asking.question(_typed(query), self.language, self.known)

    def ask_widely(self, query: str) -> Question:
        """Ask for all the words, and for those that begin like them."""
        typed = _typed(query)
        said = [word for word in typed if word not in self.language.stop_words]
        return asking.question(typed, self.language, self.known, vocabulary.longer(said))

    def corrected(self, query: str, seen: Seen) -> str:
        """Return a question with its mistyped words mended; empty where nothing is to mend.

        The words come from all editions that are or will be: one that stands in none that may be
        seen is never told.
        """
        pieces, end = [], 0
        for token in islice(tokens(query), MOST_WORDS):
            is_said = token.word not in self.language.stop_words
            word = vocabulary.meant(token.word, self.language, self.terms) if is_said else None
            if word and self._may_be_told(word, seen):
                pieces += [query[end : token.start], word]
                end = token.end
        return "".join([*pieces, query[end:]]) if pieces else ""

    def _may_be_told(self, word: str, seen: Seen) -> bool:
        return word in self.language.stop_words or indexing.count(self.ask(word), seen, most=1) > 0


@dataclass(frozen=True)
class Hit:
    """An edition that was found, with what was asked for marked in its title and its text."""

    edition: Edition
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """What was found, best first. `total` stops at MOST_COUNTED, where `is_more` says so."""

    query: str
    hits: list[Hit]
    total: int = 0
    is_more: bool = False
    # Nothing was found for the question; these are the hits of this spelling of it.
    instead: str = ""
    # There are hits, and more of them for this spelling.
    suggestion: str = ""
    # No article has all of the words. These have some.
    has_some: bool = False


def search(text: str, now: datetime, *, limit: int = 10, offset: int = 0) -> Results:
    """Return what anyone may read at this moment about the words. Any text is a fair question."""
    query, reader, seen = readable(text), Reader.now(), _seen(now)
    for spelling, question in _attempts(query, reader, seen):
        total = indexing.count(question, seen, most=MOST_COUNTED + 1)
        if total:
            return Results(
                query=query,
                hits=_hits(question, seen, now, reader.language, limit=limit, offset=offset),
                total=min(total, MOST_COUNTED),
                is_more=total > MOST_COUNTED,
                instead=spelling if spelling != query else "",
                suggestion=_better(query, total, seen, reader) if spelling == query else "",
                has_some=question.any_will_do,
            )
    return Results(query, [])


def readable(text: str) -> str:
    """Return a question as it is read, and shown again: one line, without control characters."""
    start = text[: MOST_LETTERS * 10]
    line = " ".join("".join(c if c.isprintable() else " " for c in start).split())
    return line[:MOST_LETTERS].strip()


@transaction.atomic
def index(edition: Edition) -> None:
    """Let an edition be found, and no longer those of its article whose time is over."""
    over = edition.article.editions.exclude(pk=edition.pk).filter(live_until__lte=timezone.now())
    for old in over:
        forget(old)
    forget(edition)
    entry, found = _read(edition, _language())
    indexing.add([entry])
    vocabulary.learn(Counter(found), _language())


@transaction.atomic
def forget(edition: Edition) -> None:
    """Let an edition no longer be found."""
    if indexing.remove(edition.pk):
        vocabulary.unlearn(_read(edition, _language())[1])


@transaction.atomic
def rebuild() -> int:
    """Make the index anew from the editions that are live or will be; return how many."""
    indexing.clear()
    vocabulary.clear()
    language, counts, batch, number = _language(), Counter[str](), list[Entry](), 0
    for edition in Edition.objects.not_over(timezone.now()).order_by("pk").iterator(A_BATCH):
        entry, found = _read(edition, language)
        counts.update(found)
        batch.append(entry)
        number += 1
        if len(batch) == A_BATCH:
            indexing.add(batch)
            batch.clear()
    indexing.add(batch)
    vocabulary.learn(counts, language)
    return number


def rebuild_if_empty() -> None:
    """Fill the index of a site whose articles are older than it is."""
    if indexing.is_empty() and Edition.objects.not_over(timezone.now()).exists():
        rebuild()


def _language() -> Language:
    return LANGUAGES[settings.SEARCH_LANGUAGE]


def _typed(query: str) -> list[str]:
    return [token.word for token in islice(tokens(query), MOST_WORDS)]


def _seen(now: datetime) -> Seen:
    return Edition.objects.published(now).order_by().values("pk").query.sql_with_params()


def _texts(edition: Edition) -> tuple[str, str, str]:
    """Return the title, the gist and the body of an edition as text."""
    gist = (edition.key_points, edition.summary, edition.standfirst, edition.about)
    return edition.title, "\n".join(gist), plain_text(edition.body_html)


def _read(edition: Edition, language: Language) -> tuple[Entry, set[str]]:
    """Return what the index keeps of an edition, and its words."""
    texts = [words_and_gaps(text) for text in _texts(edition)]
    stems = ([language.stem(word) if word else GAP for word in text] for text in texts)
    return Entry(edition.pk, *stems), set(chain(*texts)) - {""}


def _attempts(query: str, reader: Reader, seen: Seen) -> Iterator[tuple[str, Question]]:
    """Yield ways to understand a question, the strictest first, each with its spelling."""
    if not reader.ask(query).parts:
        return
    yield query, reader.ask(query)
    yield query, reader.ask_widely(query)
    better = reader.corrected(query, seen)
    if better:
        yield better, reader.ask(better)
        yield better, reader.ask_widely(better)
    loosely = reader.ask_widely(better or query)
    yield better or query, replace(loosely, any_will_do=True)


def _better(query: str, total: int, seen: Seen, reader: Reader) -> str:
    """Return another spelling of a question that found little, if it finds more."""
    other = reader.corrected(query, seen) if total < FEW else ""
    if not other:
        return ""
    return other if indexing.count(reader.ask(other), seen, most=total + 1) > total else ""


def _hits(
    question: Question, seen: Seen, now: datetime, language: Language, *, limit: int, offset: int
) -> list[Hit]:
    ids = indexing.find(question, seen, limit=limit, offset=offset)
    editions = Edition.objects.published(now).in_bulk(ids)
    return [_hit(editions[pk], question.phrases, language) for pk in ids if pk in editions]


def _hit(edition: Edition, phrases: Collection[Phrase], language: Language) -> Hit:
    """Show the summary where it has the words, or else the best of the text."""
    title, summary = (
        marking.mark(text, phrases, language) for text in (edition.title, edition.summary)
    )
    text = "\n".join([edition.standfirst, *edition.key_point_lines, plain_text(edition.body_html)])
    if marking.has(edition.summary, phrases, language) or not marking.has(text, phrases, language):
        return Hit(edition, title, summary)
    return Hit(edition, title, marking.snippet(marking.flowing(text), phrases, language))
