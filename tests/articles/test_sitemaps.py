"""Search engines are told of every page that can be read, and of when it was last published."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import editing, publishing
from articles.sitemaps import ArticleSitemap
from tests.articles.rows import make_article, make_hidden, make_live

pytestmark = pytest.mark.django_db

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client) -> dict[str, str | None]:
    root = ElementTree.fromstring(client.get("/sitemap.xml", SERVER_NAME="localhost").content)
    return {
        url.findtext(f"{SPACE}loc").removeprefix("http://localhost"): url.findtext(
            f"{SPACE}lastmod"
        )
        for url in root
    }


def test_live_articles_topics_and_pages_are_listed(client):
    edition = make_live()
    make_article("a-draft", topic="Tests")

    found = entries(client)

    assert edition.get_absolute_url() in found
    assert {"/articles/", "/articles/how-we-write/", "/articles/topic/symptoms/"} <= found.keys()
    assert "/articles/topic/tests/" not in found


def test_what_is_not_live_is_not_listed(client):
    hidden = make_hidden()

    assert not [url for url in entries(client) for each in hidden.values() if each.slug in url]


def test_each_article_says_when_it_was_last_published_to_the_second(client):
    edition = make_live()
    told = datetime.fromisoformat(entries(client)[edition.get_absolute_url()])
    assert told == edition.live_from.replace(microsecond=0)
    assert told.tzinfo is not None

    edition.article.title = "Cramps, mended"
    editing.save(edition.article, by=None, minor=True, reason="A typing error")
    again = publishing.publish(edition.article, by=None)

    told = datetime.fromisoformat(entries(client)[edition.get_absolute_url()])
    assert told == again.live_from.replace(microsecond=0)


def test_the_map_lists_its_rows_in_an_order(client, recwarn):
    make_live()

    client.get("/sitemap.xml", SERVER_NAME="localhost")

    assert [str(warning.message) for warning in recwarn] == []


def test_a_long_map_comes_in_parts_under_an_index(client, monkeypatch):
    monkeypatch.setattr(ArticleSitemap, "limit", 2)
    articles = [make_live(f"legs-{number}", days=number + 1) for number in range(5)]

    index = ElementTree.fromstring(client.get("/sitemap.xml", SERVER_NAME="localhost").content)
    parts = {each.findtext(f"{SPACE}loc"): each.findtext(f"{SPACE}lastmod") for each in index}
    found = [
        url.findtext(f"{SPACE}loc").removeprefix("http://localhost")
        for part in parts
        for url in ElementTree.fromstring(client.get(part, SERVER_NAME="localhost").content)
    ]

    assert "http://localhost/sitemap-articles.xml?p=3" in parts
    assert parts["http://localhost/sitemap-articles.xml"].startswith(
        timezone.localdate(articles[0].live_from).isoformat()
    )
    assert {article.get_absolute_url() for article in articles} <= set(found)
    assert len(found) == len(set(found))
    assert "/contact/" in found
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap-articles.xml?p=9").status_code == 404
