"""The list of articles: each state shown and found, and what can be done with several at once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Edition, Presence
from tests.articles.rows import DAY, make_article, make_hidden, make_live
from tests.articles.test_admin import LIST, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_the_list_shows_and_finds_each_state(desk):
    make_live("a-live-one")
    make_hidden()

    for presence, title in [
        (Presence.SCHEDULED, "A scheduled one"),
        (Presence.LIVE, "A live one"),
        (Presence.EXPIRED, "An expired one"),
        (Presence.NONE, "A draft"),
    ]:
        html = desk.get(LIST, {"presence": presence}).content.decode()
        assert title in html
        assert f'field-presence">{presence.label}<' in html
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


def test_who_publishes_withdraws_from_the_list(desk):
    live, draft = make_live("live").article, make_article("draft")

    html = act(desk, "withdraw", live, draft)

    assert "“Live” was taken off the site." in html
    assert "“Draft” is not on the site." in html
    assert live.presence(timezone.now()) == Presence.EXPIRED


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

    assert 'field-presence">Scheduled<' in desk.get(LIST).content.decode()
