"""Rows that the stories about articles begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from articles import editing, library, publishing, reviewing
from articles.models import Article, Edition, Picture, Source, Topic
from tests.clinic.picture_samples import photo, saved

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
REVIEWER = "Ingrid Solberg, MD, vein specialist"
REVIEWED_ON, DUE_ON = date(2026, 3, 4), date(2028, 3, 4)


def make_topic(name: str = "Symptoms", order: int = 0) -> Topic:
    return Topic.objects.get_or_create(
        name=name, defaults={"slug": name.lower(), "order": order, "line": f"About {name.lower()}."}
    )[0]


def make_draft(
    slug: str = "night-cramps", *, topic: str = "Symptoms", sources=2, by=None, **facts
) -> Article:
    """Write an article that lacks nothing but its medical review."""
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Most cramps are harmless.",
        "standfirst": "Many of us have jumped out of bed with a tight calf.",
        "key_points": "Most cramps are harmless.\nAsk us if they come often.",
        "body_html": "<h2>Why muscles cramp</h2><p>A muscle tightens and does not let go.</p>",
        "drawing": "night-leg-cramps",
        "author": "Edith Park, patient education editor",
    }
    article = Article(slug=slug, topic=make_topic(topic), **defaults | facts)

    def keep_sources():
        for order in range(sources):
            Source.objects.create(
                article=article,
                order=order,
                title=f"Study {order + 1}",
                publisher="BMJ",
                year=1999 + order,
                url=f"https://example.org/{order + 1}",
            )

    editing.save(article, by=by, keep_sources=keep_sources)
    return article


def review(article: Article, *, name=REVIEWER, reviewed_on=REVIEWED_ON, due_on=DUE_ON) -> Article:
    """Let the text in hand have been reviewed."""
    reviewing.take_over(article, name=name, reviewed_on=reviewed_on, due_on=due_on)
    return article


def make_article(slug: str = "night-cramps", *, reviewed_on=REVIEWED_ON, due_on=DUE_ON, **facts):
    """Write an article that is ready to be published."""
    article = make_draft(slug, **facts)
    return review(article, reviewed_on=reviewed_on, due_on=due_on)


def make_live(slug: str = "night-cramps", *, days: int = 1, until=None, **facts) -> Edition:
    """Write an article that readers have seen for so many days; return what they see."""
    article = make_article(slug, **facts)
    edition = publishing.publish(article, by=None, since=timezone.now() - days * DAY)
    if until:
        Edition.objects.filter(pk=edition.pk).update(live_until=until)
        edition.refresh_from_db()
    return edition


def make_hidden() -> dict[str, Article]:
    """Write one article in each state that no reader may see."""
    now = timezone.now()
    scheduled, withdrawn = make_article("a-scheduled-one"), make_live("a-withdrawn-one").article
    publishing.publish(scheduled, by=None, at=now + DAY)
    publishing.withdraw(withdrawn, by=None)
    return {
        "draft": make_draft("a-draft"),
        "approved": make_article("an-approved-one"),
        "scheduled": scheduled,
        "withdrawn": withdrawn,
        "expired": make_live("an-expired-one", days=2, until=now - DAY).article,
    }


def make_picture(data: bytes | None = None, *, name="A leg", alt="A leg.", by=None) -> Picture:
    """Take a picture into the library, files and all."""
    data = data or saved(photo(), "JPEG")
    return library.add(data, name=name, alt=alt, by=by)[0]
