"""The feed is well-formed RSS that a reader can keep."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from clinic.models import SiteProfile
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

SELF = "{http://www.w3.org/2005/Atom}link"


def channel(client) -> ElementTree.Element:
    response = client.get("/articles/feed/", SERVER_NAME="localhost")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def test_the_feed_names_the_clinic_and_itself(client):
    SiteProfile.objects.create(name="Northside & Daughters")

    found = channel(client)

    assert found.findtext("title") == "Articles from Northside & Daughters"
    assert found.findtext("link") == "http://localhost/articles/"
    assert found.find(SELF).attrib == {"rel": "self", "href": "http://localhost/articles/feed/"}


def test_each_article_comes_with_its_summary_and_full_date(client):
    article = make_live(title="Is 1 < 2?", summary="Veins & valves.")

    item = channel(client).find("item")

    assert item.findtext("title") == "Is 1 < 2?"
    assert item.findtext("link") == "http://localhost/articles/night-cramps/"
    assert item.findtext("description") == "Veins & valves."
    assert item.findtext("category") == "Symptoms"
    published = article.publish_at.replace(microsecond=0)
    assert parsedate_to_datetime(item.findtext("pubDate")) == published


def test_the_feed_stops_at_twenty(client):
    for number in range(22):
        make_live(f"article-{number}", days=number + 1)

    links = [item.findtext("link") for item in channel(client).findall("item")]

    assert len(links) == 20
    assert links[0].endswith("/articles/article-0/")
