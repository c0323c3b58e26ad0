"""The public pages: what readers find there, what they must not, and what it costs."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Review
from articles.views import featured, slugs
from clinic.models import SiteProfile
from tests.articles.rows import make_article, make_hidden, make_live

pytestmark = pytest.mark.django_db

PUBLIC_PAGES = ["home", "articles:list", "articles:feed", "articles:atom", "sitemap"]


@pytest.fixture
def profile() -> SiteProfile:
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_what_is_live_newest_first(client):
    make_live("older", days=2)
    make_live("newer", days=1)

    html = read(client, "/articles/")

    assert html.index("/articles/newer/") < html.index("/articles/older/")
    assert "Most cramps are harmless." in html


def test_a_clinic_without_articles_says_so(client):
    html = read(client, "/articles/")

    assert "There are no articles yet" in html
    assert reverse("intake:contact") in html


def test_the_topics_stand_above_the_list_with_their_numbers(client):
    make_live("one")
    make_live("two")
    make_live("three", topic="Tests")

    html = read(client, "/articles/")

    assert "All <small>3" in html
    assert "<span>Symptoms</span> <small>2" in html
    assert "<span>Tests</span> <small>1" in html


def test_a_topic_lists_only_its_own(client):
    make_live("cramps")
    make_live("ultrasound", topic="Tests")

    html = read(client, "/articles/topic/tests/")

    assert "/articles/ultrasound/" in html
    assert "/articles/cramps/" not in html
    assert "About tests." in html
    assert "All <small>2" in html


@pytest.mark.parametrize("slug", ["unheard-of", "tests"])
def test_a_topic_without_articles_is_not_found(client, slug):
    make_article("a-draft", topic="Tests")

    assert client.get(f"/articles/topic/{slug}/").status_code == 404


def test_long_lists_come_in_pages_of_nine(client):
    for number in range(12):
        make_live(f"article-{number}", days=number + 1)

    first, second = read(client, "/articles/"), read(client, "/articles/?page=2")

    assert (first.count("<article"), second.count("<article")) == (9, 3)
    assert "Page 1 of 2" in first
    assert 'href="?page=2"' in first
    assert 'href="?page=1"' in second
    assert "/articles/article-11/" in second


def test_one_article_more_does_not_make_a_page_of_its_own(client):
    for number in range(10):
        make_live(f"article-{number}")

    assert read(client, "/articles/").count("<article") == 10


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "", "9" * 40])
def test_a_page_that_is_not_there_is_not_found(client, page):
    make_live()

    assert client.get("/articles/", {"page": page}).status_code == 404


def test_an_article_says_who_stands_behind_it_and_since_when(client):
    edition = make_live(due_on=date(2100, 3, 4), about="night cramps\nvaricose veins")
    first = timezone.make_aware(datetime(2026, 3, 5, 9))
    Edition.objects.update(first_published_at=first, updated_on=date(2026, 3, 9))

    html = read(client, edition.get_absolute_url())

    assert "By Edith Park, patient education editor" in html
    assert "Reviewed by Ingrid Solberg, MD, vein specialist, on March 4, 2026" in html
    assert "First published March 5, 2026&nbsp;· Updated March 9, 2026" in html
    assert "About: <span>night cramps, varicose veins</span>" in html
    assert "Next review: March 4, 2100." in html
    assert "due for a medical review" not in html


def test_the_sources_are_no_part_of_the_question_whether_it_was_clear(client):
    html = read(client, make_live().get_absolute_url())

    outline = re.findall(r'<(h\d) id="([^"]*)"', html[html.index("<article>") :])
    references, question = ("h2", "the-references"), ("h2", "the-feedback")
    assert outline.index(references) < outline.index(question)


def test_an_article_has_all_that_readers_are_owed(client, profile):
    article = make_live()

    html = read(client, article.get_absolute_url())

    for words in (
        "It does not replace care from your own clinician. Do not stop a medicine on your own.",
        "<li>Ask us if they come often.</li>",
        'href="#why-muscles-cramp"',
        '<h2 id="why-muscles-cramp">',
        f'{reverse("intake:start")}?from=night-cramps"',
        reverse("articles:how-we-write"),
        'href="/articles/topic/symptoms/"',
        '<li><a href="https://example.org/1">Study 1</a>. <cite>BMJ</cite>, 1999.</li>',
        "Comments are closed.",
        "Was this clear?",
        "This article on the web: <bdi>http://localhost/articles/night-cramps/</bdi>",
    ):
        assert words in html


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ({"title": "Study 1", "publisher": "B", "year": 1999}, "Study 1. <cite>B</cite>, 1999."),
        ({"title": "Study 1", "publisher": "", "year": 1999, "url": ""}, "Study 1. 1999."),
        ({"title": "Study 1", "publisher": "BMJ", "year": None}, "Study 1. <cite>BMJ</cite>."),
        ({"title": "Study 1", "publisher": "", "year": None}, "Study 1."),
    ],
)  # fmt: skip
def test_a_source_is_listed_with_what_is_known_of_it(client, source, shown):
    edition = make_live()
    Edition.objects.update(sources=[source])

    assert f"<li>{shown}</li>" in read(client, edition.get_absolute_url())


def test_a_wide_table_can_be_scrolled_by_keyboard(client):
    article = make_live(body_html="<table><caption>Two causes</caption><tr><td>x</td></tr></table>")

    html = read(client, article.get_absolute_url())

    assert '<div class="table" role="region" aria-label="Two causes" tabindex="0"><table>' in html


def test_a_page_whose_review_is_late_says_so(client):
    edition = make_live()
    Review.objects.update(reviewed_on=date(2020, 1, 2), due_on=date(2022, 1, 2))

    html = read(client, edition.get_absolute_url())

    assert "This page is due for a medical review" in html
    assert "A doctor last checked it on January 2, 2020." in html


def test_the_page_says_so_from_the_midnight_on_at_which_the_review_is_due(client, monkeypatch):
    edition = make_live(due_on=date(2030, 3, 4))
    midnight = timezone.make_aware(datetime(2030, 3, 4))

    monkeypatch.setattr(timezone, "now", lambda: midnight - timedelta(seconds=9))
    response = client.get(edition.get_absolute_url())
    assert b"due for a medical review" not in response.content
    assert response["Cache-Control"] == "public, max-age=9"

    monkeypatch.setattr(timezone, "now", lambda: midnight)
    assert "due for a medical review" in read(client, edition.get_absolute_url())


def test_the_contents_can_be_reached_on_a_phone_and_on_a_wide_screen(client):
    edition = make_live(body_html="<h2>Causes</h2><p>x</p><h2>Help</h2><p>y</p>")

    html = read(client, edition.get_absolute_url())

    closed = html[html.index("<details") : html.index("</details>")]
    assert "<summary>On this page</summary>" in closed
    assert closed.index('href="#causes"') < closed.index('href="#help"')
    assert html.count('href="#causes"') == 2


def test_an_article_without_chapters_has_no_empty_list(client):
    edition = make_live(body_html="<p>Short.</p>")

    assert "On this page" not in read(client, edition.get_absolute_url())


def test_three_more_articles_follow(client):
    article = make_live()
    for number in range(4):
        make_live(f"other-{number}")

    html = read(client, article.get_absolute_url())

    assert html.count('class="card mini"') == 3


def test_what_an_editor_types_as_words_stays_words(client):
    article = make_live(title="Is 120 < 130?", standfirst="<script>alert(1)</script>")

    html = read(client, article.get_absolute_url())

    assert "Is 120 &lt; 130?" in html
    assert "<script>" not in html
    assert "</script>" not in html.replace("</script>", "", 1)  # the one of the graph


@pytest.mark.parametrize("reader", ["anyone", "editor", "administrator"])
def test_what_is_not_live_is_nowhere_not_even_for_staff(client, reader, request):
    if reader != "anyone":
        client.force_login(request.getfixturevalue(reader))
    live = make_live()
    hidden = make_hidden()

    for article in hidden.values():
        assert client.get(f"/articles/{article.slug}/").status_code == 404
        assert client.get(f"/articles/{article.slug}/feedback/").status_code == 404
        assert client.post(f"/articles/{article.slug}/feedback/").status_code == 404
        assert client.get(f"/articles/{article.slug}/feedback/thanks/").status_code == 404
    for url in [*map(reverse, PUBLIC_PAGES), live.get_absolute_url(), "/articles/topic/symptoms/"]:
        html = read(client, url)
        for article in hidden.values():
            assert article.slug not in html
    assert [article.slug for article in featured(timezone.now())] == [live.slug]
    assert slugs(timezone.now(), [live.slug, *(a.slug for a in hidden.values())]) == {live.slug}


def test_the_home_page_gets_the_three_newest():
    for number in range(4):
        make_live(f"article-{number}", days=number + 1)

    found = featured(timezone.now())

    assert [article.slug for article in found] == ["article-0", "article-1", "article-2"]


# What each page asks: the clinic's profile, when readers next see a change, and beside these
# the list: the topics, how many there are, the page of them;
# the article: the edition with its topic, review and picture, and which three to read next;
# the feeds: which are the newest; of long lists, first the ids are found and then the rows.
@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/articles/", 5),
        ("/articles/topic/symptoms/", 5),
        ("/articles/article-0/", 5),
        ("/articles/how-we-write/", 1),
        ("/articles/feed/", 4),
        ("/articles/feed/atom/", 4),
        ("/", 5),
    ],
)
def test_a_page_costs_the_same_however_much_there_is(
    client, url, queries, django_assert_num_queries
):
    make_live("article-0")
    with django_assert_num_queries(queries):
        client.get(url)

    for number in range(1, 9):
        make_live(f"article-{number}", topic="Symptoms" if number % 2 else "Tests", sources=5)
    with django_assert_num_queries(queries):
        client.get(url)
