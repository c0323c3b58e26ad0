"""Rows that the stories about articles begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from articles.models import Article, Source, Topic

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def make_topic(name: str = "Symptoms", order: int = 0) -> Topic:
    return Topic.objects.get_or_create(
        name=name, defaults={"slug": name.lower(), "order": order, "line": f"About {name.lower()}."}
    )[0]


def make_article(slug: str = "night-cramps", *, topic: str = "Symptoms", sources=2, **facts):
    """Write a draft that is ready to be published."""
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Most cramps are harmless.",
        "standfirst": "Many of us have jumped out of bed with a tight calf.",
        "key_points": "Most cramps are harmless.\nAsk us if they come often.",
        "body_html": "<h2>Why muscles cramp</h2><p>A muscle tightens and does not let go.</p>",
        "drawing": "night-leg-cramps",
        "author": "Edith Park, patient education editor",
        "reviewer": "Ingrid Solberg, MD, vein specialist",
        "reviewed_on": date(2026, 3, 4),
        "review_due": date(2028, 3, 4),
    }
    article = Article.objects.create(slug=slug, topic=make_topic(topic), **defaults | facts)
    for order in range(sources):
        Source.objects.create(
            article=article,
            order=order,
            title=f"Study {order + 1}",
            publisher="BMJ",
            year=1999 + order,
            url=f"https://example.org/{order + 1}",
        )
    return article


def make_live(slug: str = "night-cramps", *, days: int = 1, **facts):
    """Write an article that readers have seen for so many days."""
    return make_article(slug, publish_at=timezone.now() - days * DAY, **facts)


def make_hidden() -> dict[str, Article]:
    """Write one article in each state that no reader may see."""
    now = timezone.now()
    return {
        "draft": make_article("a-draft"),
        "scheduled": make_article("a-scheduled-one", publish_at=now + DAY),
        "expired": make_article("an-expired-one", publish_at=now - 2 * DAY, expire_at=now - DAY),
    }
