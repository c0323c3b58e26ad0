"""Nothing goes on the site or off it unchecked or without a trace."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, State
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_live

pytestmark = pytest.mark.django_db


def state(article: Article) -> State:
    article.refresh_from_db()
    return article.state(timezone.now())


def last_event() -> tuple:
    return AuditEvent.objects.values_list("action", "target_id", "actor_name").first()


def test_an_editor_puts_an_article_on_the_site(editor):
    article = make_article()

    publishing.publish(article, by=editor)

    assert state(article) == State.LIVE
    assert last_event() == ("article published", str(article.pk), "edith")


def test_an_article_can_wait_for_its_day(editor):
    article = make_article()
    tomorrow = timezone.now() + DAY

    publishing.publish(article, by=editor, at=tomorrow)

    assert state(article) == State.SCHEDULED
    assert article.publish_at == tomorrow


def test_everything_that_is_missing_is_told_at_once(editor):
    article = make_article(
        summary="", standfirst="", key_points="", body_html="", drawing="", author="",
        reviewer="", reviewed_on=None, review_due=None, sources=1,
    )  # fmt: skip

    with pytest.raises(publishing.NotReady) as refusal:
        publishing.publish(article, by=editor)

    assert refusal.value.missing == [*publishing.NEEDED.values(), "List at least two sources."]
    assert state(article) == State.DRAFT
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("field", publishing.NEEDED)
def test_each_missing_thing_alone_keeps_an_article_back(field):
    empty = None if field.startswith("review") and field != "reviewer" else ""
    article = make_article(**{field: empty})

    assert publishing.missing(article) == [publishing.NEEDED[field]]


def test_key_points_of_blank_lines_are_no_key_points():
    assert publishing.missing(make_article(key_points=" \n \n")) == [
        publishing.NEEDED["key_points"]
    ]


def test_an_article_is_published_once(editor):
    article = make_live()

    with pytest.raises(publishing.AlreadyPublished):
        publishing.publish(article, by=editor)


def test_an_article_is_taken_off_at_once(editor):
    article = make_live()

    publishing.withdraw(article, by=editor)

    assert state(article) == State.EXPIRED
    assert last_event() == ("article withdrawn", str(article.pk), "edith")


def test_a_scheduled_article_goes_back_to_being_a_draft(editor):
    article = make_article(publish_at=timezone.now() + DAY)

    publishing.withdraw(article, by=editor)

    assert state(article) == State.DRAFT


def test_an_article_comes_back_under_its_first_date(editor):
    article = make_live(days=30)
    first = article.publish_at
    publishing.withdraw(article, by=editor)

    publishing.publish(article, by=editor)

    assert state(article) == State.LIVE
    assert article.publish_at == first


def test_what_is_not_on_the_site_cannot_be_taken_off(editor):
    with pytest.raises(publishing.NotPublished):
        publishing.withdraw(make_article(), by=editor)


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_nothing_happens_that_cannot_be_audited(act, editor, monkeypatch):
    article = make_article() if act == "publish" else make_live()
    before = state(article)

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        getattr(publishing, act)(article, by=editor)

    assert state(article) == before
