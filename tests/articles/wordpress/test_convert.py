from __future__ import annotations

import pytest

from articles.richtext import clean_html
from articles.wordpress.convert import Converted, finish, summary_of, title_of
from articles.wordpress.export import Item
from tests.articles.wordpress.exports import SITE, finished

PICTURES = (
    '<figure><img src="/a.jpg" alt="A"><figcaption>First</figcaption></figure><img src="/b.jpg">'
)


def test_a_link_gets_the_address_that_it_has_here():
    html = finished(
        '<a href="/old/">it</a>', link={"https://riverside.example/old/": "article:3"}.get
    )

    assert "it" in html
    assert "riverside.example" not in html


def test_a_link_without_an_address_here_leaves_its_words():
    assert finished('See <a href="/gone/">this</a>.', link=lambda href: None) == "<p>See this.</p>"


def test_a_picture_that_is_not_here_leaves_its_caption():
    assert finished(PICTURES, picture_ids={}) == "<p>First</p>"


def test_a_picture_that_is_here_stays_in_its_figure():
    html = finished(PICTURES, picture_ids={0: 31, 1: 32})

    assert html.count("<figure>") == 2
    assert "<figcaption>First</figcaption>" in html


def test_a_jump_leads_to_the_chapter_as_it_is_called_now():
    html = finished('<a href="#x1">Dose</a><h2>Why</h2><h2 id="x1">The dose</h2>')

    assert '<a href="#the-dose">Dose</a>' in html


def test_a_jump_to_a_chapter_that_is_gone_leaves_its_words():
    html = finish(
        Converted('<p><a href="#chapter-5">Dose</a></p>'), picture_ids={}, link=lambda href: href
    )

    assert html == "<p>Dose</p>"


def test_the_end_is_clean():
    html = finished(
        f"<h2>A</h2>{PICTURES}<script>x</script><p onclick='x'>b</p>", picture_ids={0: 1}
    )

    assert clean_html(html) == html
    assert "onclick" not in html


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Markup <em>with</em> &amp; tags", "Markup with & tags"),
        ("5 &lt; 6 <b>", "5 < 6"),
        ("", "Untitled post 7"),
        ("<br>", "Untitled post 7"),
        ("a" * 300, "a" * 199 + "…"),
    ],
)
def test_a_title_is_plain_words(title, expected):
    assert title_of(Item(id=7, title=title)) == expected


@pytest.mark.parametrize(
    ("excerpt", "expected"),
    [
        ("<p>What they are.</p>", "What they are."),
        ("[gallery]A [b x=1]word[/b].", "A word."),
        ("One sentence here. " * 30, ("One sentence here. " * 15).strip()),
        ("word " * 100, ("word " * 59).strip() + "…"),
        ("w" * 400, "w" * 299 + "…"),
        ("", "For search engines."),
    ],
)
def test_a_summary_is_short_and_plain(excerpt, expected):
    item = Item(excerpt=excerpt, meta={"_yoast_wpseo_metadesc": "For search engines."})

    summary = summary_of(item, SITE)

    assert len(summary) <= 300
    assert summary[:60] == expected[:60]
    assert summary[-1] == expected[-1]
