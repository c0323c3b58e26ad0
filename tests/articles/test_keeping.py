"""Public pages may be kept by anyone, and by nobody longer than they are true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from tests.articles.rows import make_article, make_live

pytestmark = pytest.mark.django_db

ARTICLES = ("", "topic/symptoms/", "night-cramps/", "search/?q=cramps", "feed/", "feed/atom/")
CHANGING = ["/", "/sitemap.xml", *(f"/articles/{page}" for page in ARTICLES)]


@pytest.mark.parametrize("url", [*CHANGING, "/articles/how-we-write/"])
def test_any_proxy_may_keep_a_public_page(client, editor, url):
    make_live()
    client.force_login(editor)

    response = client.get(url)

    assert response["Cache-Control"].startswith("public, max-age=")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(url, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"].startswith("public, max-age=")


@pytest.mark.parametrize("url", [url for url in CHANGING if url != "/sitemap.xml"])
def test_a_page_to_read_takes_no_post(client, url):
    make_live()

    assert client.post(url).status_code == 405


@pytest.mark.parametrize("url", CHANGING)
def test_nobody_keeps_a_page_beyond_what_is_planned(client, monkeypatch, url):
    noon = timezone.now().replace(hour=18) + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    make_live()
    assert client.get(url)["Cache-Control"] == "public, max-age=60"

    make_live("ends-soon", until=noon + timedelta(seconds=40))
    assert client.get(url)["Cache-Control"] == "public, max-age=40"

    soon = make_article("starts-sooner")
    publishing.publish(soon, by=None, at=noon + timedelta(seconds=30, milliseconds=900))
    assert client.get(url)["Cache-Control"] == "public, max-age=30"
