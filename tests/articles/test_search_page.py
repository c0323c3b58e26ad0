"""The search page: what readers see there, what it never does, and who is told to call."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from articles.models import SearchWord, SynonymGroup
from articles.preparing import begin_with_synonyms
from articles.searching.emergencies import sounds_urgent
from clinic.models import SiteProfile
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

PAGE = "/articles/search/"


@pytest.fixture(autouse=True)
def profile() -> SiteProfile:
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


def read(client, **query) -> str:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_hit_shows_where_the_words_are(client):
    make_live(title="Leg cramps at night")

    html = read(client, q="night cramps")

    assert "1 result for “night cramps”" in html
    assert "Leg <mark>cramps</mark> at <mark>night</mark>" in html
    assert "Most <mark>cramps</mark> are harmless." in html
    assert '<p class="kicker">Symptoms</p>' in html
    assert '<p class="meta">1&nbsp;min&nbsp;read</p>' in html
    assert 'value="night cramps"' in html
    assert "<title>Search results for “night cramps” |" in html


def test_before_anything_is_typed_the_page_says_how(client):
    html = read(client)

    assert "What would you like to know?" in html
    assert '<label for="q">' in html
    assert "noindex" not in html


def test_what_finds_nothing_is_met_with_a_way_on(client):
    html = read(client, q="zebra")

    assert "Nothing found for “zebra”" in html
    assert 'href="/articles/"' in html
    assert "651-555-0142" in html


def test_another_spelling_is_searched_at_once_and_said(client):
    make_live(title="Varicose veins")

    html = read(client, q="varicoze veins")

    assert "1 result for “varicose veins”" in html
    assert "Did you mean “varicose veins”?" in html
    assert "We found nothing for “varicoze veins”" in html


def test_a_better_spelling_is_a_link(client):
    make_live("a-slip", title="Varicoze")
    for number in range(10):
        make_live(f"more-{number}", title="Varicose")

    assert 'Did you mean <a href="?q=varicose">varicose</a>?' in read(client, q="varicoze")


def test_results_come_in_pages_of_ten(client):
    for number in range(12):
        make_live(f"legs-{number}", title="Heavy & tired legs")

    first, second = read(client, q="heavy & tired"), read(client, q="heavy & tired", page=2)

    assert (first.count("<h3>"), second.count("<h3>")) == (10, 2)
    assert 'href="?q=heavy%20%26%20tired&amp;page=2"' in first
    assert 'href="?q=heavy%20%26%20tired&amp;page=1"' in second
    assert "Page 1 of 2" in first
    assert ", page 2 |" in second


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "", "9" * 40, "1001", "²"])
def test_a_page_that_is_not_there_is_not_found(client, page):
    make_live(title="Heavy legs")

    assert client.get(PAGE, {"q": "legs", "page": page}).status_code == 404


def test_anyone_may_keep_a_page_of_results_but_no_search_engine_lists_it(client, editor):
    make_live(title="Heavy legs")
    client.force_login(editor)

    response = client.get(PAGE, {"q": "legs"})

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in response.content
    assert b'<meta name="robots" content="noindex">' in response.content
    assert client.post(PAGE, {"q": "legs"}).status_code == 405


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "\x00legs", "%"])
def test_what_is_typed_stays_words(client, text):
    make_live(title="Is 1 < 2 <b> of your legs script alert?")

    html = read(client, q=text)

    assert "<script" not in html
    assert "<img src=x" not in html
    assert "\x00" not in html
    assert "<b>" not in html


def test_the_words_of_an_article_stay_words(client):
    make_live(title="Legs <script>", summary="Legs & <b>arms</b>.")

    html = read(client, q="legs")

    assert "<mark>Legs</mark> &lt;script&gt;" in html
    assert "<mark>Legs</mark> &amp; &lt;b&gt;arms" in html


@pytest.mark.parametrize(
    "text",
    ["chest pain", "Chest pains", "pain in my chest", "I can't breathe", "can’t breath",
     "coughing blood", "bleeding that won't stop", "my vein wont stop bleeding", "stroke",
     "suicidal", "I want to die", "short of breath", "breathlessness", "CHEST PIAN",
     "cheast pain", "trouble brething", "leg is cold and blue", "shortness of breath after flight"],
)  # fmt: skip
def test_an_emergency_is_never_delayed(client, text):
    html = read(client, q=text)

    assert html.index("Is this an emergency?") < html.index("Not what you need?")
    assert 'href="tel:911"' in html


@pytest.mark.parametrize(
    "text", ["", "night cramps", "varicose veins", "chestnut", "swollen legs", "deep breathing",
             "pain when walking", "blood test", "cold feet", "stockings"],
)  # fmt: skip
def test_a_calm_question_gets_a_calm_page(text):
    assert not sounds_urgent(text)


def test_the_search_is_in_the_menu_and_marked_there_alone(client):
    html = read(client)
    menu = html[html.index('aria-label="Main"') : html.index("</nav>")]

    assert f'<a href="{PAGE}" aria-current="page">Search</a>' in menu
    assert menu.count("aria-current") == 1


def test_the_list_of_articles_and_the_lost_page_lead_to_the_search(client):
    for url in ("/articles/", "/nothing/here/"):
        html = client.get(url).content.decode()
        assert f'<form class="field" role="search" action="{PAGE}">' in html


def test_every_clinic_begins_by_knowing_what_doctors_call_things(client):
    call_command("sample_articles", verbosity=0)
    begin_with_synonyms()

    assert SynonymGroup.objects.count() >= 15
    assert "<mark>deep vein thrombosis</mark>" in read(client, q="DVT")

    SynonymGroup.objects.all().delete()
    begin_with_synonyms()
    assert not SynonymGroup.objects.exists()  # what editors take away stays away


def test_the_index_can_be_made_anew_by_hand(client, capsys):
    make_live(title="Heavy legs")
    SearchWord.objects.all().delete()

    call_command("rebuild_search")

    assert capsys.readouterr().out == "1 articles can be found.\n"
    assert SearchWord.objects.filter(word="heavy").exists()


def test_who_has_not_asked_yet_is_not_told_to_ask_otherwise(client):
    assert "Not what you need?" not in read(client)
    assert "Would you rather talk?" in read(client)
    assert "Not what you need?" in read(client, q="legs")
