"""Articles from before there were editions stay before their readers, as they were."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles import snapshots
from articles.models import Article, Edition, Presence, State
from tests.articles.rows import DAY

BEFORE = ("articles", "0002_changed_after_review")


@pytest.fixture
def migrate(transactional_db):
    """Take the tables of articles back to what they were, and forward again in the end."""

    def go(target=None):
        executor = MigrationExecutor(connection)
        leaves = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "articles"]
        return executor.migrate([target] if target else leaves).apps

    yield go
    go()


def write(apps, slug: str, **facts):
    topic, _ = apps.get_model("articles", "Topic").objects.get_or_create(
        name="Symptoms", defaults={"slug": "symptoms"}
    )
    article = apps.get_model("articles", "Article").objects.create(
        slug=slug,
        topic=topic,
        **{
            "title": slug.capitalize(),
            "summary": "A summary.",
            "standfirst": "A standfirst.",
            "key_points": "One.",
            "body_html": '<section class="alert"><h2 id="now">Now</h2><p>Call 911.</p></section>',
            "drawing": "night-leg-cramps",
            "author": "Edith Park",
            "reviewer": "Ingrid Solberg, MD",
            "reviewed_on": date(2026, 3, 4),
            "review_due": date(2028, 3, 4),
        }
        | facts,
    )
    apps.get_model("articles", "Source").objects.create(
        article=article, title="A study", publisher="BMJ", year=2001
    )


@pytest.mark.django_db(transaction=True)
def test_what_readers_had_they_have_afterwards(migrate):
    now = timezone.now()
    apps = migrate(BEFORE)
    write(apps, "live", publish_at=now - 9 * DAY, updated_on=date(2026, 5, 6))
    write(apps, "planned", publish_at=now + DAY)
    write(apps, "over", publish_at=now - 9 * DAY, expire_at=now - DAY)
    write(apps, "changed", publish_at=now - 9 * DAY, changed_after_review=date(2026, 4, 5))
    write(apps, "draft", reviewer="", reviewed_on=None, review_due=None)

    migrate()

    live = Edition.objects.published(now).get(slug="live")
    assert live.review.reviewer_name == "Ingrid Solberg, MD"
    assert live.review.due_on == date(2028, 3, 4)
    assert live.updated_on == date(2026, 5, 6)
    assert live.first_published_at == now - 9 * DAY
    assert [source["title"] for source in live.sources] == ["A study"]
    assert live.body_html.startswith('<section class="call-911">')
    found = {article.slug: article.presence(now) for article in Article.objects.all()}
    assert found == {
        "live": Presence.LIVE,
        "planned": Presence.SCHEDULED,
        "over": Presence.EXPIRED,
        "changed": Presence.LIVE,
        "draft": Presence.NONE,
    }
    assert Article.objects.get(slug="draft").state == State.DRAFT
    assert Article.objects.get(slug="over").state == State.WITHDRAWN
    # What no doctor had checked is told to readers as before: its review is due.
    assert Edition.objects.get(slug="changed").is_due_for_review(timezone.localdate())
    # A form that is sent back as it was opened changes nothing.
    for article in Article.objects.all():
        assert article.revisions.get().content == snapshots.content_of(article)


@pytest.mark.django_db(transaction=True)
def test_the_way_back_keeps_what_readers_have(migrate):
    apps = migrate(BEFORE)
    write(apps, "live", publish_at=timezone.now() - 9 * DAY)
    migrate()

    apps = migrate(BEFORE)

    article = apps.get_model("articles", "Article").objects.get()
    assert (article.slug, article.reviewer) == ("live", "Ingrid Solberg, MD")
    assert article.publish_at and "<p>Call 911.</p>" in article.body_html
