"""Old addresses: one hop for ever, with the query, and never to what nobody may read."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from articles import addresses, editing, publishing
from articles.models import Edition, OldAddress
from clinic.urls import patterns
from tests.articles.rows import make_article, make_draft, make_live

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def publisher(db) -> User:
    """Someone who may publish, and nothing else."""
    user = User.objects.create_user("paula", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="publish_article"))
    return user


def rename(article, slug: str, **when) -> Edition:
    """Give an article a new address, and publish it."""
    article.refresh_from_db()
    article.slug = slug
    editing.save(article, by=None)
    return publishing.publish(article, by=None, **when)


def location(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 301, (url, response.status_code)
    return response["Location"]


@pytest.fixture
def moved():
    """An article that readers knew as old-name and now read as new-name."""
    article = make_live("old-name").article
    rename(article, "new-name")
    return article


# A new slug


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/articles/old-name/", "/articles/new-name/"),
        ("/articles/old-name", "/articles/new-name/"),
        ("/articles/old-name/?a=letter&b=%20", "/articles/new-name/?a=letter&b=%20"),
        ("/articles/Old-Name/", "/articles/new-name/"),
        ("/articles//old-name//", "/articles/new-name/"),
        ("/index.php/articles/old-name/", "/articles/new-name/"),
        ("/articles/old-name/amp/", "/articles/new-name/"),
        ("/articles/%6Fld-name/", "/articles/new-name/"),
        ("/articles/NEW-name/", "/articles/new-name/"),
        ("/articles//new-name", "/articles/new-name/"),
    ],
)  # fmt: skip
def test_the_old_address_leads_to_the_new_one_in_one_step(client, moved, asked, answered):
    assert location(client, asked) == answered
    assert client.get(answered).status_code == 200


def test_after_many_moves_each_address_leads_straight_to_the_last(client, moved):
    rename(moved, "third-name")
    rename(moved, "fourth-name")

    for slug in ("old-name", "new-name", "third-name"):
        assert location(client, f"/articles/{slug}/") == "/articles/fourth-name/"


def test_the_staffs_process_keeps_addresses_that_it_does_not_answer_itself(client, settings):
    settings.ROOT_URLCONF = SimpleNamespace(urlpatterns=patterns("staff"))
    article = make_live("old-name").article

    rename(article, "new-name")

    assert OldAddress.objects.get().path == "/articles/old-name/"
    assert addresses.is_taken("old-name", make_article("another-one"))


def test_there_and_back_again_is_no_circle(client, moved):
    rename(moved, "old-name")

    assert client.get("/articles/old-name/").status_code == 200
    assert location(client, "/articles/new-name/") == "/articles/old-name/"
    assert location(client, "/articles/old-name") == "/articles/old-name/"


def test_the_new_address_is_not_told_before_its_time(client, monkeypatch):
    article = make_live("old-name").article
    start = timezone.now() + DAY
    rename(article, "a-secret-name", at=start)

    assert client.get("/articles/old-name/").status_code == 200
    assert client.get("/articles/a-secret-name/").status_code == 404

    monkeypatch.setattr(timezone, "now", lambda: start)
    assert location(client, "/articles/old-name/") == "/articles/a-secret-name/"


def test_an_article_that_was_withdrawn_is_nowhere_under_any_name(client, moved):
    publishing.withdraw(moved, by=None)

    for slug in ("old-name", "new-name"):
        assert client.get(f"/articles/{slug}/").status_code == 404
        assert client.get(f"/articles/{slug}").status_code in (301, 404)


def test_the_next_name_of_a_withdrawn_article_stays_untold(client, moved):
    publishing.withdraw(moved, by=None)
    rename(moved, "not-yet", at=timezone.now() + DAY)

    response = client.get("/articles/old-name/")

    assert response.status_code == 404
    assert b"not-yet" not in response.content


def test_an_address_that_nobody_ever_read_is_not_kept(client):
    article = make_article("never-seen")
    publishing.publish(article, by=None, at=timezone.now() + DAY)
    rename(article, "seen")

    assert not OldAddress.objects.exists()
    assert client.get("/articles/never-seen/").status_code == 404


def test_nobody_else_may_take_an_address_that_readers_had(moved):
    other = make_article("another-one")

    assert addresses.is_taken("old-name", other)
    assert addresses.is_taken("new-name", other)
    assert not addresses.is_taken("old-name", moved)


# What it costs, and who may keep it


def test_a_page_that_is_there_costs_no_question_more(client, moved, django_assert_num_queries):
    client.get("/privacy/")
    with django_assert_num_queries(1):
        client.get("/privacy/")


def test_a_redirect_may_be_kept_until_the_next_change(client, moved, publisher, monkeypatch):
    moment = timezone.now().replace(hour=18) + DAY
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert client.get("/articles/old-name/")["Cache-Control"] == "public, max-age=60"

    publishing.end_at(moved, by=publisher, until=moment + timedelta(seconds=30))
    assert client.get("/articles/old-name/")["Cache-Control"] == "public, max-age=30"


def test_a_redirect_costs_three_questions(client, moved, django_assert_num_queries):
    with django_assert_num_queries(5):  # a slug that is not there, its 404 page, and the three
        client.get("/articles/old-name/")


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_led_on(client, moved, method):
    assert getattr(client, method)("/articles/old-name/").status_code != 301


def test_head_is_led_on_as_get_is(client, moved):
    assert client.head("/articles/old-name/")["Location"] == "/articles/new-name/"


# WordPress


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("/?p=12", "/?p=12"),
        ("/?p=12", "/index.php?p=12"),
        ("/?p=12", "/?page_id=12"),
        ("/?page_id=7", "/?page_id=7"),
        ("/?attachment_id=9", "/?attachment_id=9"),
        ("/2019/05/cramps/", "/2019/05/cramps/"),
        ("/2019/05/cramps/", "/2019/05/cramps"),
        ("/2019/05/cramps/", "/2019/05/cramps/comment-page-2/"),
        ("/cramps/", "/cramps"),
        ("/archives/12/", "/archives/12"),
        ("/crämpfe/", "/cr%C3%A4mpfe/"),
        ("/crämpfe/", "/cr%c3%a4mpfe"),
    ],
)
def test_the_addresses_of_wordpress_lead_on(client, kept, asked):
    edition = make_live("cramps-at-night")
    OldAddress.objects.create(path=kept, article=edition.article)

    assert location(client, asked) == "/articles/cramps-at-night/"


def test_the_number_goes_and_the_rest_of_the_query_stays(client):
    edition = make_live("cramps-at-night")
    OldAddress.objects.create(path="/?p=12", article=edition.article)

    assert location(client, "/?a=1&p=12&b=2") == "/articles/cramps-at-night/?a=1&b=2"
    assert location(client, "/?a=1&page_id=12") == "/articles/cramps-at-night/?a=1"


@pytest.mark.parametrize("query", ["p=99", "p=x", "page_id=1", "feed=none", "p=" + "9" * 5000])
def test_a_number_that_nobody_knows_shows_the_home_page(client, query):
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/feed/", "/articles/feed/"),
        ("/feed", "/articles/feed/"),
        ("/feed/atom/", "/articles/feed/atom/"),
        ("/category/veins/feed/", "/articles/feed/"),
        ("/?feed=rss2", "/articles/feed/"),
        ("/?feed=atom&x=1", "/articles/feed/atom/?x=1"),
    ],
)
def test_who_follows_the_old_feed_gets_ours(client, asked, answered):
    assert location(client, asked) == answered
    assert client.get(answered).status_code == 200


@pytest.mark.parametrize("slug", ["a-draft", "no-such-article"])
def test_a_page_that_readers_do_not_have_is_not_there_in_capitals_either(client, slug):
    make_draft("a-draft")

    assert client.get(f"/Articles/{slug.upper()}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/%00", "/a%00b/", "/" + "a" * 600, "/%ff%fe/", "/%2e%2e/", "/a%0d%0ab"]
)
def test_an_odd_address_is_just_not_there(client, path):
    assert client.get(path).status_code == 404


def test_a_page_that_is_still_to_come_is_not_given_away(client):
    article = make_article("a-new-medicine")
    publishing.publish(article, by=None, at=timezone.now() + DAY)
    OldAddress.objects.create(path="/news/", target="/articles/a-new-medicine/")

    assert client.get("/news/").status_code == 404
    Edition.objects.update(live_from=timezone.now())
    assert location(client, "/news/") == "/articles/a-new-medicine/"
