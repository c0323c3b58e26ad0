"""One allow-list stands between what an editor pastes and what a reader gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import TAG, Heading, clean_html, outline, plain_text, split

WORDS = (
    "a b blockquote br caption div em figure figcaption h1 h2 h3 iframe img li math mglyph ol p "
    "pre script section select style sub svg table tbody td template textarea th title tr ul"
)
TAGS = st.sampled_from(WORDS.split())
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="alert"',
        ' class="panel x"',
        ' id="main"',
        ' href="javascript:alert(1)"',
        ' href=" /articles/x/"',
        ' src="//elsewhere.example/x.svg"',
        ' src="/static/x.svg" alt="<table>&quot;\'"',
        ' onclick="alert(1)"',
        ' style="color:red"',
        ' scope="col"',
    ]
)
OPENING = st.builds("<{}{}>".format, TAGS, ATTRIBUTES)
CLOSING = st.builds("</{}>".format, TAGS)
MARKUP = st.lists(st.one_of(OPENING, CLOSING, st.text(max_size=6)), max_size=14).map("".join)


@given(MARKUP)
def test_cleaning_twice_is_cleaning_once(markup):
    once = clean_html(markup)

    assert clean_html(once) == once


@given(MARKUP)
def test_nothing_that_runs_or_leaves_the_site_by_itself_survives(markup):
    html = "".join(tag[0] for tag in TAG.finditer(clean_html(markup))).lower()

    for danger in ("<script", "<style", "<iframe", "<svg", "onclick=", "style=", "javascript:"):
        assert danger not in html
    assert 'src="//' not in html


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


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=1",
        "http://example.org/",
        "mailto:clinic@example.org",
        "tel:911",
        "/articles/spider-veins/",
        "#what-helps",
    ],
)
def test_a_link_may_go_to_the_web_a_mailbox_a_phone_or_this_site(href):
    html = f'<p><a href="{href}">Read on</a></p>'

    assert clean_html(html) == html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://example.org/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "https:elsewhere.example",
        "page.html",
    ],
)
def test_any_other_link_becomes_plain_words(href):
    assert clean_html(f'<p><a href="{href}">Read on</a></p>') == "<p><a>Read on</a></p>"


def test_a_link_opens_in_the_same_tab_and_asks_nothing_of_the_other_site():
    html = '<p><a href="https://example.org/" target="_blank" rel="noopener">Read on</a></p>'

    assert clean_html(html) == '<p><a href="https://example.org/">Read on</a></p>'


def test_a_picture_comes_from_this_site():
    html = '<figure><img src="/static/img/articles/x.svg" alt="A valve" width="3"></figure>'

    assert 'src="/static/img/articles/x.svg"' in clean_html(html)
    assert "src" not in clean_html('<p><img src="https://elsewhere.example/x.png" alt="x"></p>')


def test_a_pasted_script_goes_with_all_its_words():
    assert clean_html("<p>Walk.</p><script>alert('x')</script><style>p{}</style>") == "<p>Walk.</p>"


def test_only_the_boxes_of_the_design_keep_their_class():
    html = '<section class="alert big"><p class="lead">Call us.</p></section>'

    assert clean_html(html) == '<section class="alert"><p>Call us.</p></section>'


def test_each_chapter_gets_an_address_of_its_own():
    html = clean_html("<h2>What helps?</h2><h2>What helps</h2><h2>Main</h2><h2>?</h2>")

    assert [chapter.id for chapter in outline(html)] == [
        "what-helps",
        "what-helps-2",
        "main-2",
        "section",
    ]


def test_an_editor_cannot_choose_an_address_that_the_page_needs():
    assert clean_html('<h2 id="main">Help</h2>') == '<h2 id="help">Help</h2>'


def test_the_outline_lists_the_chapters_but_not_the_boxes():
    html = clean_html(
        "<h2>Signs &amp; <em>symptoms</em></h2><p>An ache.</p>"
        '<section class="alert"><h2>Get help now</h2></section><h2>What helps</h2>'
    )

    assert outline(html) == [
        Heading("signs-symptoms", "Signs & symptoms"),
        Heading("what-helps", "What helps"),
    ]


def test_the_page_finds_the_boxes_and_tables_it_has_to_frame():
    html = clean_html(
        "<p>One.</p><table><caption>Two <em>causes</em></caption><tr><td>x</td></tr></table>"
        '<section class="panel"><h2>Three</h2><p>Four.</p></section>'
        '<section class="alert"><p>Five.</p><section class="panel"><p>Six.</p></section></section>'
    )

    parts = split(html)

    assert [part.kind for part in parts] == ["text", "table", "panel", "alert"]
    assert parts[1].title == "Two causes"
    assert parts[2].heading == Heading("three", "Three")
    assert [part.kind for part in parts[3].parts] == ["text", "panel"]


def test_plain_text_keeps_words_apart_and_blocks_on_their_own_lines():
    html = "<h2>Why?</h2><p>Blood <strong>falls</strong> back &amp; pools.</p><ul><li>A<li>B</ul>"

    assert plain_text(clean_html(html)) == "Why?\nBlood falls back & pools.\nA\nB"
