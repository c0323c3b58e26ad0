"""Editions: what readers see, each within its own stretch of time."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.templatetags.static import static
from django.utils import timezone

from articles.fields import CleanHTMLField
from articles.models.articles import Article
from articles.models.pictures import Picture
from articles.models.reviews import Review, Revision
from articles.models.topics import Topic
from clinic import links
from clinic.lines import lines

HEAVY = ("body_html", "sources", "key_points", "about")


class EditionQuerySet(models.QuerySet["Edition"]):
    def live(self, now: datetime) -> EditionQuerySet:
        """The rows whose time it is; of each article at most one."""
        return self.not_over(now).filter(live_from__lte=now)

    def not_over(self, moment: datetime) -> EditionQuerySet:
        """The rows that are live at a moment or will be later."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=moment))

    def published(self, now: datetime) -> EditionQuerySet:
        """What anyone may read at this moment, newest first."""
        return (
            self.live(now)
            .select_related("topic", "review", "picture")
            .defer("review__words")  # the reviewer's note to colleagues
            .order_by("-first_published_at", "-article_id")
        )

    def light(self) -> EditionQuerySet:
        """Without the texts that lists do not show."""
        return self.defer(*HEAVY)

    def next_change(self, now: datetime) -> datetime | None:
        """When readers next see something appear or go, as far as it is planned."""
        starts = self.filter(live_from__gt=now).order_by().values_list("live_from", flat=True)
        ends = self.filter(live_until__gt=now).order_by().values_list("live_until", flat=True)
        return starts.union(ends).order_by("live_from").first()


class Edition(models.Model):
    """A revision as it was put before readers. Only its end and its review ever change."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="editions")
    review = models.ForeignKey(Review, models.PROTECT, related_name="editions")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=200)
    title = models.CharField(max_length=250)
    summary = models.CharField(max_length=300)
    standfirst = models.CharField(max_length=300)
    key_points = models.TextField()
    body_html = CleanHTMLField()
    about = models.TextField(blank=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="lead_editions", null=True, blank=True
    )
    pictures = models.ManyToManyField(Picture, related_name="editions", blank=True)
    drawing = models.CharField(max_length=80, blank=True)
    author = models.CharField(max_length=120)
    sources = models.JSONField(default=list)
    reading_minutes = models.PositiveSmallIntegerField()
    first_published_at = models.DateTimeField()
    updated_on = models.DateField(null=True, blank=True)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-live_from", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["slug", "live_from"], name="edition_address"),
            models.Index(fields=["live_from"], name="edition_starts"),
            models.Index(fields=["live_from", "live_until"], name="edition_live"),
            models.Index(fields=["live_until"], name="edition_ends"),
            models.Index(
                fields=["-first_published_at", "-article", "live_from", "live_until"],
                name="edition_newest",
            ),
            models.Index(
                fields=["topic", "-first_published_at", "-article", "live_from", "live_until"],
                name="edition_newest_of_topic",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return links.page("articles:detail", self.slug)

    @property
    def drawing_url(self) -> str:
        return static(f"img/articles/{self.drawing}.svg") if self.drawing else ""

    @property
    def key_point_lines(self) -> list[str]:
        return lines(self.key_points)

    @property
    def about_lines(self) -> list[str]:
        return lines(self.about)

    @cached_property
    def published_on(self) -> date:
        return timezone.localdate(self.first_published_at)

    def is_due_for_review(self, today: date) -> bool:
        return self.review.is_due(today)
