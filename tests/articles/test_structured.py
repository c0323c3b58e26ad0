"""What machines are told of an article is what its page shows, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from html import unescape

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.structured import article_graph, share_image
from clinic.models import SiteProfile
from clinic.templatetags.clinic import linked_data, us_date
from tests.articles.rows import make_live, make_picture

pytestmark = pytest.mark.django_db

SITE = "https://veins.example"
HOME, PAGE = f"{SITE}/", f"{SITE}/articles/night-cramps/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What schema.org calls things; whatever else is in the graph stands on the page.
VOCABULARY = {"@type", "@id", "@context", "inLanguage", "timeRequired", "openingHours", "telephone"}


@pytest.fixture(autouse=True)
def profile(settings) -> SiteProfile:
    settings.SITE_URL = SITE
    return SiteProfile.objects.create(
        name="Northside Vein Clinic",
        phone="+16515550142",
        address="1200 Lakeview Avenue\nNorthside, MN 55000",
        opening_hours="Mon-Thu 8:00-12:00, 13:00-17:00\nSat 9:00-24:00",
    )


def make(slug: str = "night-cramps", **facts) -> Edition:
    defaults = {"about": "night cramps\nvaricose veins", "summary": "Only lists say this."}
    edition = make_live(slug, **defaults | facts)
    Edition.objects.update(
        first_published_at=timezone.make_aware(datetime(2026, 3, 5, 23, 30)),
        updated_on=date(2026, 3, 9),
    )
    edition.refresh_from_db()
    return edition


def graph_on(client, url: str = "/articles/night-cramps/") -> dict[str, dict]:
    """Return the nodes of the page's graph by their kind."""
    (block,) = BLOCK.findall(client.get(url).content.decode())
    found = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return {node["@type"]: node for node in found["@graph"]}


def visible(html: str) -> str:
    """Return the words that a reader can see, as one line."""
    body = BLOCK.sub("", html[html.index("<body") :])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split()).replace(" ,", ",")


def said(value, key: str = "") -> list[tuple[str, str]]:
    """Return every text of a graph with its name."""
    if isinstance(value, dict):
        return [pair for name, part in value.items() for pair in said(part, name)]
    if isinstance(value, list):
        return [pair for part in value for pair in said(part, key)]
    return [(key, value)] if isinstance(value, str) else []


def test_the_graph_says_what_kind_of_page_this_is(client):
    make()

    page = graph_on(client)["MedicalWebPage"]

    assert page["name"] == "Night cramps"
    assert page["url"] == PAGE
    assert page["lastReviewed"] == "2026-03-04"
    assert page["reviewedBy"] == {
        "@type": "Person",
        "name": "Ingrid Solberg",
        "jobTitle": "MD, vein specialist",
    }
    assert [subject["name"] for subject in page["about"]] == ["night cramps", "varicose veins"]
    assert (page["datePublished"], page["dateModified"]) == ("2026-03-05", "2026-03-09")
    assert page["inLanguage"] == "en-US"


def test_a_text_that_names_no_subject_is_about_its_topic(client):
    make(about="")

    assert graph_on(client)["MedicalWebPage"]["about"] == [{"@type": "Thing", "name": "Symptoms"}]


def test_every_part_is_found_by_its_name(client):
    make()
    nodes = graph_on(client)
    page, names = nodes["MedicalWebPage"], {node["@id"] for node in nodes.values()}

    assert len(names) == len(nodes) == 5
    assert page["mainEntity"] == {"@id": nodes["Article"]["@id"]}
    assert page["breadcrumb"] == {"@id": nodes["BreadcrumbList"]["@id"]}
    assert page["isPartOf"] == {"@id": nodes["WebSite"]["@id"]}
    assert page["publisher"] == page["sourceOrganization"] == {"@id": nodes["MedicalClinic"]["@id"]}
    assert nodes["Article"]["mainEntityOfPage"] == {"@id": page["@id"]}
    assert {text for key, text in said(list(nodes.values())) if key == "@id"} == names


def test_the_article_names_its_author_dates_and_sources(client):
    make()

    article = graph_on(client)["Article"]

    assert article["headline"] == "Night cramps"
    assert article["author"]["name"] == "Edith Park"
    assert article["dateModified"] == "2026-03-09"
    assert article["citation"][0] == {
        "@type": "CreativeWork",
        "name": "Study 1",
        "url": "https://example.org/1",
        "datePublished": "1999",
        "publisher": {"@type": "Organization", "name": "BMJ"},
    }
    assert "image" not in article


def test_the_way_is_that_of_the_crumbs(client):
    make()

    steps = graph_on(client)["BreadcrumbList"]["itemListElement"]

    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["name"] for step in steps] == ["Home", "Articles", "Symptoms", "Night cramps"]
    assert [step["item"] for step in steps] == [
        HOME, f"{SITE}/articles/", f"{SITE}/articles/topic/symptoms/", PAGE,
    ]  # fmt: skip


def test_the_clinic_is_open_when_its_pages_say_so(client):
    make()

    for url in ("/", "/articles/night-cramps/"):
        clinic = graph_on(client, url)["MedicalClinic"]
        assert clinic["name"] == "Northside Vein Clinic"
        assert clinic["telephone"] == "+16515550142"
        assert clinic["address"] == "1200 Lakeview Avenue, Northside, MN 55000"
        assert clinic["openingHours"] == [
            "Mo-Th 08:00-12:00",
            "Mo-Th 13:00-17:00",
            "Sa 09:00-00:00",
        ]


@pytest.mark.parametrize("url", ["/", "/articles/night-cramps/"])
@pytest.mark.parametrize("is_bare", [False, True])
def test_no_word_is_in_the_graph_that_is_not_on_the_page(client, url, is_bare):
    make(about="" if is_bare else "night cramps", title="Cramps & “veins”, at 5 < 6?")
    if is_bare:
        SiteProfile.objects.update(phone="", address="")
    html = client.get(url).content.decode()
    shown = visible(html)

    for key, text in said(graph_on(client, url)):
        if key in VOCABULARY or text.startswith(SITE):
            continue
        if DAY.fullmatch(text):
            text = us_date(date.fromisoformat(text))
        assert text in shown or f'href="{text}"' in html, (key, text)


def test_the_number_and_the_reading_time_are_told_as_they_are_shown(client):
    edition = make()
    html = client.get(edition.get_absolute_url()).content.decode()
    nodes = graph_on(client)

    assert f'href="tel:{nodes["MedicalClinic"]["telephone"]}"' in html
    minutes = nodes["Article"]["timeRequired"].removeprefix("PT").removesuffix("M")
    assert f"{minutes}&nbsp;min&nbsp;read" in html


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("x" * 110, "x" * 110),
        ("word " * 22 + "last", ("word " * 22).strip()),
        ("x" * 200, "x" * 110),
        ("ab " * 36 + "abc", ("ab " * 36).strip()),
    ],
)
def test_a_headline_is_at_most_110_characters_of_the_title(profile, title, headline):
    found = {node["@type"]: node for node in article_graph(make(title=title), profile)["@graph"]}

    assert found["Article"]["headline"] == headline
    assert title.startswith(headline)
    assert len(headline) <= 110


def test_nothing_that_is_typed_ends_the_block(client):
    nasty = "</script><script>alert(1)</script> & <!-- \u2028\u2029"
    edition = make(title=nasty[:100])

    html = client.get(edition.get_absolute_url()).content.decode()

    assert html.count("<script") == 1
    (block,) = BLOCK.findall(html)
    assert not set("<>&\u2028\u2029") & set(block)
    assert graph_on(client)["MedicalWebPage"]["name"] == edition.title


def test_a_graph_is_escaped_wherever_its_words_come_from():
    assert linked_data({"a": "</script>&\u2028"}) == (
        '<script type="application/ld+json">{"a": "\\u003c/script\\u003e\\u0026\\u2028"}</script>'
    )


def test_a_text_without_a_review_claims_none(profile):
    """As in a preview: a published text always has one."""
    edition = make()
    edition.review = type(edition.review)()

    page = article_graph(edition, profile)["@graph"][0]

    assert "lastReviewed" not in page
    assert "reviewedBy" not in page


def test_a_picture_is_shared_with_its_size_and_a_drawing_is_not(client):
    assert share_image(make("a-drawing")) is None
    edition = make(picture=make_picture(alt="A calf & a hand"), drawing="")

    html = client.get(edition.get_absolute_url()).content.decode()

    image = graph_on(client)["Article"]["image"]
    assert image["url"].startswith(f"{SITE}/articles/pictures/")
    assert client.get(image["url"].removeprefix(SITE)).status_code == 200
    for name, value in (
        ("og:image", image["url"]),
        ("og:image:width", image["width"]),
        ("og:image:height", image["height"]),
        ("og:image:alt", "A calf &amp; a hand"),
    ):
        assert f'<meta property="{name}" content="{value}">' in html
