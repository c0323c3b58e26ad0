"""A reader finds their way through an article, prints it, and says whether it was clear."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles import feedback
from articles.models import Feedback
from tests.journeys import steps
from tests.journeys.looking import PHONE, look_at

pytestmark = pytest.mark.journey

ARTICLE = "/articles/night-leg-cramps/"


@pytest.fixture
def reader(open_browser):
    """A reader whose browser runs no scripts."""
    call_command("sample_articles", verbosity=0)
    return open_browser()


def test_a_reader_says_what_was_not_clear_and_leaves_no_trace(reader, administrator):
    reader.goto(ARTICLE)

    steps.press(reader, "Send")
    assert reader.title().startswith("Error: Was this clear?")
    look_at(reader)
    steps.follow(reader, "Choose yes or no")
    assert reader.url.endswith("#id_is_clear_0")

    steps.choose(reader, "Did you find what you need", "No")
    reader.get_by_label("What could be clearer?").fill("What is a valve?\nAnd a stent?")
    steps.press(reader, "Send")
    assert steps.heading(reader) == "Thank you"
    look_at(reader)

    row = Feedback.objects.get()
    assert row.is_clear is False
    assert feedback.read(row, by=administrator) == "What is a valve?\nAnd a stent?"
    steps.follow(reader, re.compile("Back to"))
    assert reader.url.endswith(ARTICLE)
    assert reader.context.cookies() == []


def test_words_survive_being_told_to_choose(reader):
    reader.goto(ARTICLE)

    reader.get_by_label("What could be clearer?").fill("The part about salt.")
    steps.press(reader, "Send")

    assert reader.get_by_label("What could be clearer?").input_value() == "The part about salt."


def test_the_contents_open_on_a_phone_and_stand_beside_the_text_on_a_wide_screen(reader, width):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(ARTICLE)
    closed = reader.locator("summary", has_text="On this page")

    if width > 62 * 16:
        expect(closed).to_be_hidden()
    else:
        closed.click()
    chapter = reader.get_by_role("navigation", name="On this page").get_by_role("link").first
    expect(chapter).to_be_visible()
    chapter.click()
    assert "#" in reader.url


def test_on_paper_stand_the_dates_the_reviewer_and_both_addresses(open_browser):
    call_command("sample_articles", verbosity=0)
    page = open_browser(PHONE)
    page.goto(ARTICLE)
    page.emulate_media(media="print")

    for words in ("Reviewed by Ingrid Solberg", "First published", "1200 Lakeview Avenue"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text(re.compile(rf"on the web: http://\S+{ARTICLE}"))).to_be_visible()
    for gone in ("Was this clear?", "On this page", "Comments are closed.", "Read next"):
        expect(page.get_by_text(gone).first).to_be_hidden()
