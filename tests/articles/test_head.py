"""The head of a page: one address, the feeds, and what a shared link shows."""

from __future__ import annotations

import re

import pytest

from clinic.models import SiteProfile
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
META = re.compile(r'<meta property="([^"]*)" content="([^"]*)">')
FEEDS = re.compile(
    r'<link rel="alternate" type="application/(\w+)\+xml" title="[^"]*" href="([^"]*)">'
)
SITE = "https://veins.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    SiteProfile.objects.create(name="Northside Vein Clinic")


def head(client, url: str) -> str:
    html = client.get(url).content.decode()
    return html[: html.index("</head>")]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/", "/"),
        ("/?utm_source=letter", "/"),
        ("/privacy/?a=1", "/privacy/"),
        ("/accessibility/", "/accessibility/"),
        ("/articles/?utm_source=letter", "/articles/"),
        ("/articles/?page=1", "/articles/"),
        ("/articles/?page=2&a=1", "/articles/?page=2"),
        ("/articles/topic/symptoms/?page=2", "/articles/topic/symptoms/?page=2"),
        ("/articles/how-we-write/", "/articles/how-we-write/"),
        ("/articles/article-1/?a=1", "/articles/article-1/"),
    ],
)
def test_a_page_has_one_address_whatever_was_asked_for(client, asked, canonical):
    for number in range(12):
        make_live(f"article-{number}")

    assert CANONICAL.findall(head(client, asked)) == [SITE + canonical]


@pytest.mark.parametrize("url", ["/nothing/here/", "/contact/", "/check/"])
def test_what_is_not_to_be_found_has_none(client, url):
    assert not CANONICAL.search(head(client, url))


@pytest.mark.parametrize(
    "url", ["/articles/", "/articles/topic/symptoms/", "/articles/night-cramps/"]
)
def test_both_feeds_can_be_found_from_every_page_about_articles(client, url):
    make_live()

    assert dict(FEEDS.findall(head(client, url))) == {
        "rss": f"{SITE}/articles/feed/",
        "atom": f"{SITE}/articles/feed/atom/",
    }


def test_a_shared_article_shows_what_it_is(client):
    edition = make_live(title='Is "120" < 130?')

    found = dict(META.findall(head(client, edition.get_absolute_url())))

    day = edition.published_on.isoformat()
    assert found == {
        "og:url": f"{SITE}/articles/night-cramps/",
        "og:type": "article",
        "og:site_name": "Northside Vein Clinic",
        "og:locale": "en_US",
        "og:title": "Is &quot;120&quot; &lt; 130?",
        "og:description": "Most cramps are harmless.",
        "article:published_time": day,
        "article:modified_time": day,
        "article:section": "Symptoms",
    }


def test_the_shared_home_page_names_the_clinic(client):
    found = dict(META.findall(head(client, "/")))

    assert found["og:title"] == found["og:site_name"] == "Northside Vein Clinic"
    assert found["og:type"] == "website"
