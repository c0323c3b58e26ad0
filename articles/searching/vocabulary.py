"""The words that articles use: kept with the index, asked when somebody mistypes one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection
from django.db.models import F, Sum

from articles.models import SearchWord
from articles.searching import spelling
from articles.searching.words import Language

WIDEST = 20  # words that one beginning stands for
SHORTEST_BEGINNING = 3
CANDIDATES = 5_000  # the most common words are compared; the time has a bound
RARER = 10  # times less common is a word than what was meant

LEARN = (
    "INSERT INTO articles_searchword (word, stem, count) VALUES (%s, %s, %s) "
    "ON CONFLICT (word) DO UPDATE SET count = articles_searchword.count + excluded.count"
)


def learn(counts: Mapping[str, int], language: Language) -> None:
    """Add words; in one order, so that two publications never wait for each other."""
    rows = [(word, language.stem(word), counts[word]) for word in sorted(counts)]
    with connection.cursor() as cursor:
        cursor.executemany(LEARN, rows)


def unlearn(words: Collection[str]) -> None:
    known = SearchWord.objects.filter(word__in=sorted(words))
    known.filter(count__gt=0).update(count=F("count") - 1)
    known.filter(count=0).delete()


def clear() -> None:
    SearchWord.objects.all().delete()


def longer(words: Collection[str]) -> dict[str, frozenset[str]]:
    """Return for each word the stems of the words that begin with it."""
    return {
        word: frozenset(
            SearchWord.objects.filter(word__startswith=word)
            .order_by("-count")
            .values_list("stem", flat=True)[:WIDEST]
        )
        for word in words
        if len(word) >= SHORTEST_BEGINNING
    }


def meant(word: str, language: Language, also: Collection[str]) -> str | None:
    """Return the word that a mistyped one may stand for: near to it, and far more common.

    A word of which `also` has another form is no mistake.
    """
    stem = language.stem(word)
    if not spelling.slips_allowed(word) or stem in {language.stem(term) for term in also}:
        return None
    forms = SearchWord.objects.filter(stem=stem)
    own = forms.aggregate(sum=Sum("count"))["sum"] or 0
    common = SearchWord.objects.filter(count__gte=max(1, own * RARER)).order_by("-count")
    known = list(common.values_list("word", "count")[:CANDIDATES])
    return spelling.nearest(word, [*known, *((term, 1) for term in also)])
