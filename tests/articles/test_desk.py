"""The checklist of an article in hand is read from its rows: what it links to, shows and names."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from articles import desk, editing
from articles.models import Article, DeadLink, OldAddress, Source
from tests.articles.rows import DAY, make_article, make_draft, make_live, make_picture
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


def point(article: Article, code: str, today: date | None = None):
    today = today or timezone.localdate()
    points = desk.points(article, editing.latest(article), today)
    return next(found for found in points if found.code == code)


def linking(*hrefs: str) -> Article:
    links = "".join(f'<p><a href="{href}">Look</a></p>' for href in hrefs)
    return make_draft("linking", body_html=f"<h2>Why</h2>{links}")


def test_a_link_within_the_site_leads_to_what_is_there_or_was():
    make_live("cramps")
    make_draft("hidden")
    OldAddress.objects.create(path="/2012/veins/", target="/contact/")

    found = point(
        linking(
            *("#why", "#nowhere", "/contact/", "/nothing/", "/2012/veins/"),
            *("/articles/cramps/", "/articles/hidden/", "/articles/cramps/#why"),
        ),
        "links",
    )

    assert found.details == ("#nowhere", "/nothing/", "/articles/hidden/")
    assert not found.is_met


def test_a_link_to_what_waits_or_did_not_answer_is_advice():
    hidden, live = make_draft("hidden"), make_live("cramps")
    article = linking(f"article:{hidden.pk}", f"article:{live.article_id}", "https://example.org/9")
    for url in ("https://example.org/9", "https://example.org/1"):
        DeadLink.objects.create(url=url, reason="It answers 404", since=timezone.now())

    found = point(article, "links")

    assert found.is_met
    assert set(found.details) == {"“Hidden”", "https://example.org/9", "https://example.org/1"}


def test_a_link_to_the_article_itself_is_fine():
    article = make_draft()
    change(article, by=None, body_html=f'<p><a href="article:{article.pk}#why">Above</a></p>')

    assert point(article, "links").advice == ""


def test_a_source_that_nobody_could_find_again_does_not_count():
    article = make_draft(sources=1)

    def keep_sources():
        Source.objects.create(article=article, order=2, title="A leaflet")

    change(article, by=None, keep_sources=keep_sources)

    assert point(article, "sources").advice == "Name at least 2 sources: 1 more."


@pytest.mark.parametrize(
    ("words", "is_met"),
    [({"alt": "A leg."}, True), ({"alt": "", "is_decorative": True}, True), ({"alt": ""}, False)],
)
def test_the_library_speaks_for_a_picture_where_the_text_does_not(words, is_met):
    picture = make_picture()
    type(picture).objects.update(**words)
    article = make_draft(body_html=f'<figure><img data-picture="{picture.pk}" alt=""></figure>')

    assert point(article, "alt-text").is_met == is_met


def test_the_review_is_missing_then_valid_then_changed_then_overdue():
    draft, reviewed, changed = make_draft(), make_article("reviewed"), make_article("changed")
    change(changed, by=None, title="Other words")
    due_on = editing.latest(reviewed).covered_by.due_on

    assert "sign the text off" in point(draft, "review").advice
    assert point(reviewed, "review", due_on - DAY).is_met
    assert "as it is now" in point(changed, "review").advice
    assert "overdue" in point(reviewed, "review", due_on).advice
