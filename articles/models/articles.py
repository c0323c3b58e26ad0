"""Articles as they are written. Readers never see these rows: they see editions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.fields import CleanHTMLField
from articles.models.topics import Topic

DRAWINGS = Path("static/img/articles")
RESERVED = frozenset({"feed", "how-we-write", "preview", "search", "topic"})


def drawings() -> list[tuple[str, str]]:
    """Return the drawings an article may carry: the files that are there."""
    stems = sorted(file.stem for file in (settings.BASE_DIR / DRAWINGS).glob("*.svg"))
    return [(stem, stem.replace("-", " ").capitalize()) for stem in stems]


def is_free_address(slug: str) -> None:
    """Refuse an address that another page of the site has."""
    if slug in RESERVED:
        raise ValidationError(f"“{slug}” is the address of another page. Choose another one.")


class State(models.TextChoices):
    """How far the text in hand is. What readers have meanwhile is `Article.presence`."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    LIVE = "live", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Presence(models.TextChoices):
    """What readers have of an article at a moment. It follows from the times of its editions."""

    NONE = "none", "Not on the site"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    EXPIRED = "expired", "Off the site"


class ArticleQuerySet(models.QuerySet["Article"]):
    def present(self, presence: Presence, now: datetime) -> ArticleQuerySet:
        """The same as `Article.presence`, asked of all rows at once."""
        from articles.models.editions import Edition

        editions = Edition.objects.filter(article=OuterRef("pk"))
        live, planned = Exists(editions.live(now)), Exists(editions.filter(live_from__gt=now))
        answers: dict[Presence, Any] = {
            Presence.LIVE: live,
            Presence.SCHEDULED: planned & ~live,
            Presence.EXPIRED: Exists(editions) & ~live & ~planned,
            Presence.NONE: ~Exists(editions),
        }
        return self.filter(answers[presence])


class Article(models.Model):
    title = models.CharField(max_length=250, blank=True)
    slug = models.SlugField(
        "address",
        max_length=200,
        blank=True,
        validators=[is_free_address],
        help_text="The last part of the article's web address. An address that readers had "
        "leads to the new one for ever.",
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles", null=True, blank=True)
    summary = models.TextField(
        blank=True,
        help_text="One or two sentences for lists, search and the feed: up to 300 characters.",
    )
    standfirst = models.TextField(
        blank=True, help_text="One or two sentences under the title: up to 300 characters."
    )
    key_points = models.TextField(blank=True, help_text="One point on each line. Three to five.")
    body_html = CleanHTMLField("text", blank=True)
    about = models.TextField(
        max_length=1000,
        blank=True,
        help_text="What it is about, one subject on each line, such as “varicose veins”.",
    )
    picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        related_name="leads",
        null=True,
        blank=True,
        help_text="Stands at the top and in lists.",
    )
    drawing = models.CharField(
        max_length=80, blank=True, choices=drawings, help_text="Instead of a picture."
    )
    author = models.CharField(
        max_length=120, blank=True, help_text="Name and credentials, such as “Maya Torres, RN”."
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    published_before = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the site it was imported from first published it.",
    )
    created_at = models.DateTimeField("written", auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        permissions = [
            ("review_article", "Can sign the medical review of articles"),
            ("publish_article", "Can put articles on the site and take them off"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=~Q(slug=""),
                name="article_address_once",
                violation_error_message="Another article has this address. Choose another one.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Untitled article {self.pk or ''}".strip()

    def presence(self, now: datetime) -> Presence:
        """What readers have of it at this moment."""
        windows = list(self.editions.values_list("live_from", "live_until"))
        if any(start <= now and (end is None or end > now) for start, end in windows):
            return Presence.LIVE
        if any(start > now for start, end in windows):
            return Presence.SCHEDULED
        return Presence.EXPIRED if windows else Presence.NONE


class Source(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="sources")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who published it: the journal with its volume, or the body.",
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1900)]
    )
    url = models.URLField(
        "link", max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
