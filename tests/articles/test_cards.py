"""The boxes in a text that say how soon to act, each with its way to do so."""

from __future__ import annotations

import pytest

from clinic.models import SiteProfile
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile() -> SiteProfile:
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_urgent_box_carries_a_way_to_call_911_and_the_clinics_number(client, profile):
    article = make_live(
        body_html='<section class="call-911"><h2>Get help now</h2><p>Call us today.</p></section>'
    )

    html = read(client, article.get_absolute_url())

    assert '<section class="alert stack" aria-labelledby="get-help-now">' in html
    assert '<a class="btn danger" href="tel:911">' in html
    assert 'Our number: <a class="tel" href="tel:+16515550142">651-555-0142</a>' in html


@pytest.mark.parametrize(
    ("box", "words"),
    [("call-911", "Call 911."), ("call-today", 'Call <bdi class="tel">651-555-0142</bdi>')],
)
def test_on_paper_where_no_button_is_the_number_stands_in_words(client, profile, box, words):
    article = make_live(body_html=f'<section class="{box}"><h2>Signs of a clot</h2></section>')

    html = read(client, article.get_absolute_url())

    assert f'<p class="print-only"><strong>{words}</strong></p>' in html


@pytest.mark.parametrize(
    ("box", "words", "link"),
    [
        ("call-911", "Call 911 now", 'href="tel:911"'),
        ("call-today", "Call us today", 'href="tel:+16515550142"'),
        ("ask-us", "Questions? Ask us", 'href="/contact/"'),
        ("leg-check", "Check your legs", "?from=night-cramps"),
    ],
)
def test_a_card_without_a_heading_says_what_it_is_for(client, profile, box, words, link):
    article = make_live(body_html=f'<section class="{box}"><p>Do it, please.</p></section>')

    card = read(client, article.get_absolute_url()).split(f'aria-label="{words}"')[1]

    assert words in card.split("</h2>")[0]
    assert "<p>Do it, please.</p>" in card.split("</section>")[0]
    assert link in card.split("</section>")[0]


def test_a_card_to_call_today_tells_the_hours(client, profile):
    SiteProfile.objects.update(opening_hours="Mon-Fri 8:00-17:00")
    article = make_live(
        body_html='<section class="call-today"><h2>Call if it swells</h2></section>'
    )

    card = read(client, article.get_absolute_url()).split('aria-labelledby="call-if-it-swells"')[1]

    assert "Monday to Friday" in card.split("</section>")[0]


def test_only_a_card_to_call_911_is_red(client, profile):
    cards = "".join(
        f'<section class="{box}"><p>Ask.</p></section>' for box in ("call-today", "ask-us")
    )
    article = make_live(body_html=cards)

    assert 'class="alert' not in read(client, article.get_absolute_url())
