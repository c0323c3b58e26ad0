"""Links of whole pages get new addresses; every other letter stays."""

from __future__ import annotations

import pytest

from articles.relinking import linked, needed, relink


def marked(address: str) -> str:
    return f"new:{address}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/a/">A</a>', '<a href="new:/a/">A</a>'),
        ("<a class=b href='/a/?x=1&amp;y=2'>", '<a class=b href="new:/a/?x=1&amp;y=2">'),
        ("<a href=/a/ class=b>", '<a href="new:/a/" class=b>'),
        ('<A HREF = "/a/">', '<A HREF = "new:/a/">'),
        ('<form\n  action="/a/">', '<form\n  action="new:/a/">'),
        (
            '<img src="/a.jpg" alt="src=&quot;x&quot;">',
            '<img src="new:/a.jpg" alt="src=&quot;x&quot;">',
        ),
        (
            '<source srcset="/a.jpg 1w, /b.jpg 2w" sizes="1px">',
            '<source srcset="new:/a.jpg 1w, new:/b.jpg 2w" sizes="1px">',
        ),
        ('<svg><use href="/a.svg#b"/></svg>', '<svg><use href="new:/a.svg#b"/></svg>'),
    ],
)
def test_each_kind_of_link_is_changed(before, after):
    assert relink(f"<p>é\r\n\n{before}", marked) == f"<p>é\r\n\n{after}"


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="canonical" href="/a/">',
        '<!-- <a href="/a/"> -->',
        '<script type="application/ld+json">{"url": "<a href=\'/a/\'>"}</script>',
        '<a data-href="/a/">href="/a/"</a>',
        '<meta property="og:url" content="/a/">',
        "<p>1 < 2 & <<a</p>\n\n<br/>",
        "",
    ],
)
def test_everything_else_stays_as_it_was(html):
    assert relink(html, marked) == html


def test_what_a_page_links_to_comes_in_order():
    html = '<a href="/a/?x=1&amp;y=2"></a><img src="/b.jpg" srcset="/b.jpg 1w,\n /c.jpg 2w">'

    assert linked(html) == ["/a/?x=1&y=2", "/b.jpg", "/b.jpg", "/c.jpg"]


def test_what_a_sheet_or_a_script_needs_is_found():
    css = '@import "base.css"; a { background: url( "img/a.svg" ) } b { mask: url(#c) }'
    script = 'import { a } from "./a.js";\nimport "./b.js"; x = "url(data:image/png;base64,x)";'

    assert needed(css) == ["base.css", "img/a.svg"]
    assert needed(script) == ["./a.js", "./b.js"]
