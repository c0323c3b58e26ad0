"""Every save can be read, compared word by word, and brought back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles import editing
from articles.models import Article
from tests.articles.rows import make_article, make_draft
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def revisions_of(article: Article) -> str:
    return reverse("admin:articles_article_revisions", args=[article.pk])


def read(desk, article: Article, **query) -> str:
    return desk.get(revisions_of(article), query).content.decode()


def test_the_newest_change_is_shown_word_by_word(desk, writer):
    article = make_draft(body_html="<p>Rest your legs for ten minutes.</p>")
    change(article, by=writer, body_html="<p>Rest your legs for twenty minutes.</p>", reason="NICE")

    html = read(desk, article)

    assert "From revision 1 to 2" in html
    assert "<del>ten </del><ins>twenty </ins>" in html
    assert "Revision 2</strong> by wren" in html and "NICE" in html


def test_what_changed_since_the_last_review_is_one_click_away(desk, writer):
    article = make_article(title="As it was signed")
    change(article, by=writer, title="Second")
    change(article, by=writer, title="Third")

    assert "?since=review&amp;to=3" in read(desk, article)
    html = read(desk, article, since="review", to=3)

    assert "From revision 1 to 3" in html
    assert "As it was signed" in html and "Second" not in html


def test_any_two_can_be_compared(desk, writer):
    article = make_draft(title="First")
    for title in ("Second", "Third"):
        change(article, by=writer, title=title)

    html = read(desk, article, **{"from": 1, "to": 2})

    assert "<ins>Second</ins>" in html and "<del>First</del>" in html


@pytest.mark.parametrize("number", ["x", "-1", "99", "9" * 40, "²"])
def test_a_number_that_is_none_shows_the_newest(desk, number):
    article = make_draft()

    assert "is the first one to compare" in read(desk, article, to=number)


def test_a_link_that_changes_is_seen_although_its_words_stay(desk, writer):
    article = make_draft(body_html='<p><a href="https://example.org/a">Study</a></p>')
    change(article, by=writer, body_html='<p><a href="https://example.org/b">Study</a></p>')

    html = read(desk, article)

    assert "example.org/a" in html and "example.org/b" in html


def test_an_earlier_revision_comes_back_whole(desk, writer):
    article = make_draft(title="First")
    change(article, by=writer, title="Second", summary="Second.")
    address = reverse("admin:articles_article_restore", args=[article.pk, 1])

    html = desk.post(address, follow=True).content.decode()

    assert "Revision 1 is back, as a new revision." in html
    article.refresh_from_db()
    assert (article.title, article.summary) == ("First", "Most cramps are harmless.")
    assert editing.latest(article).number == 3


def test_bringing_back_what_is_there_says_so(desk):
    article = make_draft()
    address = reverse("admin:articles_article_restore", args=[article.pk, 1])

    assert "what you have already" in desk.post(address, follow=True).content.decode()
    assert desk.get(address).status_code == 405


def test_a_revision_that_is_not_there_cannot_come_back(desk):
    address = reverse("admin:articles_article_restore", args=[make_draft().pk, 7])

    assert desk.post(address).status_code == 404


def test_a_reviewer_compares_and_is_not_offered_to_bring_back(client, doctor, writer):
    client.force_login(doctor)
    article = make_draft()
    change(article, by=writer, title="Second")

    assert "Bring back" not in read(client, article)
    address = reverse("admin:articles_article_restore", args=[article.pk, 1])
    assert client.post(address).status_code == 403
