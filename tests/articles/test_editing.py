"""What readers can see changes only with the right to publish, a trace, and a word to readers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import editing
from articles.models import Article
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_live

pytestmark = pytest.mark.django_db

NOTICE = "after the last medical review"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def writer(editor):
    """Somebody who writes, and may not publish."""
    editor.groups.clear()
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=("add_article", "change_article", "view_article"))
    )
    return editor


def change(article: Article, *, by, sources_change: bool = False, **facts) -> None:
    article = Article.objects.get(pk=article.pk)
    for name, value in facts.items():
        setattr(article, name, value)
    editing.save(article, by=by, sources_change=sources_change)


def read(client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_a_change_is_recorded_by_the_names_of_what_changed(editor):
    article = make_live()

    change(article, by=editor, title="A new title", author="Ida Berg", sources_change=True)

    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("article changed", editor)
    assert event.target_id == str(article.pk)
    assert event.detail == {"slug": article.slug, "fields": ["author", "sources", "title"]}


def test_a_new_article_is_recorded(editor):
    article = make_article()
    article.pk, article.slug, article._state.adding = None, "another", True

    editing.save(article, by=editor)

    assert AuditEvent.objects.get().action == "article written"


def test_saving_what_did_not_change_leaves_no_trace(editor):
    article = make_live()

    change(article, by=editor)

    article.refresh_from_db()
    assert not AuditEvent.objects.exists()
    assert (article.updated_on, article.changed_after_review) == (None, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "A new title"},
        {"standfirst": "New words."},
        {"key_points": "A new point."},
        {"body_html": "<p>Take two of these.</p>"},
        {"sources_change": True},
    ],
)
def test_readers_are_told_of_a_change_that_no_doctor_checked(client, editor, today, facts):
    article = make_live()

    change(article, by=editor, **facts)

    article.refresh_from_db()
    assert article.updated_on == article.changed_after_review == today
    html = read(client, article)
    assert html.count(f"Changed on {today:%B} {today.day}, {today.year}, {NOTICE}") == 2


def test_other_words_need_no_new_review(client, editor):
    article = make_live()

    change(article, by=editor, summary="New words for the lists.", drawing="spider-veins")

    article.refresh_from_db()
    assert article.updated_on is None
    assert NOTICE not in read(client, article)


def test_a_review_in_the_same_step_covers_the_change(client, editor, today):
    article = make_live()

    change(article, by=editor, title="A new title", reviewed_on=today - DAY)

    article.refresh_from_db()
    assert article.updated_on == today
    assert NOTICE not in read(client, article)


def test_a_later_review_covers_the_changes_before_it(client, editor, today):
    article = make_live(changed_after_review=today - 3 * DAY)
    assert NOTICE in read(client, article)

    change(article, by=editor, reviewed_on=today - 4 * DAY)
    assert NOTICE in read(client, article)
    change(article, by=editor, reviewed_on=today - 3 * DAY)
    assert NOTICE not in read(client, article)


def test_a_review_put_back_in_time_covers_nothing(client, editor):
    article = make_live()

    change(article, by=editor, title="A new title", reviewed_on=article.reviewed_on - DAY)

    assert NOTICE in read(client, article)


def test_a_reviewed_draft_that_changes_says_so_once_it_is_published(client, editor, today):
    article = make_article()

    change(article, by=editor, title="A new title")

    article.refresh_from_db()
    assert (article.updated_on, article.changed_after_review) == (None, today)
    Article.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    assert NOTICE in read(client, article)


def test_a_draft_without_a_review_is_after_none(editor):
    article = make_article(reviewed_on=None, review_due=None)

    change(article, by=editor, title="A new title")

    article.refresh_from_db()
    assert article.changed_after_review is None


@pytest.mark.parametrize("publish_in", [-DAY, DAY], ids=["live", "scheduled"])
def test_who_may_not_publish_changes_nothing_that_was_published(writer, publish_in):
    article = make_article(publish_at=timezone.now() + publish_in)

    with pytest.raises(PermissionDenied):
        change(article, by=writer, title="A new title")

    article.refresh_from_db()
    assert article.title == "Night cramps"
    assert not AuditEvent.objects.exists()


def test_who_may_not_publish_changes_drafts(writer):
    article = make_article()

    change(article, by=writer, title="A new title")

    article.refresh_from_db()
    assert article.title == "A new title"


def test_an_article_that_was_withdrawn_meanwhile_stays_off(editor):
    article = make_live()
    in_hand = Article.objects.get()
    Article.objects.update(expire_at=timezone.now())
    in_hand.title = "A new title"

    editing.save(in_hand, by=editor)

    article.refresh_from_db()
    assert article.title == "A new title"
    assert article.expire_at


def test_a_change_that_cannot_be_audited_is_not_made(editor, monkeypatch):
    article = make_live()

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        change(article, by=editor, title="A new title")

    article.refresh_from_db()
    assert article.title == "Night cramps"
