"""Whatever was pasted, an article is a row of the same few blocks."""

from __future__ import annotations

import pytest

from articles.richtext import clean_html

IMG = '<img data-picture="7" alt="A leg">'
FIGURE = f"<figure>{IMG}</figure>"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<h1>Why</h1>", '<h2 id="why">Why</h2>'),
        ("<h4>A</h4><h5>B</h5><h6>C</h6>", "<h3>A</h3><h3>B</h3><h3>C</h3>"),
        ("<strong><h2>Why</h2></strong><p>x</p>", '<h2 id="why">Why</h2><p>x</p>'),
        ("<h2>Why <em>now</em><br>?</h2>", '<h2 id="why-now">Why <em>now</em> ?</h2>'),
        ("<h2></h2><p> </p><p>&nbsp;</p><ul><li></li></ul><p>x</p>", "<p>x</p>"),
        ("one<div>two</div>three", "<p>one</p><p>two</p><p>three</p>"),
        ("<div><div>a</div><p>b</p></div>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p><br>a<br> <br>b<br></p>", "<p>a</p><p>b</p>"),
        ("<p> a \n b </p>", "<p>a b</p>"),
        ("<p>a &nbsp; b&nbsp;&nbsp;</p>", "<p>a b</p>"),
        ("<p>5&nbsp;minutes</p>", "<p>5&nbsp;minutes</p>"),
        ("a<hr>b", "<p>a</p><p>b</p>"),
        ("<pre>a\nb</pre>", "<p>a b</p>"),
        ("<dl><dt>Clot</dt><dd>A plug.</dd></dl>", "<p>Clot</p><p>A plug.</p>"),
    ],
)
def test_headings_and_paragraphs(pasted, stored):
    assert clean_html(pasted) == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<ul><li><p>a</p></li><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        (
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        (
            "<ol><li><p>a</p><ul><li>b</li></ul></li></ol>",
            "<ol><li>a<ul><li>b</li></ul></li></ol>",
        ),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><h3>a</h3>b</li></ul>", "<ul><li><p><strong>a</strong></p><p>b</p></li></ul>"),
        (f"<ol><li>a{IMG}</li><li>b</li></ol>", f"<ol><li>a{FIGURE}</li><li>b</li></ol>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        (
            "<blockquote>a<h2>b</h2>c</blockquote>",
            '<blockquote><p>a</p></blockquote><h2 id="b">b</h2><blockquote><p>c</p></blockquote>',
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
        ),
    ],
)
def test_lists_and_quotations(pasted, stored):
    assert clean_html(pasted) == stored


def test_a_list_in_a_list_in_a_list_ends_in_paragraphs_and_loses_no_word():
    html = clean_html("".join(f"<ul><li>{n}" for n in range(10)))

    assert html.count("<ul>") == 6
    assert all(f"{n}<" in html for n in range(10))


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (
            "<table><caption>C</caption><thead><tr><th scope=col>A</thead><tr><td>1</table>",
            '<table><caption>C</caption><thead><tr><th scope="col">A</th></tr></thead>'
            "<tbody><tr><td>1</td></tr></tbody></table>",
        ),
        (
            '<table><tr><td colspan="1" rowspan="2" width="9"><p>1</p></td></tr></table>',
            '<table><tbody><tr><td rowspan="2">1</td></tr></tbody></table>',
        ),
        (
            "<table><tr><td>1<table><tr><td>2</td><td>3</td></tr></table></td></tr></table>",
            "<table><tbody><tr><td><p>1</p><p>2</p><p>3</p></td></tr></tbody></table>",
        ),
        (
            "<table><tfoot><tr><td>2</td></tr></tfoot><tbody><tr></tr></tbody></table>",
            "<table><tbody><tr><td>2</td></tr></tbody></table>",
        ),
        ("<table><caption>C</caption></table>", "<p>C</p>"),
        (
            "<figure><table><tr><td>1</td></tr></table><figcaption>C</figcaption></figure>",
            "<table><caption>C</caption><tbody><tr><td>1</td></tr></tbody></table>",
        ),
        (
            "<p>a<table><tr><td>1</td></tr></table>b</p>",
            "<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table><p>b</p>",
        ),
    ],
)
def test_tables(pasted, stored):
    assert clean_html(pasted) == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (f"<p>a {IMG} b</p>", f"<p>a</p>{FIGURE}<p>b</p>"),
        (f'<p><a href="/x/">{IMG}</a></p>', FIGURE),
        (f"<h2>a{IMG}</h2>", f'<h2 id="a">a</h2>{FIGURE}'),
        (
            f"<figure>{IMG}<figcaption><p>C</p></figcaption></figure>",
            f"<figure>{IMG}<figcaption>C</figcaption></figure>",
        ),
        (
            f"<figure><figcaption>C</figcaption>{IMG}</figure>",
            f"<figure>{IMG}<figcaption>C</figcaption></figure>",
        ),
        (f"<figure><figure>{IMG}</figure><figure>{IMG}</figure></figure>", FIGURE + FIGURE),
        (
            f"<h2>a<figure>{IMG}<figcaption>C</figcaption></figure></h2>",
            f'<h2 id="a">a</h2><figure>{IMG}<figcaption>C</figcaption></figure>',
        ),
        ("<figure>words<figcaption>C</figcaption></figure>", "<p>words</p><p>C</p>"),
        ('<img data-picture="7" src="/media/x.jpg" alt=" A  leg ">', FIGURE),
        ('<img data-picture="7">', '<figure><img data-picture="7" alt=""></figure>'),
        (
            '<img data-picture="7" alt="x" role="presentation">',
            '<figure><img data-picture="7" alt="" role="presentation"></figure>',
        ),
        (
            '<img data-picture="7" alt="x" role="button">',
            '<figure><img data-picture="7" alt="x"></figure>',
        ),
        (
            '<img src="/static/x.svg" alt="x" width="360" height="9e9">',
            '<figure><img src="/static/x.svg" alt="x" width="360"></figure>',
        ),
    ],
)
def test_a_picture_stands_in_a_figure_of_its_own(pasted, stored):
    assert clean_html(pasted) == stored


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'data-picture="x"',
        'data-picture="0"',
        'data-picture="-7"',
        'data-picture="\u0667"',
        'src="https://elsewhere.example/x.png"',
        'src="//elsewhere.example/x.png"',
        'src="data:image/png;base64,AAAA"',
        'src="x.png"',
    ],
)
def test_a_picture_from_elsewhere_is_dropped(attributes):
    assert clean_html(f'<p>a<img {attributes} alt="x"></p>') == "<p>a</p>"


def test_boxes_do_not_nest():
    html = (
        '<section class="call-911"><h2>A</h2><section class="panel"><p>b</p></section></section>'
        '<ul><li><section class="ask-us">c</section></li></ul>'
    )

    assert clean_html(html) == (
        '<section class="call-911"><h2 id="a">A</h2><p>b</p></section><ul><li>c</li></ul>'
    )


def test_a_card_may_be_empty_because_the_page_fills_it_but_a_panel_may_not():
    assert clean_html('<section class="leg-check"> </section>') == (
        '<section class="leg-check"></section>'
    )
    assert clean_html('<section class="panel"> </section>') == ""
