"""What readers may see, decided by the rows and the moment alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from articles import listing
from articles.models import Article, Edition, OldAddress, Presence, Source, Topic
from articles.models.articles import RESERVED
from tests.articles.rows import DAY, NOW, make_article, make_draft, make_live, make_topic

pytestmark = pytest.mark.django_db


def place(edition: Edition, live_from, live_until=None) -> Article:
    Edition.objects.filter(pk=edition.pk).update(
        live_from=live_from, live_until=live_until, first_published_at=live_from
    )
    return edition.article


def slugs(editions) -> list[str]:
    return [edition.slug for edition in editions]


@pytest.mark.parametrize(
    ("live_from", "live_until", "presence"),
    [
        (NOW + DAY, None, Presence.SCHEDULED),
        (NOW + DAY, NOW + 2 * DAY, Presence.SCHEDULED),
        (NOW, None, Presence.LIVE),
        (NOW - DAY, NOW + DAY, Presence.LIVE),
        (NOW - DAY, NOW, Presence.EXPIRED),
        (NOW - 2 * DAY, NOW - DAY, Presence.EXPIRED),
    ],
)
def test_an_article_goes_live_and_expires_by_the_clock(live_from, live_until, presence):
    article = place(make_live(), live_from, live_until)

    assert article.presence(NOW) == presence
    for each in Presence:
        assert Article.objects.present(each, NOW).exists() == (each == presence)
    assert Edition.objects.published(NOW).exists() == (presence == Presence.LIVE)


def test_what_was_never_published_is_nowhere():
    article = make_article()

    assert article.presence(NOW) == Presence.NONE
    assert list(Article.objects.present(Presence.NONE, NOW)) == [article]
    assert not Edition.objects.published(NOW).exists()


def test_the_newest_article_comes_first():
    place(make_live("older"), NOW - 2 * DAY)
    place(make_live("newest"), NOW)
    place(make_live("newer"), NOW - DAY)

    assert slugs(Edition.objects.published(NOW)) == ["newest", "newer", "older"]


def test_what_to_read_next_is_of_the_same_topic_first():
    here = make_live("here")
    place(make_live("other-topic", topic="Tests"), NOW)
    place(make_live("same-topic-older"), NOW - 2 * DAY)
    place(make_live("same-topic"), NOW - DAY)
    make_draft("a-draft")

    beside = listing.beside(here, timezone.now(), 3)

    assert slugs(beside) == ["same-topic", "same-topic-older", "other-topic"]
    assert slugs(listing.beside(here, timezone.now(), 2)) == ["same-topic", "same-topic-older"]


def test_a_topic_counts_only_what_can_be_read():
    place(make_live("live"), NOW)
    place(make_live("another"), NOW)
    place(make_live("over"), NOW - DAY, NOW)
    make_draft("a-draft")
    place(make_live("only-planned", topic="Tests"), NOW + DAY)

    topics = Topic.objects.with_articles(NOW)

    assert [(topic.name, topic.count) for topic in topics] == [("Symptoms", 2)]


def test_the_next_change_is_the_first_planned_start_or_end():
    place(make_live("ends"), NOW - DAY, NOW + 3 * DAY)
    place(make_live("starts"), NOW + 2 * DAY)
    place(make_live("is-over"), NOW - 3 * DAY, NOW - DAY)

    assert Edition.objects.next_change(NOW) == NOW + 2 * DAY
    assert Edition.objects.next_change(NOW + 2 * DAY) == NOW + 3 * DAY
    assert Edition.objects.next_change(NOW + 3 * DAY) is None


def test_the_database_refuses_an_end_before_the_beginning():
    edition = make_live()

    with pytest.raises(IntegrityError):
        place(edition, NOW, NOW - DAY)


def test_two_articles_have_no_address_in_common():
    make_draft("cramps")

    with pytest.raises(IntegrityError):
        make_draft("cramps")


def test_any_number_of_drafts_may_have_no_address_yet():
    make_draft("", title="One")
    make_draft("", title="Two")

    assert Article.objects.filter(slug="").count() == 2


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_an_article_cannot_take_the_address_of_another_page(slug):
    article = Article(title="x", slug=slug, topic=make_topic())

    with pytest.raises(ValidationError, match="address of another page"):
        article.full_clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a"])
def test_a_source_links_to_the_web_only(url):
    source = Source(article=make_draft(sources=0), title="A", publisher="B", year=2000, url=url)

    with pytest.raises(ValidationError):
        source.full_clean()


@pytest.mark.parametrize("facts", [{}, {"target": "/contact/", "article": True}])
def test_an_old_address_leads_to_one_place(facts):
    wanted = facts | ({"article": make_draft()} if facts else {})

    with pytest.raises(IntegrityError):
        OldAddress.objects.create(path="/old/", **wanted)
