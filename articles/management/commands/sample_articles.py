"""Load the sample articles. One whose address is taken stays as it is."""

from __future__ import annotations

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
from articles.models import Article, Source, SynonymGroup, Topic

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
        for sample in new:
            try:
                load(sample)
            except (ValidationError, publishing.NotReady) as problem:
                raise CommandError(f"{sample.file}: {problem}") from problem
        if not SynonymGroup.objects.exists():
            SynonymGroup.objects.bulk_create(
                SynonymGroup(terms="\n".join(terms)) for terms in samples.read_synonyms()
            )
        self.stdout.write(f"{len(new)} of {len(found)} sample articles added.")


def load(sample: samples.Sample) -> None:
    """Write an article with its topic, sources and review, published on its day."""
    article = Article(
        title=sample.title,
        slug=sample.slug,
        topic=get_topic(sample.topic),
        summary=sample.summary,
        standfirst=sample.standfirst,
        key_points="\n".join(sample.key_points),
        body_html=sample.body,
        drawing=sample.drawing,
        author=sample.author,
    )
    article.full_clean()
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
