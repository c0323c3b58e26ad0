"""Bold is bold, however it was written, and there is one way to write it."""

from __future__ import annotations

import pytest

from articles.richtext import clean_html

LINK = '<a href="/x/">'


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ('<span style="font-weight:700">a</span>', "<strong>a</strong>"),
        ('<span style="font-weight: bold">a</span>', "<strong>a</strong>"),
        ('<span style="font-style:italic">a</span>', "<em>a</em>"),
        ('H<span style="vertical-align:sub">2</span>O', "H<sub>2</sub>O"),
        ('<b style="font-weight:normal">a</b>', "a"),
        ('<b>a<span style="font-weight:400">b</span></b>', "<strong>a</strong>b"),
        ('<font color="red"><u>a</u></font>', "a"),
        ("<b><b>a</b></b>", "<strong>a</strong>"),
        ("<b>a</b><b>b</b>", "<strong>ab</strong>"),
        ("<b></b>a<i> </i>b", "a b"),
        ("<b>a<br>b</b>", "<strong>a<br>b</strong>"),
        ("<b>a</b><br><b>b</b>", "<strong>a<br>b</strong>"),
        ("<b>a<i>b</b>c</i>", "<strong>a<em>b</em></strong>c"),
        (f"<b>a </b>{LINK}<b>b</b></a><b> c</b>", f"<strong>a {LINK}b</a> c</strong>"),
        (f"{LINK}<b>a</b></a><b> b</b>", f"<strong>{LINK}a</a> b</strong>"),
        (f"<b>{LINK}a</a></b>", f"{LINK}<strong>a</strong></a>"),
        (f'{LINK}a<a href="/y/">b</a></a>', f'{LINK}a</a><a href="/y/">b</a>'),
        ('<b id="x"/>a<a name="y"/>b', "ab"),
        ("<a href=/x/>a</a>", f"{LINK}a</a>"),
        (f"{LINK}<div>a</div></a>", f"{LINK}a</a>"),
    ],
)
def test_the_same_words_look_the_same_in_the_store(pasted, stored):
    assert clean_html(f"<p>{pasted}</p>") == f"<p>{stored}</p>"


def test_bold_that_wraps_several_paragraphs_is_in_each():
    assert clean_html("<b><p>a</p><p>b</p></b>") == (
        "<p><strong>a</strong></p><p><strong>b</strong></p>"
    )
