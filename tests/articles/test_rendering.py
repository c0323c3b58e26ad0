"""From what is stored to what readers get: no dead link, no missing picture, nothing unescaped."""

from __future__ import annotations

from articles.rendering import SIZES, Shown, resolve, rewrite_links
from articles.richtext import clean_html

LEG = Shown(
    alt="A leg",
    is_decorative=False,
    width=1600,
    height=1067,
    sources=(
        ("image/avif", (("/media/leg-400.avif", 400), ("/media/leg-800.avif", 800))),
        ("image/webp", (("/media/leg-400.webp", 400), ("/media/leg-800.webp", 800))),
        ("image/jpeg", (("/media/leg-800.jpg", 800), ("/media/leg-400.jpg", 400))),
    ),
)
LEAF = Shown("A leaf", True, 10, 10, (("image/jpeg", (("/media/leaf.jpg", 10),)),))


def page(html: str, addresses=None, pictures=None, **options) -> str:
    return resolve(clean_html(html), addresses=addresses or {}, pictures=pictures or {}, **options)


def test_a_link_by_id_leads_to_todays_address():
    html = '<p><a href="article:7">A</a> and <a href="article:7#help">B</a></p>'

    assert page(html, {7: "/articles/legs/"}) == (
        '<p><a href="/articles/legs/">A</a> and <a href="/articles/legs/#help">B</a></p>'
    )


def test_a_link_to_an_article_that_cannot_be_read_keeps_its_words():
    html = '<p>See <a href="article:8"><strong>this</strong> one</a>.</p>'

    assert page(html, {7: "/articles/legs/"}) == "<p>See <strong>this</strong> one.</p>"


def test_other_links_stay():
    html = '<p><a href="https://example.org/?a=1&amp;b=2">A</a> <a href="tel:911">911</a></p>'

    assert page(html) == html


def test_an_address_is_escaped():
    assert 'href="/&quot;&gt;&lt;b&gt;"' in page(
        '<p><a href="article:7">A</a></p>', {7: '/"><b>'}
    )  # fmt: skip


def test_links_can_be_rewritten_for_an_import_or_an_export():
    html = '<p><a href="/a/?x=1&amp;y=2">A</a> <a href="/b/">B</a></p>'

    seen = []
    result = rewrite_links(
        html, lambda href: seen.append(href) or (None if "b" in href else "../a&b")
    )

    assert seen == ["/a/?x=1&y=2", "/b/"]
    assert result == '<p><a href="../a&amp;b">A</a> B</p>'


def test_a_picture_comes_in_every_format_with_its_size():
    html = page('<img data-picture="3" alt="My words">', pictures={3: LEG})

    assert html == (
        "<figure><picture>"
        '<source type="image/avif" srcset="/media/leg-400.avif 400w, /media/leg-800.avif 800w"'
        f' sizes="{SIZES}">'
        '<source type="image/webp" srcset="/media/leg-400.webp 400w, /media/leg-800.webp 800w"'
        f' sizes="{SIZES}">'
        '<img src="/media/leg-800.jpg" srcset="/media/leg-800.jpg 800w, /media/leg-400.jpg 400w"'
        f' sizes="{SIZES}" width="1600" height="1067" alt="My words" decoding="async">'
        "</picture></figure>"
    )


def test_the_words_of_the_text_win_over_the_librarys():
    def alt(attributes: str, picture: Shown = LEG) -> str:
        html = page(f'<img data-picture="3" {attributes}>', pictures={3: picture})
        return html.split('alt="')[1].split('"')[0]

    assert alt('alt="Mine"') == "Mine"
    assert alt('alt="Mine"', LEAF) == "Mine"
    assert alt("") == "A leg"
    assert alt('role="presentation"') == ""
    assert alt("", LEAF) == ""


def test_all_pictures_but_the_first_wait_until_they_are_near():
    html = '<img data-picture="3"><p>x</p><img data-picture="3"><img src="/static/x.svg" alt="x">'

    def lazy(**options) -> list[bool]:
        figures = page(html, pictures={3: LEG}, **options).split("<figure>")[1:]
        return ['loading="lazy"' in figure for figure in figures]

    assert lazy() == [False, True, True]
    assert lazy(lazy_from=0) == [True, True, True]
    assert lazy(lazy_from=2) == [False, False, True]


def test_a_drawing_of_the_site_keeps_its_address():
    html = '<figure><img src="/static/x.svg" alt="A &gt; B" width="3" height="4"></figure>'

    assert page(html) == html
    assert page(html, lazy_from=0) == html.replace('"4">', '"4" loading="lazy">')


def test_a_picture_that_is_gone_goes_with_its_caption_and_counts_for_nothing():
    html = (
        '<p>a</p><figure><img data-picture="4"><figcaption>Gone</figcaption></figure>'
        '<figure><img data-picture="3"><figcaption>Here</figcaption></figure>'
    )

    result = page(html, pictures={3: LEG})

    assert "Gone" not in result
    assert result.count("<figure>") == 1
    assert "<figcaption>Here</figcaption></figure>" in result
    assert "lazy" not in result


def test_nothing_of_a_picture_breaks_out_of_its_attribute():
    odd = Shown('"><script>', False, 1, 1, (('"x', (('/"<x>', 1),)), ("image/jpeg", (("/j", 1),))))

    html = page('<img data-picture="3">', pictures={3: odd})

    assert "<script>" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html
    assert 'type="&quot;x" srcset="/&quot;&lt;x&gt; 1w"' in html
