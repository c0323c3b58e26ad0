"""The feeds are well-formed, keep to the rules of RSS 2.0 and Atom, and can be kept by a reader."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import editing, publishing
from articles.models import Edition
from clinic.models import SiteProfile
from tests.articles.rows import make_hidden, make_live

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
KINDS = {"/articles/feed/": "rss", "/articles/feed/atom/": "atom"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://veins.example"


def read(client, url: str) -> ElementTree.Element:
    response = client.get(url)
    assert response["Content-Type"] == f"application/{KINDS[url]}+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def rss(client) -> ElementTree.Element:
    return read(client, "/articles/feed/").find("channel")


def atom(client) -> ElementTree.Element:
    return read(client, "/articles/feed/atom/")


def rename(edition: Edition, slug: str) -> Edition:
    edition.article.slug = slug
    editing.save(edition.article, by=None)
    return publishing.publish(edition.article, by=None)


def test_each_feed_names_the_clinic_and_itself(client):
    SiteProfile.objects.create(name="Northside & Daughters")

    found = rss(client)
    assert found.findtext("title") == "Articles from Northside & Daughters"
    assert found.findtext("link") == "https://veins.example/articles/"
    assert found.findtext("language") == "en-us"
    assert found.find(f"{ATOM}link").attrib == {
        "rel": "self",
        "href": "https://veins.example/articles/feed/",
    }

    found = atom(client)
    assert found.findtext(f"{ATOM}title") == "Articles from Northside & Daughters"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://veins.example/articles/",
        "self": "https://veins.example/articles/feed/atom/",
    }


def test_an_article_comes_by_rss_with_its_summary_and_full_date(client):
    edition = make_live(title="Is 1 < 2?", summary="Veins & valves.")

    item = rss(client).find("item")

    assert item.findtext("title") == "Is 1 < 2?"
    assert item.findtext("link") == "https://veins.example/articles/night-cramps/"
    assert item.findtext("description") == "Veins & valves."
    assert item.findtext("category") == "Symptoms"
    assert item.findtext(CREATOR) == "Edith Park, patient education editor"
    published = parsedate_to_datetime(item.findtext("pubDate"))
    assert published == edition.first_published_at.replace(microsecond=0)
    assert published.tzinfo is not None


def test_an_article_comes_by_atom_with_all_that_atom_asks_for(client):
    edition = make_live(title="Is 1 < 2?", summary="Veins & valves.")

    feed = atom(client)
    entry = feed.find(f"{ATOM}entry")

    for required in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{required}")
        assert entry.findtext(f"{ATOM}{required}")
    assert entry.findtext(f"{ATOM}title") == "Is 1 < 2?"
    assert entry.findtext(f"{ATOM}summary") == "Veins & valves."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Edith Park, patient education editor"
    assert entry.find(f"{ATOM}category").get("term") == "Symptoms"
    assert entry.find(f"{ATOM}link").attrib == {
        "rel": "alternate",
        "href": "https://veins.example/articles/night-cramps/",
    }
    published = datetime.fromisoformat(entry.findtext(f"{ATOM}published"))
    assert published == edition.first_published_at
    assert published.tzinfo is not None


def test_a_new_address_makes_no_new_article(client):
    edition = make_live("old-name")
    before = rss(client).findtext("item/guid"), atom(client).findtext(f"{ATOM}entry/{ATOM}id")

    rename(edition, "new-name")

    item, entry = rss(client).find("item"), atom(client).find(f"{ATOM}entry")
    assert (item.findtext("guid"), entry.findtext(f"{ATOM}id")) == before
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("link").endswith("/articles/new-name/")
    assert before[0] == before[1]
    assert before[0].startswith("tag:veins.example,")


def test_no_two_articles_have_one_name(client):
    for slug in ("one", "two", "three"):
        make_live(slug)

    names = [guid.text for guid in rss(client).iter("guid")]

    assert len(set(names)) == 3


def test_updated_says_what_the_page_says(client):
    edition = make_live()
    day = timezone.localdate() + timedelta(days=3)

    def updated() -> datetime:
        entry = atom(client).find(f"{ATOM}entry")
        return datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))

    assert updated() == edition.first_published_at

    Edition.objects.update(updated_on=day)
    assert timezone.localdate(updated()) == day

    moment = timezone.now()
    Edition.objects.update(updated_on=timezone.localdate(moment), live_from=moment)
    assert updated() == moment


@pytest.mark.parametrize("url", KINDS)
def test_what_is_not_live_is_in_no_feed(client, url):
    make_live()
    hidden = make_hidden()

    shown = client.get(url).content.decode()

    assert not [article.slug for article in hidden.values() if article.slug in shown]


def test_the_feed_stops_at_twenty(client):
    for number in range(22):
        make_live(f"article-{number}", days=number + 1)

    links = [item.findtext("link") for item in rss(client).findall("item")]

    assert len(links) == 20
    assert links[0].endswith("/articles/article-0/")
    assert len(atom(client).findall(f"{ATOM}entry")) == 20


@pytest.mark.parametrize("url", KINDS)
def test_a_stray_character_from_a_paste_takes_no_feed_away(client, url):
    odd = {"title": "Night\x0bcramps", "summary": "Most\x01.", "author": "Edith\x1f Park"}
    make_live(**odd, topic="Legs\x02")

    assert "Nightcramps" in client.get(url).content.decode()


@pytest.mark.parametrize("url", KINDS)
def test_an_empty_feed_is_a_feed(client, url):
    assert read(client, url) is not None


@pytest.mark.parametrize("url", KINDS)
def test_another_name_of_the_machine_stays_out_of_the_links(client, url):
    make_live()

    shown = client.get(url, headers={"host": "localhost"}).content.decode()

    assert "localhost" not in shown
