"""Topics, articles and their sources. `published(now)` is the only door for readers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles import richtext
from articles.fields import CleanHTMLField
from clinic.lines import lines

DRAWINGS = Path("static/img/articles")
WORDS_A_MINUTE = 200
RESERVED = frozenset({"feed", "how-we-write", "topic"})


def drawings() -> list[tuple[str, str]]:
    """Return the drawings an article may carry: the files that are there."""
    stems = sorted(file.stem for file in (settings.BASE_DIR / DRAWINGS).glob("*.svg"))
    return [(stem, stem.replace("-", " ").capitalize()) for stem in stems]


def is_free_address(slug: str) -> None:
    """Refuse an address that another page of the site has."""
    if slug in RESERVED:
        raise ValidationError(f"“{slug}” is the address of another page. Choose another one.")


class TopicQuerySet(models.QuerySet["Topic"]):
    def with_articles(self, now: datetime) -> TopicQuerySet:
        """Topics that have something to read, each with its `count`."""
        live = Article.objects.published(now)
        found = self.filter(articles__in=live).annotate(count=Count("articles"))
        return found.order_by("order", "name")


class Topic(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    line = models.CharField(
        max_length=160, blank=True, help_text="One line that says what readers find here."
    )

    count: int  # of articles to read, where `with_articles` found the topic

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    EXPIRED = "expired", "Expired"


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, now: datetime) -> ArticleQuerySet:
        """What anyone may read at this moment, newest first."""
        return (
            self.filter(Q(expire_at=None) | Q(expire_at__gt=now), publish_at__lte=now)
            .select_related("topic")
            .order_by("-publish_at", "-pk")
        )

    def in_state(self, state: State, now: datetime) -> ArticleQuerySet:
        """The same states as those of `Article.state`, asked of all rows at once."""
        states: dict[State, ArticleQuerySet] = {
            State.DRAFT: self.filter(publish_at=None),
            State.SCHEDULED: self.filter(publish_at__gt=now),
            State.LIVE: self.published(now),
            State.EXPIRED: self.filter(expire_at__lte=now),
        }
        return states[state]

    def beside(self, article: Article) -> ArticleQuerySet:
        """The others: those of the same topic first, each group in the order it had."""
        same_topic = Case(When(topic=article.topic_id, then=Value(0)), default=Value(1))
        return self.exclude(pk=article.pk).order_by(same_topic, "-publish_at", "-pk")


class Article(models.Model):
    title = models.CharField(max_length=120)
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        validators=[is_free_address],
        help_text="The last part of the article's web address. It stays once published.",
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles")
    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences for lists, search and the feed."
    )
    standfirst = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences under the title."
    )
    key_points = models.TextField(blank=True, help_text="One point on each line. Three to five.")
    body_html = CleanHTMLField("text", blank=True)
    drawing = models.CharField(max_length=80, choices=drawings)
    author = models.CharField(
        max_length=120, blank=True, help_text="Name and credentials, such as “Maya Torres, RN”."
    )
    reviewer = models.CharField(
        "medical reviewer",
        max_length=120,
        blank=True,
        help_text="Name, credentials and field, such as “Ingrid Solberg, MD, vein specialist”.",
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_due = models.DateField(
        "next review due", null=True, blank=True, help_text="Usually two years after the review."
    )
    updated_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day a published article last changed: its title, text or sources.",
    )
    changed_after_review = models.DateField(
        null=True,
        blank=True,
        help_text="Readers are told of it until a later medical review is entered.",
    )
    publish_at = models.DateTimeField("published", null=True, blank=True, db_index=True)
    expire_at = models.DateTimeField("taken off", null=True, blank=True)
    created_at = models.DateTimeField("written", auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        permissions = [("publish_article", "Can put articles on the site and take them off")]
        constraints = [
            models.CheckConstraint(
                name="article_reviewed_before_it_is_published",
                condition=Q(publish_at=None)
                | Q(reviewed_on__isnull=False, review_due__isnull=False) & ~Q(reviewer=""),
                violation_error_message="A published article keeps its reviewer and both review"
                " dates. Withdraw it first if the review no longer holds.",
            ),
            models.CheckConstraint(
                name="article_review_due_after_review",
                condition=Q(review_due__gt=F("reviewed_on")),
                violation_error_message="The next review must come after the last one.",
            ),
            models.CheckConstraint(
                name="article_expires_after_it_is_published",
                condition=Q(expire_at=None)
                | Q(publish_at__isnull=False, expire_at__gte=F("publish_at")),
                violation_error_message="An article cannot be taken off before it is published.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    @property
    def drawing_url(self) -> str:
        return static(f"img/articles/{self.drawing}.svg")

    @property
    def key_point_lines(self) -> list[str]:
        return lines(self.key_points)

    @property
    def reading_minutes(self) -> int:
        """How long the text takes to read, at an unhurried pace."""
        words = len(richtext.plain_text(self.body_html).split())
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def published_on(self) -> date | None:
        return timezone.localdate(self.publish_at) if self.publish_at else None

    @property
    def changed_on(self) -> date | None:
        """The last day the text changed for readers: published, or updated since."""
        return max(filter(None, (self.published_on, self.updated_on)), default=None)

    def state(self, now: datetime) -> State:
        if self.publish_at is None:
            return State.DRAFT
        if self.publish_at > now:
            return State.SCHEDULED
        if self.expire_at is None or self.expire_at > now:
            return State.LIVE
        return State.EXPIRED

    def is_due_for_review(self, today: date) -> bool:
        return self.review_due is not None and self.review_due <= today


class Source(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="sources")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    publisher = models.CharField(
        max_length=200, help_text="Who published it: the journal with its volume, or the body."
    )
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1900)])
    url = models.URLField(
        "link", max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
