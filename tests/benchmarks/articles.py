"""Measure the public pages with 10, 1,000 and 100,000 articles: queries, bytes, time to render.

`make bench` runs it: on SQLite in a folder of its own, or, where DATABASE_URL is set, in that
database, which has to be empty. Numbers of articles may be given: `make bench ARGS="10 1000"`.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from tests.environment import FOLDER  # before Django: it brings the environment

SIZES = (10, 1_000, 100_000)
AT_ONCE = 2_000
BODIES = 500  # different ones
WORDS_OF_A_BODY = 230
ROUNDS, LONG = 15, 2.0  # times that a page is asked; fewer where the rounds take so many seconds
TOPICS = ("Symptoms", "Conditions", "Tests", "Treatments", "Self-care")
COMMON = ("varicose", "veins", "leg", "swelling", "stockings", "doctor", "night", "pain", "walk")


def main(sizes: list[int]) -> None:
    prepare()
    for size in sizes:
        started = time.perf_counter()
        fill(size)
        filled = time.perf_counter()
        found = index()
        indexed = time.perf_counter()
        print(
            f"\n{size:,} articles: written in {filled - started:.1f} s, "
            f"{found:,} indexed in {indexed - filled:.1f} s\n"
        )
        print(
            f"{'page':<28}{'status':>7}{'queries':>9}{'bytes':>10}{'median ms':>11}{'worst ms':>10}"
        )
        for name, path in pages(size):
            print(measured(name, path))


def prepare() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("sample_clinic", verbosity=0)


def fill(size: int) -> None:
    """Write articles until there are so many, each live since another minute."""
    from articles import fields
    from articles.models import Article

    fields.clean_html = lru_cache(maxsize=2 * BODIES)(fields.clean_html)
    topics, revision, review = rows_to_share()
    there = Article.objects.exclude(slug="shared").count()
    for start in range(there, size, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, size))
        write(numbers, topics, revision, review)
    analyze()


def rows_to_share():
    from datetime import date

    from django.utils import timezone

    from articles.models import Article, Review, Revision, Topic

    topics = [
        Topic.objects.get_or_create(name=name, defaults={"slug": name.lower(), "order": order})[0]
        for order, name in enumerate(TOPICS)
    ]
    article, _ = Article.objects.get_or_create(slug="shared")
    revision, _ = Revision.objects.get_or_create(
        article=article,
        number=1,
        defaults={"content": {}, "substance": "0" * 64, "saved_at": timezone.now()},
    )
    review, _ = Review.objects.get_or_create(
        article=article,
        revision=revision,
        defaults={
            "substance": "0" * 64,
            "reviewer_name": "Ingrid Solberg, MD",
            "reviewed_on": date(2026, 3, 4),
            "due_on": date(2099, 3, 4),
        },
    )
    return topics, revision, review


def write(numbers, topics, revision, review) -> None:
    from datetime import UTC, datetime, timedelta

    from articles.models import Article, Edition

    begin = datetime(2000, 1, 1, tzinfo=UTC)
    articles = Article.objects.bulk_create(Article(slug=f"article-{n}") for n in numbers)
    Edition.objects.bulk_create(
        Edition(
            article=article,
            revision=revision,
            review=review,
            topic=topics[n % len(topics)],
            slug=article.slug,
            title=sentence(n, 6).capitalize(),
            summary=f"Varicose {sentence(n + 1, 20)} word{n}.",
            standfirst=sentence(n + 2, 20),
            key_points="\n".join(sentence(n + each, 8) for each in range(3)),
            body_html=body(n % BODIES),
            drawing="night-leg-cramps",
            author="Edith Park",
            sources=[{"title": "A study", "publisher": "BMJ", "year": 2020, "url": ""}] * 3,
            reading_minutes=2,
            first_published_at=begin + timedelta(minutes=n),
            live_from=begin + timedelta(minutes=n),
        )
        for n, article in zip(numbers, articles, strict=True)
    )


@lru_cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return made-up words, each as common as words of its rank are."""
    rng = random.Random(7)
    made = ["".join(rng.choices("aeioubcdfglmnprstv", k=rng.randint(4, 9))) for _ in range(20_000)]
    words = [*COMMON, *made]
    return words, [1 / (rank + 1) for rank in range(len(words))]


def sentence(seed: int, length: int) -> str:
    words, _ = vocabulary()
    rng = random.Random(seed)
    return " ".join(rng.choices(words, cum_weights=cumulated(), k=length))


@lru_cache
def cumulated() -> list[float]:
    from itertools import accumulate

    return list(accumulate(vocabulary()[1]))


@lru_cache(maxsize=BODIES)
def body(seed: int) -> str:
    lengths = [WORDS_OF_A_BODY // 5] * 5
    parts = (sentence(1_000_000 + seed * 10 + each, n) for each, n in enumerate(lengths))
    return "".join(f"<h2>{part[:30]}</h2><p>Varicose {part}.</p>" for part in parts)


def analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def index() -> int:
    from articles import search

    return search.rebuild()


def pages(size: int) -> Iterator[tuple[str, str]]:
    last = max(1, (size - 1) // 9)
    yield "home", "/"
    yield "list, first page", "/articles/"
    yield "list, middle page", f"/articles/?page={(last + 1) // 2}"
    yield "list, last page", f"/articles/?page={last}"
    yield "topic, first page", "/articles/topic/symptoms/"
    yield (
        "topic, last page",
        f"/articles/topic/symptoms/?page={max(1, (-(-size // 5) - 2) // 9 + 1)}",
    )
    yield "article", f"/articles/article-{size // 2}/"
    yield "feed", "/articles/feed/"
    yield "site map", "/sitemap.xml"
    if size > 10_000:
        yield "site map, a part", "/sitemap-articles.xml?p=2"
    searches = {
        "rare word": f"word{size // 2}",
        "common word": "varicose",
        "three common words": "varicose veins leg",
        "common word, last page": "varicose&page=100" if size >= 1_000 else "varicose",
        "typo": "varicoze",
        "nothing": "qqqqqqq",
        "a sentence": "why does my leg hurt at night when I walk to the shop",
    }
    for name, words in searches.items():
        yield f"search, {name}", f"/articles/search/?q={quote(words, safe='&=')}"


def measured(name: str, path: str) -> str:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    asked = len(queries)
    times: list[float] = []
    while len(times) < 3 or (len(times) < ROUNDS and sum(times) < LONG):
        start = time.perf_counter()
        client.get(path).content  # noqa: B018
        times.append(time.perf_counter() - start)
    median, worst = (1000 * value for value in (statistics.median(times), max(times)))
    return (
        f"{name:<28}{response.status_code:>7}{asked:>9}{len(response.content):>10,}"
        f"{median:>11.1f}{worst:>10.1f}"
    )


if __name__ == "__main__":
    try:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
