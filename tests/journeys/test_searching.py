"""Someone looks for an answer: types it wrong, is understood, and leaves no trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.articles.rows import make_live
from tests.journeys import steps
from tests.journeys.looking import DESK, PHONE, look_at
from tests.journeys.test_pages import look_by_day_and_night

pytestmark = pytest.mark.journey


@pytest.fixture
def library(site):
    make_live("varicose-veins", title="Varicose veins", summary="Valves in leg veins that leak.")
    for number in range(11):
        make_live(f"legs-{number}", title=f"Heavy legs, part {number}")


@pytest.fixture(params=[PHONE, DESK])
def reader(library, open_browser, request):
    return open_browser(request.param, scripts=True)


def search(page, words: str) -> None:
    page.get_by_label("Search our articles").fill(words)
    steps.press(page, "Search")


def test_a_reader_who_mistypes_is_understood(reader):
    reader.goto("/articles/")
    steps.follow(reader, "Search")
    look_by_day_and_night(reader)

    search(reader, "varicoze veins")

    expect(reader.get_by_text("Did you mean “varicose veins”?")).to_be_visible()
    look_by_day_and_night(reader)
    reader.get_by_role("link", name="Varicose veins").click()
    assert reader.url.endswith("/articles/varicose-veins/")
    assert reader.context.cookies() == []


def test_a_reader_turns_the_pages_of_what_was_found(reader):
    reader.goto("/articles/search/?q=heavy+legs")
    expect(reader.get_by_role("heading", name="11 results")).to_be_visible()

    steps.follow(reader, "More results")

    expect(reader.get_by_text("Page 2 of 2")).to_be_visible()
    assert reader.get_by_label("Search our articles").input_value() == "heavy legs"
    look_by_day_and_night(reader)


def test_a_reader_in_an_emergency_is_told_to_call_first(reader):
    reader.goto("/nothing/here/")

    search(reader, "chest pian")

    expect(reader.get_by_role("heading", name="Is this an emergency?")).to_be_visible()
    look_by_day_and_night(reader)


def test_a_reader_without_scripts_finds_as_much(library, open_browser):
    page = open_browser()
    page.goto("/articles/")

    search(page, "varicose")

    expect(page.get_by_role("heading", name="1 result")).to_be_visible()
    look_at(page)
