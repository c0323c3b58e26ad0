from __future__ import annotations

import pytest

from articles.wordpress.convert import convert
from articles.wordpress.export import Export, Item
from articles.wordpress.words import PictureUse
from tests.articles.wordpress.exports import SITE, article, left_out

UPLOADS = "https://riverside.example/wp-content/uploads"
PICTURE = f'<img class="size-medium wp-image-4" src="{UPLOADS}/a-300x200.jpg" alt="A leg">'
FIGURE = '<figure><img data-source="0" alt="A leg"></figure>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo\nthree", "<p>One</p>\n<p>Two<br>three</p>"),
        ("One\r\n\r\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("One<br />\nTwo<br><br>Three", "<p>One<br>Two</p>\n<p>Three</p>"),
        ("A <b>bold\nword</b>", "<p>A <strong>bold<br>word</strong></p>"),
        ("<p>One</p>\n\n<p>&nbsp;</p>\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("Words\n<ul>\n<li>a</li>\n</ul>\nmore", "<p>Words</p>\n<ul><li>a</li></ul>\n<p>more</p>"),
        ("<pre>a\n  b\n\nc</pre>", "<p>a<br>b</p>\n<p>c</p>"),
        ("<pre><code>x &lt; y\nz</code></pre>", "<p>x &lt; y<br>z</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<p>open <em>tags", "<p>open <em>tags</em></p>"),
        ("", ""),
    ],
)
def test_classic_text_becomes_paragraphs(text, html):
    assert article(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<h1>A</h1><h2>B</h2><h4>C</h4>", "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>"),
        ("<h3>A</h3><h4>B</h4><h3>C</h3>", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>"),
        ("<H5>A</H5>", "<h2>A</h2>"),
        ("<h2></h2><h2>&nbsp;</h2>", ""),
        (
            '<h2><a href="/a">A</a><br>b</h2>',
            '<h2><a href="https://riverside.example/a">A</a> b</h2>',
        ),
        (f"<h2>{PICTURE}A</h2>", f"<h2>A</h2>\n{FIGURE}"),
    ],
)
def test_headings_have_two_levels_and_start_at_the_first(text, html):
    assert article(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li><li></li></ul>", "<ul><li>a<p>b</p></li></ul>"),
        (f"<ul><li>{PICTURE}</li></ul>", FIGURE),
        ("<dl><dt>DVT</dt><dd>A clot</dd></dl>", "<p><strong>DVT</strong></p>\n<p>A clot</p>"),
        (
            "<blockquote>Rest.<cite>Ana</cite></blockquote>",
            "<blockquote><p>Rest.<em>Ana</em></p></blockquote>",
        ),
        (
            '<figure class="wp-block-pullquote"><blockquote><p>Rest.</p></blockquote></figure>',
            "<blockquote><p>Rest.</p></blockquote>",
        ),
        ("<details><summary>Why</summary>So.</details>", "<p><strong>Why</strong></p>\n<p>So.</p>"),
        ("<div><div>a</div>b<hr>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        (
            '<a href="/x"><h3>A</h3><p>b</p></a>',
            '<h2><a href="https://riverside.example/x">A</a></h2>\n<p><a href="https://riverside.example/x">b</a></p>',
        ),
        ("<b><div>a</div></b>", "<p><strong>a</strong></p>"),
        ("<b>a<strong>b</strong><br></b>c", "<p><strong>ab</strong><br>c</p>"),
        ("H<sub>2</sub>O <u>and</u> <q>so</q> <kbd>Esc</kbd>", "<p>H<sub>2</sub>O and so Esc</p>"),
    ],
)
def test_blocks_keep_their_meaning(text, html):
    assert article(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        (
            "<table><tbody><tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr></tbody></table>",
            '<table><tbody><tr><th scope="row">a</th><td>1</td></tr>'
            '<tr><th scope="row">b</th><td>2</td></tr></tbody></table>',
        ),
        (
            '<figure class="wp-block-table"><table><tfoot><tr><td>sum</td><td>3</td></tr></tfoot>'
            '<tbody><tr><td colspan="2">a</td></tr></tbody></table>'
            "<figcaption>Doses</figcaption></figure>",
            '<table><caption>Doses</caption><tbody><tr><td colspan="2">a</td></tr>'
            "<tr><td>sum</td><td>3</td></tr></tbody></table>",
        ),
        (
            "<table><caption>Old</caption><tr><td>a<p>b</p></td><td>c</td></tr></table>",
            "<table><caption>Old</caption><tbody><tr><td>a<p>b</p></td><td>c</td></tr></tbody></table>",
        ),
        ("<table><tr><td>only</td></tr></table>", "<p>only</p>"),
        (
            "<table><tr><td>left</td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>",
            "<p>left</p>\n<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>",
        ),
        (
            '<table><tr><td colspan="999" rowspan="-1">a</td><td>b</td></tr></table>',
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
        ("<table></table>", ""),
    ],
)
def test_tables_say_what_their_headings_are_for(text, html):
    assert article(text) == html


@pytest.mark.parametrize(
    "text",
    [
        PICTURE,
        f"<p>{PICTURE}</p>",
        f'<a href="{UPLOADS}/a.jpg">{PICTURE}</a>',
        f'<div class="wp-block-image"><figure class="alignleft">{PICTURE}</figure></div>',
        f'<ul class="blocks-gallery-grid"><li><figure>{PICTURE}</figure></li></ul>',
        f'<figure class="wp-block-gallery"><figure>{PICTURE}</figure></figure>',
        PICTURE.replace('src="', 'src="data:image/gif;base64,R0lGOD" data-src="'),
        PICTURE.replace("https://riverside.example", ""),
        PICTURE.replace("https:", ""),
        PICTURE.replace('class="size-medium wp-image-4"', 'data-id="4"'),
    ],
)
def test_a_picture_stands_in_a_figure_and_says_where_it_came_from(text):
    converted = convert(Item(content=text), SITE)

    assert converted.html == FIGURE
    assert converted.pictures == (PictureUse(f"{UPLOADS}/a-300x200.jpg", 4, "A leg"),)
    assert converted.left_out == ()


def test_words_beside_a_picture_come_after_it():
    assert article(f"<p>Before {PICTURE} after</p>") == f"{FIGURE}\n<p>Before after</p>"


def test_a_caption_is_kept_with_its_links():
    converted = convert(
        Item(
            content=f'<figure>{PICTURE}<figcaption>By <a href="/ana">Ana</a></figcaption></figure>'
        ),
        SITE,
    )

    assert converted.pictures[0].caption == "By Ana"
    assert (
        '<figcaption>By <a href="https://riverside.example/ana">Ana</a></figcaption>'
        in converted.html
    )


def test_the_caption_of_a_gallery_follows_it():
    html = article(
        f"<figure><figure>{PICTURE}</figure><figure>{PICTURE}</figure><figcaption>Two</figcaption></figure>"
    )

    assert html.endswith("</figure>\n<p>Two</p>")


def test_alt_text_comes_from_the_library_where_the_post_has_none():
    media = Item(kind="attachment", id=4, alt="From the library")
    export = Export(blog_url="https://riverside.example", items=(media,))

    assert 'alt="From the library"' in article(PICTURE.replace("A leg", ""), export)
    assert 'alt="A leg"' in article(PICTURE, export)


def test_a_smiley_is_its_sign_and_a_counting_pixel_is_nothing():
    smiley = '<img class="wp-smiley" src="/smile.gif" alt="🙂">'

    assert article(f"Hello {smiley}") == "<p>Hello 🙂</p>"
    assert article('<img src="https://count.example/p.gif" width="1" height="1">') == ""


def test_a_link_on_a_picture_is_listed_unless_it_shows_the_picture():
    media = Item(kind="attachment", id=4, link="https://riverside.example/leg/")
    export = Export(blog_url="https://riverside.example", items=(media,))
    shows = f'<a href="http://riverside.example/leg">{PICTURE}</a>'
    leads = f'<a href="https://example.org/">{PICTURE}</a>'

    assert left_out(shows, export) == []
    assert left_out(leads, export) == ["link on a picture to https://example.org/"]


def test_links_are_whole_and_counted_once():
    converted = convert(
        Item(
            content='<a href="/a">1</a> <a href="/a">2</a> <a href="tel:+15550100">3</a> <a>4</a>'
        ),
        SITE,
    )

    assert converted.links == ("https://riverside.example/a", "tel:+15550100")
    assert converted.html.endswith(" 4</p>")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "http://[x", "x y"])
def test_a_link_that_is_none_leaves_its_words(href):
    html = article(f'<a href="{href}">words</a>')

    assert "words" in html
    assert "javascript" not in html
    assert "data:" not in html


def test_a_jump_within_the_text_leads_to_its_chapter():
    text = '<a href="#dose">Dose</a> <a href="#gone">Gone</a><h2>A</h2><h2 id="dose">B</h2>'

    assert '<a href="#chapter-2">Dose</a> Gone' in article(text)
    assert left_out(text) == ["jump to #gone"]


@pytest.mark.parametrize(
    ("text", "html", "what"),
    [
        (
            '<iframe src="//video.example/1" title="A talk"><b>x</b></iframe>',
            '<p><a href="https://video.example/1">Embedded page: A talk</a></p>',
            "embedded page https://video.example/1",
        ),
        (
            '<video controls><source src="/a.mp4">No video</video>',
            '<p><a href="https://riverside.example/a.mp4">Video: a.mp4</a></p>',
            "video https://riverside.example/a.mp4",
        ),
        (
            '<object data="/a.swf"><embed src="/a.swf"></object>',
            '<p><a href="https://riverside.example/a.swf">Embedded file: a.swf</a></p>',
            "embedded file https://riverside.example/a.swf",
        ),
        ('<form action="/send">Name <input name="n"></form>', "", "form"),
        ("<p>a<button>Go</button></p>", "<p>a</p>", "button “Go”"),
        ('<script src="https://x.example/a.js"></script>', "", "script https://x.example/a.js"),
        ("<p>a<script>alert('<p>b')</script></p>", "<p>a</p>", "script"),
        ("<p>a<svg><text>b</text></svg></p>", "<p>a</p>", "svg"),
        ("Take <del>three</del> two", "<p>Take two</p>", "struck-out words “three”"),
        (
            "https://video.example/watch?v=1",
            '<p><a href="https://video.example/watch?v=1">https://video.example/watch?v=1</a></p>',
            "embedded page https://video.example/watch?v=1",
        ),
    ],
)
def test_what_an_article_cannot_hold_is_listed(text, html, what):
    assert " ".join(article(text).split()) == html
    assert left_out(text) == [what]


def test_a_download_button_is_not_a_second_link():
    html = article(
        '<a href="/a.pdf">Leaflet</a><a href="/a.pdf" class="wp-block-file__button">Get it</a>'
    )

    assert html == '<p><a href="https://riverside.example/a.pdf">Leaflet</a></p>'


def test_tags_too_deep_leave_their_words():
    text = "<div>" * 1000 + "words" + "</div>" * 1000

    assert article(text) == "<p>words</p>"
    assert left_out(text) == ["layout"]
    assert article("<div>" * 200 + "words" + "</div>" * 200 + "<p>after</p>") == (
        "<p>words</p>\n<p>after</p>"
    )


def test_an_empty_heading_of_a_table_is_a_plain_cell():
    html = article(
        '<table><tr><th>Day</th><th colspan="2"></th></tr>'
        "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )

    assert '<th scope="col">Day</th><td colspan="2"></td>' in html
