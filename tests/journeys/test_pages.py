"""Every page that anyone may read: at any width, light and dark, and on paper."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.looking import look_at, read_large, too_wide

pytestmark = pytest.mark.journey

PAGES = {
    "home": "/",
    "articles": "/articles/",
    "topic": "/articles/topic/symptoms/",
    "article": "/articles/night-leg-cramps/",
    "how we write": "/articles/how-we-write/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "leg check": "/check/",
    "no such page": "/nothing/here/",
}


@pytest.fixture
def reader(open_browser):
    """Someone whose browser also runs scripts, if it is given any."""
    call_command("sample_articles", verbosity=0)
    return open_browser(scripts=True)


def look_by_day_and_night(page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        look_at(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well_and_leaves_no_trace(reader, name):
    answer = reader.goto(PAGES[name])

    assert answer.status == (404 if name == "no such page" else 200)
    look_by_day_and_night(reader)
    assert reader.context.cookies() == []

    read_large(reader)
    assert not too_wide(reader)


def test_a_wish_for_a_call_is_refused_kindly_and_then_taken(reader):
    reader.goto("/contact/")
    look_by_day_and_night(reader)

    reader.get_by_label("Your message").fill("Do you have parking?")
    steps.press(reader, "Ask for a call")
    assert reader.title().startswith("Error: Contact us")
    look_by_day_and_night(reader)

    reader.get_by_label("Your name").fill("Joan Alder")
    reader.get_by_label("Phone number").fill("(651) 555-0173")
    steps.press(reader, "Ask for a call")
    expect(reader.get_by_role("heading", name="We have your message")).to_be_visible()
    look_by_day_and_night(reader)


def test_an_article_on_paper_is_text_with_the_clinics_number_and_sources(reader):
    reader.goto("/articles/night-leg-cramps/")
    reader.emulate_media(media="print")

    look_at(reader)
    expect(reader.get_by_text("Northside Vein Clinic · 651-555-0142")).to_be_visible()
    expect(reader.get_by_role("heading", name="Key points")).to_be_visible()
    for bar in ("banner", "navigation", "contentinfo"):
        assert reader.get_by_role(bar).count() == 0
    assert reader.get_by_role("link", name="Start the leg check").count() == 0
    source = reader.locator(".refs a").first
    spelled_out = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert source.get_attribute("href") in spelled_out
