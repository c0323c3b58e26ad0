"""Search engines are told of every page that can be read, and of the day it last changed."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from tests.articles.rows import make_article, make_live

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
    article = make_live(updated_on=date(2099, 1, 2))
    make_article("a-draft", topic="Tests")

    found = entries(client)

    assert found[article.get_absolute_url()] == "2099-01-02"
    assert {"/articles/", "/articles/how-we-write/", "/articles/topic/symptoms/"} <= found.keys()
    assert "/articles/topic/tests/" not in found


def test_the_map_lists_its_rows_in_an_order(client, recwarn):
    make_live()

    client.get("/sitemap.xml", SERVER_NAME="localhost")

    assert [str(warning.message) for warning in recwarn] == []


def test_an_article_that_never_changed_shows_its_first_day(client):
    article = make_live()

    assert entries(client)[article.get_absolute_url()] == article.published_on.isoformat()
