"""An article is written in the editor: what is typed, pressed and chosen, and what is stored."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.templatetags.static import static

from articles.models import Article, Picture
from articles.richtext import clean_html
from tests.articles.rows import make_draft
from tests.journeys.looking import look_at
from tests.journeys.steps import press
from tests.journeys.writing import (
    begin_article,
    choose,
    confirm,
    dialog,
    is_on,
    open_again,
    text,
    typed_html,
    use,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def picture(db, monkeypatch) -> Picture:
    """A picture of the library, shown by a drawing that every site has."""
    address = property(lambda picture: static("img/mark.svg"))
    monkeypatch.setattr(Picture, "thumbnail_url", address, raising=False)
    return Picture.objects.create(
        key="5" * 32, name="A calf", alt="A calf with a raised vein.", width=800, height=600
    )


def saved(page) -> str:
    """Save, see that the editor gives back the same, and return what is stored."""
    press(page, "Save")
    article = Article.objects.latest("pk")
    stored = article.body_html
    assert clean_html(stored) == stored
    open_again(page, article)
    text(page).press("Control+End")
    page.keyboard.type("x")
    assert typed_html(page) != stored
    page.keyboard.press("Backspace")
    without_ids = re.sub(r'<h2 id="[^"]*"', "<h2", stored)
    assert re.sub(r'<h2 id="[^"]*"', "<h2", typed_html(page)) == without_ids
    press(page, "Save")
    article.refresh_from_db()
    assert article.body_html == stored
    return stored


def test_words_headings_and_lists_are_typed(writer):
    begin_article(writer)

    use(writer, "Heading")
    writer.keyboard.type("Why legs ache")
    writer.keyboard.press("Enter")
    writer.keyboard.type("Blood has to ")
    writer.keyboard.press("Control+b")
    assert is_on(writer, "Bold")
    writer.keyboard.type("travel")
    writer.keyboard.press("Control+b")
    use(writer, "Italic")
    writer.keyboard.type(" uphill")
    use(writer, "Italic")
    writer.keyboard.type(" & H")
    use(writer, "Subscript")
    writer.keyboard.type("2")
    writer.keyboard.press("Enter")
    use(writer, "Subheading")
    writer.keyboard.type("What helps")
    writer.keyboard.press("Enter")
    use(writer, "List with bullets")
    writer.keyboard.type("a walk")
    writer.keyboard.press("Enter")
    writer.keyboard.press("Tab")
    writer.keyboard.type("uphill")
    look_at(writer)

    assert saved(writer) == (
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
def test_words_are_linked_to_an_address(writer, typed, href):
    begin_article(writer)
    writer.keyboard.type("Read more")
    writer.keyboard.press("Control+a")

    writer.keyboard.press("Control+k")
    dialog(writer).get_by_label("Address", exact=True).fill(typed)
    writer.keyboard.press("Enter")

    assert writer.get_by_text("Link to ").is_visible()
    assert typed_html(writer) == f'<p><a href="{href}">Read more</a></p>'


@pytest.mark.parametrize(
    "typed", ["", "javascript:alert(1)", "//example.org/", "nonsense", "data:x"]
)
def test_an_address_that_leads_nowhere_is_refused_with_a_sentence(writer, typed):
    begin_article(writer)
    use(writer, "Link")
    address = dialog(writer).get_by_label("Address", exact=True)

    address.fill(typed)
    confirm(writer, "Set the link")

    assert "Enter a" in dialog(writer).get_by_role("alert").inner_text()
    assert address.get_attribute("aria-invalid") == "true"
    look_at(writer)
    confirm(writer, "Cancel")
    assert typed_html(writer) == ""


def test_a_link_to_an_article_is_kept_by_number_and_shown_by_title(writer):
    article = make_draft("swollen-ankles")
    make_draft("night-cramps")
    begin_article(writer)

    use(writer, "Link")
    choose(writer, "To one of our articles")
    dialog(writer).get_by_label("Search our articles by title").fill("ANKLES swollen")
    dialog(writer).get_by_text("Night cramps").wait_for(state="hidden")
    choose(writer, "Swollen ankles")
    look_at(writer)
    confirm(writer, "Set the link")

    stored = saved(writer)
    assert stored == f'<p><a href="article:{article.pk}">Swollen ankles</a></p>'
    writer.goto(f"/staff/articles/article/{Article.objects.latest('pk').pk}/change/")
    text(writer).get_by_text("Swollen ankles").click()
    assert writer.get_by_text("Link to “Swollen ankles”").is_visible()
    use(writer, "Remove the link")
    assert typed_html(writer) == "<p>Swollen ankles</p>"


def test_a_table_is_written_with_headings_and_a_caption(writer):
    begin_article(writer)

    use(writer, "Table")
    writer.keyboard.type("Which stockings")
    for words in ("Class", "For", "Price"):
        if words != "Class":
            writer.keyboard.press("Tab")
        else:
            text(writer).locator("th").first.click()
        writer.keyboard.type(words)
    use(writer, "Delete column")
    text(writer).locator("tr").nth(1).locator("td").first.click()
    use(writer, "Header column")
    use(writer, "Delete row", "Row below")
    look_at(writer)
    for number, words in enumerate(("Class 1", "Class 2"), start=1):
        text(writer).locator("tr").nth(number).locator("th").click()
        writer.keyboard.type(words)

    assert saved(writer) == (
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
def test_a_card_is_put_into_the_text(writer, name, kind, title):
    begin_article(writer)
    writer.keyboard.type("Before.")

    use(writer, name)
    writer.keyboard.type("If it bleeds.")
    look_at(writer)

    assert saved(writer) == (
        f'<p>Before.</p><section class="{kind}"><h2 id="{title.lower().replace(" ", "-")}">'
        f"{title}</h2><p>If it bleeds.</p></section>"
    )


def test_a_card_changes_its_kind_and_gives_its_words_back(writer):
    begin_article(writer)
    use(writer, "Ask us")
    writer.keyboard.type("If it itches.")

    use(writer, "Call us today")
    assert 'class="call-today"' in typed_html(writer)
    use(writer, "Remove the card, keep its words")

    assert typed_html(writer) == "<h2>When to ask us</h2><p>If it itches.</p>"


def test_the_call_to_the_leg_check_is_put_into_the_text(writer):
    begin_article(writer)

    use(writer, "Leg check")

    assert saved(writer).startswith('<section class="leg-check"><h2 id="worried-about')


def test_a_picture_is_chosen_described_and_captioned(writer, picture):
    begin_article(writer)

    use(writer, "Picture")
    confirm(writer, "Insert the picture")
    assert dialog(writer).get_by_text("Choose a picture first.").is_visible()
    choose(writer, "A calf")
    description = dialog(writer).get_by_label("Description (alt text)")
    assert description.input_value() == picture.alt
    description.fill("A raised vein.")
    confirm(writer, "Insert the picture")
    writer.keyboard.type("Before treatment")
    look_at(writer)

    assert text(writer).locator("img").first.evaluate("image => image.naturalWidth > 0")
    assert saved(writer) == (
        f'<figure><img data-picture="{picture.pk}" alt="A raised vein.">'
        "<figcaption>Before treatment</figcaption></figure>"
    )


def test_a_picture_becomes_decorative_and_goes(writer, picture):
    begin_article(writer)
    use(writer, "Picture")
    choose(writer, "A calf")
    confirm(writer, "Insert the picture")

    use(writer, "Change the picture")
    choose(writer, "Decorative: the text already says what it shows")
    confirm(writer, "Save the picture")

    image = f'<img data-picture="{picture.pk}" alt="" role="presentation">'
    assert typed_html(writer) == f"<figure>{image}</figure>"
    use(writer, "Remove the picture")
    assert typed_html(writer) == ""


def test_what_nobody_touched_is_sent_back_as_it_came(writer):
    call_command("sample_articles", verbosity=0)
    for article in Article.objects.all():
        open_again(writer, article)
        look_at(writer)
        text(writer).press("Control+End")
        writer.keyboard.type("!")
        changed = typed_html(writer)
        writer.keyboard.press("Control+z")

        assert typed_html(writer) == article.body_html
        assert words(changed)[:-1] == words(article.body_html)[:-1]
        assert kept(changed) == kept(article.body_html)


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", html).split()


def kept(html: str) -> list[str]:
    """What must survive, whatever is edited: links, pictures, tables, sections, spans."""
    found = re.findall(
        r"<(?:a|img|table|caption|thead|th|td|section|figcaption|li|s[uo]\w)\b[^>]*>", html
    )
    return [re.sub(r"\s+", " ", tag) for tag in found]
