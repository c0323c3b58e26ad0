"""An editor sends a picture, frames it, and readers see it: in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.models import Picture
from tests.articles.rows import make_live, make_picture
from tests.clinic.picture_samples import dotted, saved, svg
from tests.conftest import make_staff
from tests.journeys import steps, writing
from tests.journeys.looking import DESK, PHONE, look_at

pytestmark = pytest.mark.journey

ADD = "/staff/articles/picture/add/"
FILE = {"name": "dot.png", "mimeType": "image/png"}


@pytest.fixture
def editor_at_desk(open_browser):
    make_staff("edith", "Publisher")
    page = open_browser(DESK, scripts=True)
    steps.sign_in(page, "edith")
    return page


def choose_file(page, data: bytes) -> None:
    page.get_by_label("Picture file").set_input_files({**FILE, "buffer": data})


def test_a_picture_is_sent_and_framed_by_a_click(editor_at_desk):
    page = editor_at_desk
    page.goto(ADD)
    look_at(page)
    choose_file(page, saved(dotted((300, 500), 2000, 1000), "PNG"))
    page.get_by_label("Name").fill("A red dot")
    page.get_by_label("Alt text").fill("A red dot on white.")
    steps.press(page, "Save")

    expect(page.get_by_text("“A red dot” is in the library.")).to_be_visible()
    look_at(page)
    box = page.get_by_alt_text("A red dot on white.").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.15, box["y"] + box["height"] * 0.5)
    expect(page.get_by_label("Focal point, from the left")).to_have_value("15")
    cross = page.locator("[data-cross]")
    expect(cross).to_have_attribute("x", "15%")
    page.get_by_label("Focal point, from the top").fill("40")
    expect(cross).to_have_attribute("y", "40%")
    steps.press(page, "Save and continue editing")

    picture = Picture.objects.get()
    assert picture.focal == (15, 40)
    look_at(page)
    page.goto("/staff/articles/picture/")
    expect(page.get_by_role("link", name="A red dot")).to_be_visible()
    look_at(page)


def test_a_refused_file_is_said_beside_its_field_and_the_words_stay(editor_at_desk):
    page = editor_at_desk
    page.goto(ADD)
    choose_file(page, svg())
    page.get_by_label("Name").fill("A drawing")
    page.get_by_label("Alt text").fill("A leg.")
    steps.press(page, "Save")

    expect(page.get_by_text("This file is not a picture that can be used here.")).to_be_visible()
    assert page.get_by_label("Name").input_value() == "A drawing"
    look_at(page)


def test_without_scripts_the_numbers_do_the_same(open_browser):
    make_staff("edith", "Publisher")
    picture = make_picture(saved(dotted((300, 500), 2000, 1000), "PNG"))
    page = open_browser(PHONE, scripts=False)
    steps.sign_in(page, "edith")
    page.goto(f"/staff/articles/picture/{picture.pk}/change/")
    expect(page.get_by_text("Click the picture")).to_be_hidden()
    page.get_by_label("Focal point, from the left").fill("15")
    steps.press(page, "Save")

    picture.refresh_from_db()
    assert picture.focal == (15, 50)


def test_readers_see_it_on_the_card(open_browser, width):
    make_live(picture=make_picture(saved(dotted((300, 500), 2000, 1000), "PNG")))
    make_live("another", days=2)
    page = open_browser(width)

    page.goto("/articles/")

    first = page.locator(".card img").first
    seen = first.evaluate("image => [image.complete, image.naturalWidth > 0, image.currentSrc]")
    assert seen[:2] == [True, True]
    assert seen[2].endswith(".avif")
    look_at(page)


def test_a_sent_picture_is_offered_to_who_writes(editor_at_desk):
    make_picture(saved(dotted((300, 500), 2000, 1000), "PNG"), name="A red dot")
    page = editor_at_desk
    writing.begin_article(page)

    writing.use(page, "Picture")

    tile = page.get_by_role("dialog").locator("img").first
    tile.wait_for()
    assert tile.evaluate("image => image.decode().then(() => image.naturalWidth)") == 360
    look_at(page)
