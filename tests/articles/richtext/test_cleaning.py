"""One allow-list stands between what an editor pastes and what a reader gets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from articles.richtext import clean_html, ids, plain_text
from tests.articles.richtext.soup import MARKUP
from tests.articles.richtext.witness import faults

ENOUGH = settings(max_examples=300, deadline=None)
MOST = 512 * 1024  # what a form takes (DATA_UPLOAD_MAX_MEMORY_SIZE)
PATIENCE = 20  # seconds, on a busy machine; what grows with the square would take many minutes


@ENOUGH
@given(MARKUP)
def test_cleaning_twice_is_cleaning_once(markup):
    once = clean_html(markup)

    assert clean_html(once) == once


@ENOUGH
@given(MARKUP)
def test_another_parser_finds_only_what_the_allow_list_knows(markup):
    assert faults(clean_html(markup)) == []


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">x</p>',
        "<p>a<p>b",
        "<p><figure></figure></p>",
        "<ul><p>x</p></ul>",
        '<p><a href="//x">y</a></p>',
        "<p><a>y</a></p>",
        "x",
        "<section><p>x</p></section>",
        '<figure><img src="https://x.example/" alt=""></figure>',
        '<figure><img data-picture="1"></figure>',
        "<p><strong><strong>x</strong></strong></p>",
        "<!-- x -->",
    ],
)
def test_the_other_parser_has_eyes(html):
    assert faults(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00",
        "<p>\ud800</p>",
        "a\x00b\udfff",
        "&#0;&#xd800;&#x1f;",
        "<",
        "<!",
        "<![if",
        "<a",
        "</",
        "<x y=",
        "\ufeff",
        "<p>&nbsp;</p>",
    ],
)
def test_nothing_is_too_odd_to_be_cleaned(html):
    once = clean_html(html)

    assert faults(once) == []
    assert clean_html(once) == once


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000,
        "<ul><li>x" * 10_000,
        "<table><tr><td>x" * 10_000,
        "<blockquote><b>x" * 10_000,
        "<div></p>" * 10_000,
        "<h2>Help</h2>" * (MOST // 13),
        "<p>" + "".join(f"<b id={n}>" for n in range(5_000)) + "<p>x" * 50_000,
        "<a" * (MOST // 2),
        "<a " * (MOST // 3),
        "<" + "a" * MOST,
        "<![if !supportLists]>" * (MOST // 21),
        " " * MOST,
        "&" * (MOST // 4),  # the one that the parser itself reads in squares
        "x<br>" * (MOST // 5),
        "<p>Walk <b>each</b> day.</p>" * (MOST // 28),
    ],
    ids=lambda html: html[:12],
)
def test_a_large_or_deep_text_is_cleaned_in_good_time(html):
    start = time.process_time()

    clean_html(html)

    assert time.process_time() - start < PATIENCE


def test_words_that_stand_very_deep_are_kept():
    html = "<div>" * 500 + "Walk." + "</div>" * 500 + "<h2>After</h2>"

    assert clean_html(html) == '<p>Walk.</p><h2 id="after">After</h2>'


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=1",
        "http://example.org/",
        "mailto:clinic@example.org",
        "tel:911",
        "/articles/spider-veins/",
        "#what-helps",
        "article:7",
        "article:7#what-helps",
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
        "article:",
        "article:0",
        "article:7x",
        "article:-1",
        "article:" + "9" * 30,
        "https://[x",
        "",
    ],
)
def test_any_other_link_becomes_plain_words(href):
    assert clean_html(f'<p><a href="{href}">Read on</a></p>') == "<p>Read on</p>"


def test_a_link_opens_in_the_same_tab_and_asks_nothing_of_the_other_site():
    html = '<p><a href="https://example.org/" target="_blank" rel="noopener">Read on</a></p>'

    assert clean_html(html) == '<p><a href="https://example.org/">Read on</a></p>'


def test_a_pasted_script_goes_with_all_its_words():
    assert clean_html("<p>Walk.</p><script>alert('x')</script><style>p{}</style>") == "<p>Walk.</p>"


def test_words_that_somebody_struck_out_as_deleted_do_not_come_back():
    assert clean_html("<p>Take one <del>or two </del>tablet.</p>") == "<p>Take one tablet.</p>"


def test_only_the_boxes_of_the_design_keep_their_class():
    html = '<section class="call-today big"><p class="lead">Call us.</p></section>'

    assert clean_html(html) == '<section class="call-today"><p>Call us.</p></section>'
    assert clean_html('<section class="big"><p>Call us.</p></section>') == "<p>Call us.</p>"


def test_a_box_by_its_old_name_is_one_to_call_911():
    html = '<section class="alert"><p>Call.</p></section>'

    assert clean_html(html) == '<section class="call-911"><p>Call.</p></section>'


def test_each_chapter_gets_an_address_of_its_own():
    html = clean_html("<h2>What helps?</h2><h2>What helps</h2><h2>Main</h2><h2>?</h2>")

    assert ids(html) == {"what-helps", "what-helps-2", "main-2", "section"}


def test_a_number_that_is_taken_by_another_heading_is_not_given_twice():
    html = clean_html("<h2>Help 2</h2><h2>Help</h2><h2>Help</h2><h2>Help</h2>")

    assert ids(html) == {"help-2", "help", "help-3", "help-4"}


def test_an_editor_cannot_choose_an_address_that_the_page_needs():
    assert clean_html('<h2 id="main">Help</h2>') == '<h2 id="help">Help</h2>'


def test_what_looks_like_a_tag_in_words_stays_words():
    html = clean_html("<p>If a &lt; b &amp; c, &lt;script&gt; &amp;lt;</p>")

    assert html == "<p>If a &lt; b &amp; c, &lt;script&gt; &amp;lt;</p>"
    assert plain_text(html) == "If a < b & c, <script> &lt;"
