"""The index itself: stems by edition, in an FTS5 table on SQLite, in a tsvector on PostgreSQL.

Both are asked the same, and both answer with editions that their caller may see, best first.
All stems are letters and digits alone, so nothing that anyone types can mean anything to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from articles.searching.asking import Phrase, Question

MOST_STEMS = 50_000  # of one edition; a tsvector takes a megabyte and no more
LAST_PLACE = 16_383  # that a tsvector knows
GAP = "\ue000"  # stands between sentences, so that no phrase goes on from one to the next

Seen = tuple[str, Sequence[Any]]  # a query for the editions that may be seen


@dataclass(frozen=True)
class Entry:
    """The stems of an edition: its title weighs most, then its gist, then its body."""

    edition: int
    title: Sequence[str]
    gist: Sequence[str]
    body: Sequence[str]


class Index(Protocol):
    add: str
    find: str
    count: str

    def row(self, entry: Entry) -> tuple[Any, ...]: ...

    def match(self, question: Question) -> str: ...


class Sqlite:
    # The plus keeps SQLite from looking each edition up in the index, one by one.
    add = "INSERT INTO articles_searchindex (rowid, title, gist, body) VALUES (%s, %s, %s, %s)"
    find = (
        "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s "
        "AND +rowid IN ({seen}) ORDER BY rank, rowid DESC LIMIT %s OFFSET %s"
    )
    count = (
        "SELECT count(*) FROM (SELECT 1 FROM articles_searchindex "
        "WHERE articles_searchindex MATCH %s AND +rowid IN ({seen}) LIMIT %s) AS found"
    )

    def row(self, entry: Entry) -> tuple[Any, ...]:
        texts = (" ".join(stems[:MOST_STEMS]) for stems in (entry.title, entry.gist, entry.body))
        return (entry.edition, *texts)

    def match(self, question: Question) -> str:
        return _said(question, lambda phrase: f'"{" ".join(phrase)}"', " AND ", " OR ")


class Postgresql:
    add = "INSERT INTO articles_searchindex (rowid, words) VALUES (%s, %s::tsvector)"
    find = (
        "SELECT rowid FROM articles_searchindex, CAST(%s AS tsquery) AS asked WHERE words @@ asked "
        "AND rowid IN ({seen}) "
        "ORDER BY ts_rank('{{0.1, 0.1, 0.4, 1}}', words, asked, 1) DESC, rowid DESC "
        "LIMIT %s OFFSET %s"
    )
    count = (
        "SELECT count(*) FROM (SELECT 1 FROM articles_searchindex "
        "WHERE words @@ CAST(%s AS tsquery) AND rowid IN ({seen}) LIMIT %s) AS found"
    )

    def row(self, entry: Entry) -> tuple[Any, ...]:
        return entry.edition, " ".join(_placed(entry))

    def match(self, question: Question) -> str:
        return _said(
            question, lambda phrase: f"({' <-> '.join(map(_quoted, phrase))})", " & ", " | "
        )


def _said(question: Question, phrase_as: Callable[[Phrase], str], both: str, either: str) -> str:
    """Write the question in the words of a database."""
    parts = (
        either.join(f"({both.join(phrase_as(phrase) for phrase in way)})" for way in part)
        for part in question.parts
    )
    return (either if question.any_will_do else both).join(f"({part})" for part in parts)


def _quoted(stem: str) -> str:
    return f"'{stem}'"


def _placed(entry: Entry) -> Iterator[str]:
    """Yield each stem as a tsvector writes it."""
    place = 0
    for weight, stems in (("A", entry.title), ("B", entry.gist), ("D", entry.body)):
        for stem in stems[:MOST_STEMS]:
            place += 1
            if stem != GAP:
                yield f"'{stem}':{min(place, LAST_PLACE)}{weight}"
        place += 1


INDEXES: dict[str, Index] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def add(entries: Iterable[Entry]) -> None:
    index = INDEXES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.executemany(index.add, [index.row(entry) for entry in entries])


def remove(edition: int) -> bool:
    """Take an edition out; say whether it was in."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_searchindex WHERE rowid = %s", [edition])
        return cursor.rowcount > 0


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_searchindex")


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_searchindex LIMIT 1")
        return cursor.fetchone() is None


def find(question: Question, seen: Seen, *, limit: int, offset: int) -> list[int]:
    """Return the ids of the editions that answer the question, the best first."""
    index, (sql, values) = INDEXES[connection.vendor], seen
    with connection.cursor() as cursor:
        query = index.find.format(seen=sql)
        cursor.execute(query, [index.match(question), *values, limit, offset])
        return [row[0] for row in cursor.fetchall()]


def count(question: Question, seen: Seen, *, most: int) -> int:
    """Return how many editions answer the question; beyond `most` it stops counting."""
    index, (sql, values) = INDEXES[connection.vendor], seen
    with connection.cursor() as cursor:
        cursor.execute(index.count.format(seen=sql), [index.match(question), *values, most])
        return cursor.fetchone()[0]
