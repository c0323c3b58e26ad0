"""An article is written in the editor: what is typed, pressed and chosen, and what is stored."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article, Picture
from articles.richtext import clean_html
from tests.articles.rows import make_draft, make_picture
from tests.journeys.looking import look_at
from tests.journeys.steps import press
from tests.journeys.writing import (
    begin_article,
    choose,
    confirm,
    dialog,
    go_to_end,
    is_on,
    open_again,
    text,
    typed_html,
    use,
)

pytestmark = pytest.mark.journey

RARE = """<p>a<br>b H<sub>2</sub>O&nbsp;5 &lt; 6</p><ul><li><p>x</p><p>y</p></li></ul>
<table><thead><tr><th scope="col">A</th><th scope="col" colspan="2">B</th></tr></thead><tbody>
<tr><th scope="row" rowspan="2">1</th><td><ul><li>q</li></ul></td><td><p>1</p><p>2</p></td></tr>
<tr><td></td><td><strong>Call <a href="tel:911">911</a></strong></td></tr></tbody></table>
<section class="panel"><table><caption><em>c</em> d</caption><tr><td>1</td></tr></table></section>
<figure><img src="/static/img/mark.svg" alt="" role="presentation" width="40" height="40">
<figcaption>a <em>b</em></figcaption></figure><p>The <a href="article:7#why">end</a>.</p>"""


@pytest.fixture
def picture(site) -> Picture:
    return make_picture(name="A calf", alt="A calf with a raised vein.")


def saved(page) -> str:
    """Save, see that the editor gives back the same, and return what is stored."""
    press(page, "Save")
    article = Article.objects.latest("pk")
    stored = article.body_html
    assert clean_html(stored) == stored
    open_again(page, article)
    go_to_end(page)
    page.keyboard.type("x")
    assert typed_html(page) != stored
    page.keyboard.press("Backspace")
    without_ids = re.sub(r'<h2 id="[^"]*"', "<h2", stored)
    assert re.sub(r'<h2 id="[^"]*"', "<h2", typed_html(page)) == without_ids
    press(page, "Save")
    article.refresh_from_db()
    assert article.body_html == stored
    return stored


def test_words_headings_and_lists_are_typed(desk):
    begin_article(desk)

    use(desk, "Heading")
    desk.keyboard.type("Why legs ache")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Blood has to ")
    desk.keyboard.press("Control+b")
    assert is_on(desk, "Bold")
    desk.keyboard.type("travel")
    desk.keyboard.press("Control+b")
    use(desk, "Italic")
    desk.keyboard.type(" uphill")
    use(desk, "Italic")
    desk.keyboard.type(" & H")
    use(desk, "Subscript")
    desk.keyboard.type("2")
    desk.keyboard.press("Enter")
    use(desk, "Subheading")
    desk.keyboard.type("What helps")
    desk.keyboard.press("Enter")
    use(desk, "List with bullets")
    desk.keyboard.type("a walk")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("uphill")
    look_at(desk)

    assert saved(desk) == (
        '<h2 id="why-legs-ache">Why legs ache</h2>'
        "<p>Blood has to <strong>travel</strong><em> uphill</em> &amp; H<sub>2</sub></p>"
        "<h3>What helps</h3>"
        "<ul><li>a walk<ul><li>uphill</li></ul></li></ul>"
    )


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("example.org/legs", "https://example.org/legs"),
        ("nurse@example.org", "mailto:nurse@example.org"),
        ("(555) 010-0199", "tel:5550100199"),
        ("/articles/", "/articles/"),
    ],
)
def test_words_are_linked_to_an_address(desk, typed, href):
    begin_article(desk)
    desk.keyboard.type("Read more")
    desk.keyboard.press("Control+a")

    desk.keyboard.press("Control+k")
    dialog(desk).get_by_label("Address", exact=True).fill(typed)
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("Link to ")).to_be_visible()
    assert typed_html(desk) == f'<p><a href="{href}">Read more</a></p>'


@pytest.mark.parametrize(
    "typed", ["", "javascript:alert(1)", "//example.org/", "nonsense", "data:x"]
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(desk, typed):
    begin_article(desk)
    use(desk, "Link")
    address = dialog(desk).get_by_label("Address", exact=True)

    address.fill(typed)
    confirm(desk, "Set the link")

    expect(dialog(desk).get_by_role("alert")).to_contain_text("Enter a")
    expect(address).to_have_attribute("aria-invalid", "true")
    look_at(desk)
    confirm(desk, "Cancel")
    assert typed_html(desk) == ""


def test_a_link_to_an_article_is_kept_by_number_and_shown_by_title(desk):
    article = make_draft("swollen-ankles")
    make_draft("night-cramps")
    begin_article(desk)

    use(desk, "Link")
    choose(desk, "To one of our articles")
    dialog(desk).get_by_label("Search our articles by title").fill("ANKLES swollen")
    dialog(desk).get_by_text("Night cramps").wait_for(state="hidden")
    choose(desk, "Swollen ankles")
    look_at(desk)
    confirm(desk, "Set the link")

    stored = saved(desk)
    assert stored == f'<p><a href="article:{article.pk}">Swollen ankles</a></p>'
    desk.goto(f"/staff/articles/article/{Article.objects.latest('pk').pk}/change/")
    text(desk).get_by_text("Swollen ankles").click()
    desk.get_by_text("Link to “Swollen ankles”").wait_for()
    use(desk, "Remove the link")
    assert typed_html(desk) == "<p>Swollen ankles</p>"


def test_a_table_is_written_with_headings_and_a_caption(desk):
    begin_article(desk)

    use(desk, "Table")
    desk.keyboard.type("Which stockings")
    for words in ("Class", "For", "Price"):
        if words != "Class":
            desk.keyboard.press("Tab")
        else:
            text(desk).locator("th").first.click()
        desk.keyboard.type(words)
    use(desk, "Delete column")
    text(desk).locator("tr").nth(1).locator("td").first.click()
    use(desk, "Header column")
    use(desk, "Delete row", "Row below")
    look_at(desk)
    for number, words in enumerate(("Class 1", "Class 2"), start=1):
        text(desk).locator("tr").nth(number).locator("th").click()
        desk.keyboard.type(words)

    assert saved(desk) == (
        "<table><caption>Which stockings</caption>"
        '<thead><tr><th scope="col">Class</th><th scope="col">For</th></tr></thead>'
        '<tbody><tr><th scope="row">Class 1</th><td></td></tr>'
        '<tr><th scope="row">Class 2</th><td></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("Call 911", "call-911", "When to call 911"),
        ("Call us today", "call-today", "When to call us today"),
        ("Ask us", "ask-us", "When to ask us"),
        ("Box", "panel", "Good to know"),
    ],
)
def test_a_card_is_put_into_the_text(desk, name, kind, title):
    begin_article(desk)
    desk.keyboard.type("Before.")

    use(desk, name)
    desk.keyboard.type("If it bleeds.")
    look_at(desk)

    assert saved(desk) == (
        f'<p>Before.</p><section class="{kind}"><h2 id="{title.lower().replace(" ", "-")}">'
        f"{title}</h2><p>If it bleeds.</p></section>"
    )


def test_a_card_changes_its_kind_and_gives_its_words_back(desk):
    begin_article(desk)
    use(desk, "Ask us")
    desk.keyboard.type("If it itches.")

    use(desk, "Call us today")
    assert 'class="call-today"' in typed_html(desk)
    use(desk, "Remove the card, keep its words")

    assert typed_html(desk) == "<h2>When to ask us</h2><p>If it itches.</p>"


def test_the_call_to_the_leg_check_is_put_into_the_text(desk):
    begin_article(desk)

    use(desk, "Leg check")

    assert saved(desk).startswith('<section class="leg-check"><h2 id="worried-about')


def test_what_is_typed_while_a_picture_is_chosen_goes_into_its_caption(desk, picture):
    begin_article(desk)
    use(desk, "Picture")
    choose(desk, "A calf")
    confirm(desk, "Insert the picture")
    desk.keyboard.type("Before")

    text(desk).locator("img").first.click()
    desk.keyboard.type(" and after")

    assert typed_html(desk) == (
        f'<figure><img data-picture="{picture.pk}" alt="A calf with a raised vein.">'
        "<figcaption>Before and after</figcaption></figure>"
    )


def test_a_picture_is_chosen_described_and_captioned(desk, picture):
    begin_article(desk)

    use(desk, "Picture")
    confirm(desk, "Insert the picture")
    expect(dialog(desk).get_by_text("Choose a picture first.")).to_be_visible()
    choose(desk, "A calf")
    description = dialog(desk).get_by_label("Description (alt text)")
    expect(description).to_have_value(picture.alt)
    description.fill("A raised vein.")
    confirm(desk, "Insert the picture")
    desk.keyboard.type("Before treatment")
    look_at(desk)

    assert text(desk).locator("img").first.evaluate("image => image.decode().then(() => true)")
    assert saved(desk) == (
        f'<figure><img data-picture="{picture.pk}" alt="A raised vein.">'
        "<figcaption>Before treatment</figcaption></figure>"
    )


def test_a_picture_becomes_decorative_and_goes(desk, picture):
    begin_article(desk)
    use(desk, "Picture")
    choose(desk, "A calf")
    confirm(desk, "Insert the picture")

    use(desk, "Change the picture")
    choose(desk, "Decorative: the text already says what it shows")
    confirm(desk, "Save the picture")

    image = f'<img data-picture="{picture.pk}" alt="" role="presentation">'
    assert typed_html(desk) == f"<figure>{image}</figure>"
    use(desk, "Remove the picture")
    assert typed_html(desk) == ""


def test_what_nobody_touched_stays_as_it_was(desk):
    call_command("sample_articles", verbosity=0)
    make_draft("rare-things", body_html=RARE)
    for article in Article.objects.all():
        open_again(desk, article)

        go_to_end(desk)
        desk.keyboard.type("§")
        changed = typed_html(desk)
        desk.keyboard.press("Control+z")

        assert typed_html(desk) == article.body_html
        assert "§" in changed
        assert clean_html(changed.replace("§", "")) == article.body_html
