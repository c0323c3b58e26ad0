"""Changing an article at the editors' desk: with a trace, and with the truth for everyone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.forms import model_to_dict
from django.utils import timezone

from articles.models import Article
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_live
from tests.articles.test_admin import ADD, change, typed

pytestmark = pytest.mark.django_db

NOTICE = "Readers are told that this article changed after its last medical review."


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def as_sent_by_a_browser(article: Article) -> dict[str, object]:
    """The article's form, sent as it was opened; a browser ends lines in its own way."""
    names = ("title", "slug", "topic", "drawing", "summary", "standfirst", "key_points",
             "body_html", "author", "reviewer", "reviewed_on", "review_due")  # fmt: skip
    sent = {name: model_to_dict(article)[name] for name in names}
    sources = list(article.sources.all())
    sent |= {"sources-TOTAL_FORMS": len(sources), "sources-INITIAL_FORMS": len(sources)}
    for number, source in enumerate(sources):
        for name, value in model_to_dict(source).items():
            sent[f"sources-{number}-{name}"] = value
    return {name: str(value).replace("\n", "\r\n") for name, value in sent.items()}


def test_what_an_editor_writes_and_changes_is_recorded(desk, editor):
    desk.post(ADD, typed())
    article = Article.objects.get()

    desk.post(change(article), as_sent_by_a_browser(article) | {"title": "Cramps at night"})

    written, changed = AuditEvent.objects.order_by("id")
    assert (written.action, written.actor) == ("article written", editor)
    assert (changed.action, changed.actor) == ("article changed", editor)
    assert changed.detail["fields"] == ["title"]


def test_every_article_of_the_sample_can_be_saved_unchanged_without_a_trace(desk):
    call_command("sample_articles", verbosity=0)

    for article in Article.objects.all():
        response = desk.post(change(article), as_sent_by_a_browser(article))
        assert response.status_code == 302

    assert not AuditEvent.objects.filter(action="article changed").exists()
    assert not Article.objects.exclude(updated_on=None, changed_after_review=None).exists()


def test_a_source_that_changes_is_a_change(desk):
    article = make_live()
    sent = as_sent_by_a_browser(article) | {"sources-0-title": "A better study"}

    desk.post(change(article), sent)

    assert AuditEvent.objects.get().detail["fields"] == ["sources"]
    assert article.sources.first().title == "A better study"
    article.refresh_from_db()
    assert article.changed_after_review == timezone.localdate()


def test_an_editor_is_told_what_readers_are_told(desk):
    article = make_live()
    sent = as_sent_by_a_browser(article) | {"key_points": "Something new."}

    shown = desk.post(change(article), sent, follow=True).content.decode()
    assert NOTICE in shown

    today = timezone.localdate()
    sent |= {"reviewed_on": str(today)}
    assert NOTICE not in desk.post(change(article), sent, follow=True).content.decode()


def test_the_day_of_a_change_cannot_be_typed(desk):
    article = make_live()
    sent = as_sent_by_a_browser(article) | {"title": "New"}
    sent |= dict.fromkeys(("updated_on", "changed_after_review"), "")

    desk.post(change(article), sent)

    article.refresh_from_db()
    assert article.updated_on == article.changed_after_review == timezone.localdate()


def test_a_review_is_not_in_the_future(desk):
    article = make_live()
    tomorrow = timezone.localdate() + DAY

    response = desk.post(change(article), as_sent_by_a_browser(article) | {"reviewed_on": tomorrow})

    assert "Enter a day that is not in the future." in response.content.decode()


def test_who_may_not_publish_only_looks_at_what_was_published(desk, editor):
    editor.groups.clear()
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=("view_article", "change_article"))
    )
    live, draft = make_live(), make_article("draft")

    shown = desk.get(change(live)).content.decode()
    refused = desk.post(change(live), as_sent_by_a_browser(live) | {"title": "New"})
    kept = desk.post(change(draft), as_sent_by_a_browser(draft) | {"title": "New"})

    assert "Study 1" in shown
    assert ('name="title"' in shown, 'name="sources-0-title"' in shown) == (False, False)
    assert (refused.status_code, kept.status_code) == (403, 302)
    assert set(Article.objects.values_list("title", flat=True)) == {"Night cramps", "New"}
