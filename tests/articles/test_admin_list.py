"""The list of articles: each state shown and found, and what can be done with several at once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Edition, Presence
from tests.articles.rows import DAY, make_article, make_draft, make_hidden, make_live
from tests.articles.test_admin import LIST, act
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_list_shows_and_finds_each_state(desk):
    make_live("a-live-one")
    make_hidden()

    for presence, title, words in [
        (Presence.SCHEDULED, "A scheduled one", "Scheduled from "),
        (Presence.LIVE, "A live one", "Live<"),
        (Presence.EXPIRED, "An expired one", "Off the site<"),
        (Presence.NONE, "A draft", "Not on the site<"),
    ]:
        html = desk.get(LIST, {"presence": presence}).content.decode()
        assert title in html
        assert f'field-presence">{words}' in html
    html = desk.get(LIST, {"state__exact": "approved"}).content.decode()
    assert "An approved one" in html and "A draft" not in html


def test_a_made_up_filter_is_no_filter(desk):
    make_live()

    assert "Night cramps" in desk.get(LIST, {"presence": "x"}).content.decode()


def test_who_publishes_does_so_from_the_list(desk):
    ready, bare = make_article("ready"), make_article("bare", sources=0)
    live = make_live("live").article

    html = act(desk, "publish", ready, bare, live)

    assert "“Ready” is on the site." in html
    assert "“Bare” is not ready. Name at least 2 sources: 2 more." in html
    assert "“Live” is on the site already." in html
    assert ready.presence(timezone.now()) == Presence.LIVE


def test_nothing_is_withdrawn_or_deleted_from_the_list_where_nobody_asks_why(desk):
    live = make_live("live").article

    act(desk, "withdraw", live)
    html = act(desk, "delete_selected", live)

    assert "Withdraw" not in html.replace(">Withdrawn<", "") and "Delete selected" not in html
    assert live.presence(timezone.now()) == Presence.LIVE


def test_a_live_article_with_newer_words_says_so(desk, editor):
    article = make_live().article
    change(article, by=editor, title="Newer words")

    html = desk.get(LIST).content.decode()

    assert 'field-text">Draft<' in html
    assert 'field-presence">Live, with an earlier text<' in html


def test_each_article_leads_to_its_desk(desk):
    article = make_draft()

    assert f'href="{LIST}{article.pk}/desk/"' in desk.get(LIST).content.decode()


def test_who_may_not_publish_is_not_offered_it(client, writer):
    client.force_login(writer)
    article = make_article()

    act(client, "publish", article)

    assert "Publish the chosen" not in client.get(LIST).content.decode()
    assert not Edition.objects.exists()


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_num_queries):
    queries = 9
    make_article("tests", topic="Tests")
    make_live("symptoms")
    desk.get(LIST)
    with django_assert_num_queries(queries):
        desk.get(LIST)

    for number in range(8):
        make_article(f"article-{number}", topic=f"Topic {number}")
        make_live(f"live-{number}", topic=f"Topic {number}")
    with django_assert_num_queries(queries):
        desk.get(LIST)


def test_an_editor_names_a_topic(desk):
    post = {"name": "Clinic news", "slug": "clinic-news", "line": "", "order": 6}

    assert desk.post("/staff/articles/topic/add/", post).status_code == 302
    assert "Clinic news" in desk.get("/staff/articles/topic/").content.decode()


def test_a_planned_article_says_so_in_the_list(desk, editor):
    article = make_article()
    publishing.publish(article, by=editor, at=timezone.now() + DAY)

    html = desk.get(LIST).content.decode()
    assert 'field-text">Scheduled<' in html
    assert 'field-presence">Scheduled from ' in html
