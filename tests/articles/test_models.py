"""What readers may see, decided by the rows and the moment alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from articles.models import RESERVED, Article, Source, State, Topic
from tests.articles.rows import DAY, NOW, make_article, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("publish_at", "expire_at", "state"),
    [
        (None, None, State.DRAFT),
        (NOW + DAY, None, State.SCHEDULED),
        (NOW + DAY, NOW + 2 * DAY, State.SCHEDULED),
        (NOW, None, State.LIVE),
        (NOW - DAY, NOW + DAY, State.LIVE),
        (NOW - DAY, NOW, State.EXPIRED),
        (NOW - 2 * DAY, NOW - DAY, State.EXPIRED),
    ],
)
def test_an_article_goes_live_and_expires_by_the_clock(publish_at, expire_at, state):
    article = make_article(publish_at=publish_at, expire_at=expire_at)

    assert article.state(NOW) == state
    for each in State:
        assert Article.objects.in_state(each, NOW).exists() == (each == state)
    assert Article.objects.published(NOW).exists() == (state == State.LIVE)


def test_the_newest_article_comes_first():
    make_article("older", publish_at=NOW - 2 * DAY)
    make_article("newest", publish_at=NOW)
    make_article("newer", publish_at=NOW - DAY)

    slugs = [article.slug for article in Article.objects.published(NOW)]

    assert slugs == ["newest", "newer", "older"]


def test_what_to_read_next_is_of_the_same_topic_first():
    here = make_article("here", publish_at=NOW)
    make_article("other-topic", topic="Tests", publish_at=NOW)
    make_article("same-topic-older", publish_at=NOW - 2 * DAY)
    make_article("same-topic", publish_at=NOW - DAY)
    make_article("a-draft")

    beside = Article.objects.published(NOW).beside(here)

    assert [article.slug for article in beside] == ["same-topic", "same-topic-older", "other-topic"]


def test_a_topic_counts_only_what_can_be_read():
    make_article("live", publish_at=NOW)
    make_article("another", publish_at=NOW)
    make_article("a-draft")
    make_article("only-a-draft", topic="Tests")

    topics = Topic.objects.with_articles(NOW)

    assert [(topic.name, topic.count) for topic in topics] == [("Symptoms", 2)]


def test_the_database_refuses_to_publish_what_no_one_reviewed():
    with pytest.raises(IntegrityError):
        make_article(publish_at=NOW, reviewed_on=None)


def test_the_database_refuses_an_end_without_a_beginning():
    with pytest.raises(IntegrityError):
        make_article(expire_at=NOW)


def test_the_next_review_comes_after_the_last():
    article = make_article()
    article.review_due = article.reviewed_on

    with pytest.raises(ValidationError, match="next review must come after"):
        article.full_clean()


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_an_article_cannot_take_the_address_of_another_page(slug):
    with pytest.raises(ValidationError, match="address of another page"):
        make_article(slug).full_clean()


def test_an_article_wears_a_drawing_that_is_there():
    with pytest.raises(ValidationError, match="not a valid choice"):
        make_article(drawing="nowhere").full_clean()

    assert make_article("x").drawing_url == "/static/img/articles/night-leg-cramps.svg"


def test_key_points_are_lines_without_the_empty_ones():
    article = make_article(key_points=" One. \r\n\r\nTwo.\n")

    assert article.key_point_lines == ["One.", "Two."]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (250, 1), (950, 5)])
def test_reading_time_is_told_in_whole_minutes(words, minutes):
    assert make_article(body_html=f"<p>{'leg ' * words}</p>").reading_minutes == minutes


def test_the_day_of_publication_is_told_in_the_clinics_time_zone():
    late = NOW.replace(day=5, hour=3)

    assert make_article(publish_at=late).published_on == date(2026, 3, 4)


def test_the_last_change_is_the_update_once_there_is_one():
    assert make_article("draft").changed_on is None
    assert make_article("new", publish_at=NOW).changed_on == date(2026, 3, 10)
    assert make_article("old", publish_at=NOW, updated_on=date(2026, 5, 1)).changed_on == date(
        2026, 5, 1
    )


def test_a_review_is_due_on_its_day():
    article = make_article(review_due=date(2028, 3, 4))

    assert not article.is_due_for_review(date(2028, 3, 3))
    assert article.is_due_for_review(date(2028, 3, 4))


def test_a_source_links_to_the_web_or_nowhere():
    source = Source(article=make_article(), title="A", publisher="B", year=2020)
    source.full_clean()

    source.url = "ftp://example.org/x"
    with pytest.raises(ValidationError, match="valid URL"):
        source.full_clean()


def test_rows_are_told_apart_by_their_names():
    article = make_article()

    assert str(article) == "Night cramps"
    assert str(article.topic) == "Symptoms"
    assert str(article.sources.first()) == "Study 1 (1999)"
    assert make_topic("Tests").get_absolute_url() == "/articles/topic/tests/"
