"""The editor itself: reached by keyboard, seen by everyone, and not in the way of what is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.articles.rows import make_draft
from tests.conftest import make_staff
from tests.journeys.looking import DESK, PHONE, look_at
from tests.journeys.steps import press, sign_in
from tests.journeys.writing import begin_article, dialog, open_again, text, typed_html, use

pytestmark = pytest.mark.journey

EVERYTHING = """
<h2>One</h2><p>Words with <a href="https://example.org/">a link</a>.</p>
<section class="call-911"><h2>Now</h2><p>Call.</p></section>
<section class="call-today"><p>Today.</p></section><section class="ask-us"><p>Ask.</p></section>
<section class="panel"><p>A box.</p></section><section class="leg-check"><p>Check.</p></section>
<figure><img src="/static/img/mark.svg" alt=""><figcaption>A mark</figcaption></figure>
<table><caption>Rows</caption><tr><th>A</th><th></th></tr><tr><td>1</td><td>2</td></tr></table>
<blockquote><p>So they say.</p></blockquote><ul><li>a<ol><li>b</li></ol></li></ul>
"""


@pytest.fixture(params=["light", "dark"])
def colours(request) -> str:
    return request.param


def opened(open_browser, colours: str, width: int = DESK):
    """Return a page with an article that holds one of each, in these colours."""
    make_staff("edith", "Writer")
    article = make_draft("one-of-each", body_html=EVERYTHING)
    page = open_browser(width, scripts=True, color_scheme=colours)
    sign_in(page, "edith")
    open_again(page, article)
    return page


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_editor_can_be_used_by_everyone(open_browser, colours, width):
    page = opened(open_browser, colours, width)

    text(page).get_by_role("cell", name="1").click()
    expect(page.get_by_role("button", name="Row below")).to_be_visible()

    look_at(page)


@pytest.mark.parametrize("tool", ["Link", "Picture"])
def test_each_dialog_can_be_used_by_everyone(open_browser, colours, tool):
    page = opened(open_browser, colours)

    text(page).get_by_text("So they say.").click()
    use(page, tool)

    expect(dialog(page).get_by_role("heading", name=tool)).to_be_visible()
    look_at(page)


def test_the_tools_are_reached_and_left_by_keyboard(desk):
    begin_article(desk)

    desk.keyboard.press("Alt+F10")
    for _ in range(2):
        desk.keyboard.press("ArrowRight")
    assert desk.evaluate("document.activeElement.getAttribute('aria-label')") == "Bold"
    desk.keyboard.press("Enter")
    desk.keyboard.type("Bold words")

    assert typed_html(desk) == "<p><strong>Bold words</strong></p>"
    desk.keyboard.press("Alt+F10")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+i")
    desk.keyboard.type("!")
    assert typed_html(desk) == "<p><strong>Bold words<em>!</em></strong></p>"


def test_the_tab_key_leads_past_the_text(desk):
    begin_article(desk)

    desk.keyboard.press("Tab")

    assert not text(desk).evaluate("text => text.contains(document.activeElement)")


def test_every_tool_is_large_enough_to_press(desk):
    begin_article(desk)

    for button in desk.get_by_role("toolbar").get_by_role("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44, button.inner_text()


def test_a_mistake_elsewhere_loses_nothing_that_was_typed(desk):
    make_draft("night-cramps")
    begin_article(desk)
    desk.keyboard.type("Blood travels uphill.")
    desk.get_by_label("Address").fill("night-cramps")

    press(desk, "Save")

    expect(desk.locator("[data-errors]")).to_be_visible()
    assert text(desk).inner_text().strip() == "Blood travels uphill."
    assert typed_html(desk) == "<p>Blood travels uphill.</p>"
    look_at(desk)


def test_without_scripts_the_html_itself_is_written(open_browser):
    make_staff("edith", "Writer")
    page = open_browser(DESK)
    sign_in(page, "edith")
    page.goto("/staff/articles/article/add/")
    page.get_by_label("Title").first.fill("Why legs ache")

    text(page).fill("<h2>Why</h2><p>Blood travels <strong onclick='x()'>uphill</strong>.</p>")
    press(page, "Save")

    stored = '<h2 id="why">Why</h2><p>Blood travels <strong>uphill</strong>.</p>'
    assert Article.objects.get().body_html == stored
