"""Topics: what the articles are sorted by."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Count, Q

from clinic import links


class TopicQuerySet(models.QuerySet["Topic"]):
    def with_articles(self, now: datetime) -> TopicQuerySet:
        """Topics that have something to read, each with its `count`."""
        live = Q(editions__live_until=None) | Q(editions__live_until__gt=now)
        found = self.filter(live, editions__live_from__lte=now)
        return found.annotate(count=Count("editions")).order_by("order", "name")


class Topic(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField("address", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    line = models.CharField(
        max_length=160, blank=True, help_text="One line that says what readers find here."
    )
    is_about_symptoms = models.BooleanField(
        "about symptoms",
        default=False,
        help_text="Each article needs a box that says when to get help.",
    )

    count: int  # of articles to read, where `with_articles` found the topic

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return links.page("articles:topic", self.slug)
