"""Put an article on the site and take it off: checked, and audited in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, State
from clinic import audit

SOURCES = 2
NEEDED = {
    "summary": "Write a summary for the lists.",
    "standfirst": "Write one or two sentences to stand under the title.",
    "key_points": "Write the key points.",
    "body_html": "Write the text.",
    "drawing": "Choose a drawing.",
    "author": "Name the author.",
    "reviewer": "Name the medical reviewer.",
    "reviewed_on": "Enter the day of the medical review.",
    "review_due": "Enter the day the next review is due.",
}


class NotReady(Exception):
    """The article lacks something that readers are owed. `missing` says what, in sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class AlreadyPublished(Exception):
    """The article is on the site."""


class NotPublished(Exception):
    """The article is neither on the site nor about to be."""


def missing(article: Article) -> list[str]:
    """Say, in sentences, what the article still needs before anyone may read it."""
    sentences = [
        words for field, words in NEEDED.items() if not str(getattr(article, field) or "").strip()
    ]
    if article.sources.count() < SOURCES:
        sentences.append("List at least two sources.")
    return sentences


@transaction.atomic
def publish(article: Article, *, by: User | None, at: datetime | None = None) -> None:
    """Let readers see the article, from now on or from the given moment.

    One that was taken off comes back under the date on which it was first published.
    """
    now = timezone.now()
    if article.state(now) == State.LIVE:
        raise AlreadyPublished(article.slug)
    if sentences := missing(article):
        raise NotReady(sentences)
    if at or article.state(now) != State.EXPIRED:
        article.publish_at = at or now
    article.expire_at = None
    article.save(update_fields=["publish_at", "expire_at"])
    audit.record("article published", article, by=by, slug=article.slug, at=str(article.publish_at))


@transaction.atomic
def withdraw(article: Article, *, by: User | None) -> None:
    """Take the article off the site, or off the schedule, at once."""
    now = timezone.now()
    state = article.state(now)
    if state not in {State.LIVE, State.SCHEDULED}:
        raise NotPublished(article.slug)
    if state == State.LIVE:
        article.expire_at = now
    else:
        article.publish_at = article.expire_at = None
    article.save(update_fields=["publish_at", "expire_at"])
    audit.record("article withdrawn", article, by=by, slug=article.slug)
