"""Load the sample articles. One whose address is taken stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import editing, publishing, reviewing, samples
from articles.models import Article, Source, Topic
from articles.rendering import rewrite_links

NOON = time(12)


class Command(BaseCommand):
    help = "Load the sample articles. One whose address is taken stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=samples.FOLDER, help="where they are")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = samples.read_all(options["folder"])
        except samples.BadSample as problem:
            raise CommandError(str(problem)) from problem
        known = set(Article.objects.values_list("slug", flat=True))
        new = [sample for sample in found if sample.slug not in known]
        try:
            publish_all(new)
        except BadArticle as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{len(new)} of {len(found)} sample articles added.")


class BadArticle(Exception):
    """A sample cannot be published as it is. The message names its file and says why."""


def publish_all(found: list[samples.Sample]) -> None:
    """Write all of them first, so that they can link to each other, then publish each."""
    written = {}
    for sample in found:
        with named(sample):
            written[sample.slug] = write(sample)
    numbers = {f"/articles/{slug}/": article.pk for slug, article in written.items()}

    def by_id(href: str) -> str:
        return f"article:{numbers[href]}" if href in numbers else href

    for sample in found:
        article = written[sample.slug]
        article.body_html = rewrite_links(article.body_html, by_id)
        with named(sample):
            publish(sample, article)


@contextmanager
def named(sample: samples.Sample) -> Iterator[None]:
    """Say of which file it is where one cannot be published."""
    try:
        yield
    except (ValidationError, publishing.NotReady) as problem:
        raise BadArticle(f"{sample.file}: {problem}") from problem


def write(sample: samples.Sample) -> Article:
    article = Article(
        title=sample.title,
        slug=sample.slug,
        topic=get_topic(sample.topic),
        summary=sample.summary,
        standfirst=sample.standfirst,
        key_points="\n".join(sample.key_points),
        body_html=sample.body,
        drawing=sample.drawing,
        about="\n".join(sample.about),
        author=sample.author,
    )
    article.full_clean()
    article.save()
    return article


def publish(sample: samples.Sample, article: Article) -> None:
    """Keep an article with its sources and review, published on its day."""
    editing.save(article, by=None, keep_sources=lambda: write_sources(article, sample.sources))
    reviewing.take_over(
        article,
        name=sample.reviewer,
        reviewed_on=sample.reviewed_on,
        due_on=sample.review_due,
    )
    day = timezone.make_aware(datetime.combine(sample.published_on, NOON))
    publishing.publish(article, by=None, since=day)


def write_sources(article: Article, sources: tuple[samples.SampleSource, ...]) -> None:
    for order, source in enumerate(sources, start=1):
        row = Source(article=article, order=order, **asdict(source))
        row.full_clean()
        row.save()


def get_topic(name: str) -> Topic:
    names = list(samples.TOPICS)
    wanted = {
        "slug": slugify(name),
        "order": names.index(name),
        "line": samples.TOPICS[name],
        "is_about_symptoms": name == "Symptoms",
    }
    return Topic.objects.get_or_create(name=name, defaults=wanted)[0]
