"""What pages and checks ask of clean HTML."""

from __future__ import annotations

from hypothesis import given

from articles.richtext import (
    Heading,
    Image,
    article_link,
    boxes,
    clean_html,
    headings,
    ids,
    images,
    linked_articles,
    links,
    outline,
    pictures,
    plain_text,
    split,
)
from tests.articles.richtext.soup import MARKUP

TEXT = clean_html(
    '<h2>Why &amp; <em>when</em></h2><p>See <a href="article:7#help">this</a>, '
    '<a href="/x/?a=1&amp;b=2">that</a>, <a href="article:12">those</a>, '
    '<a href="article:7#help">this</a>.</p>'
    '<img data-picture="9" alt="A &quot;leg&quot;"><img data-picture="3" role="presentation">'
    '<img data-picture="9"><img src="/static/x.svg" alt="A valve">'
    '<section class="call-today"><h2>Call</h2><h3>When</h3></section>'
    '<section class="panel"><p>x</p></section><section class="call-today">y</section>'
)


def test_links_are_told_in_order_and_once():
    assert links(TEXT) == ["article:7#help", "/x/?a=1&b=2", "article:12"]


def test_linked_articles_are_told_by_their_ids():
    assert linked_articles(TEXT) == [7, 12]
    assert article_link("article:7#help") == (7, "#help")
    assert article_link("article:7") == (7, "")
    assert article_link("/articles/7/") is None


def test_an_article_that_is_linked_twice_is_told_once():
    html = clean_html('<p><a href="article:7#a">a</a> <a href="article:7#b">b</a></p>')

    assert linked_articles(html) == [7]


def test_pictures_of_the_library_are_told_by_their_ids():
    assert pictures(TEXT) == [9, 3]


def test_images_tell_what_the_ear_gets():
    assert images(TEXT) == [
        Image(9, "", 'A "leg"', is_decorative=False),
        Image(3, "", "", is_decorative=True),
        Image(9, "", "", is_decorative=False),
        Image(None, "/static/x.svg", "A valve", is_decorative=False),
    ]


def test_headings_and_boxes_are_told_in_order():
    assert headings(TEXT) == [(2, "Why & when"), (2, "Call"), (3, "When")]
    assert boxes(TEXT) == ["call-today", "panel", "call-today"]
    assert ids(TEXT) == {"why-when", "call"}


def test_an_empty_text_has_nothing():
    for ask in (links, linked_articles, pictures, images, headings, boxes, outline, split):
        assert ask("") == []


def test_the_outline_lists_the_chapters_but_not_the_boxes():
    html = clean_html(
        "<h2>Signs &amp; <em>symptoms</em></h2><p>An ache.</p>"
        '<section class="call-911"><h2>Get help now</h2></section><h2>What helps</h2>'
    )

    assert outline(html) == [
        Heading("signs-symptoms", "Signs & symptoms"),
        Heading("what-helps", "What helps"),
    ]


def test_the_empty_corner_of_a_table_is_no_header_for_readers():
    html = clean_html(
        '<table><thead><tr><th scope="col" colspan="2"></th><th scope="col">Veins</th></tr></thead>'
        '<tbody><tr><th scope="row"></th><td></td></tr></tbody></table>'
    )

    assert split(html)[0].html == (
        '<table><thead><tr><td colspan="2"></td><th scope="col">Veins</th></tr></thead>'
        "<tbody><tr><td></td><td></td></tr></tbody></table>"
    )
    assert '<th scope="row"></th>' in html  # the editor may still write into it


def test_the_page_finds_the_boxes_and_tables_it_has_to_frame():
    html = clean_html(
        "<p>One.</p><table><caption>Two <em>causes</em></caption><tr><td>x</td></tr></table>"
        '<section class="panel"><h2>Three</h2><p>Four.</p></section>'
        '<section class="call-911"><p>Five.</p><table><tr><td>x</td></tr></table></section>'
        '<section class="call-today">y</section><section class="ask-us">y</section>'
        '<section class="leg-check"></section>'
    )

    parts = split(html)

    assert [part.kind for part in parts] == [
        "text", "table", "panel", "call-911", "call-today", "ask-us", "leg-check"
    ]  # fmt: skip
    assert parts[1].title == "Two causes"
    assert parts[2].heading == Heading("three", "Three")
    assert [part.kind for part in parts[3].parts] == ["text", "table"]
    assert parts[6].parts == []


@given(MARKUP)
def test_cutting_the_text_for_the_page_loses_no_word(markup):
    html = clean_html(markup)

    def words(parts):
        for part in parts:
            if part.heading:
                yield from part.heading.text.split()
            yield from (
                plain_text(part.html).split()
                if part.kind in {"text", "table"}
                else words(part.parts)
            )

    assert "".join(words(split(html))) == "".join(plain_text(html).split())


def test_plain_text_keeps_words_apart_and_blocks_on_their_own_lines():
    html = "<h2>Why?</h2><p>Blood <strong>falls</strong> back &amp; pools.</p><ul><li>A<li>B</ul>"

    assert plain_text(clean_html(html)) == "Why?\nBlood falls back & pools.\nA\nB"
