"""Tag soup of all kinds, for the promises that hold for anything."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "a b blockquote br caption div em figure figcaption h1 h2 h3 h6 iframe img li math mglyph o:p "
    "ol p pre script section select span strong style sub sup svg table tbody td template textarea "
    "thead th title tr ul del dl dt font hr x-b button"
)
TAGS = st.sampled_from(WORDS.split())
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="alert"',
        ' class="panel x"',
        ' class="leg-check"',
        ' class="MsoListParagraph"',
        ' id="main"',
        ' href="javascript:alert(1)"',
        ' href=" /articles/x/"',
        ' href="article:7#x"',
        ' href="https://[x"',
        ' href="https://example.org/?a=1&amp;copy=2"',
        ' src="//elsewhere.example/x.svg"',
        ' src="/static/x.svg" alt="<table>&quot;\'" width="30" height="x"',
        ' data-picture="12" alt=" A  leg " role="presentation"',
        ' data-picture="7"',
        ' data-picture="1x"',
        ' onclick="alert(1)"',
        ' style="color:red"',
        ' style="font-weight:700;font-style:italic"',
        ' style="font-weight:normal"',
        ' style="mso-list:l0 level1 lfo1"',
        ' style="mso-list:l0 level3 lfo1"',
        ' style="mso-list:Ignore"',
        ' style="display: none"',
        ' scope="col" colspan="2"',
        " /",
    ]
)
OPENING = st.builds("<{}{}>".format, TAGS, ATTRIBUTES)
CLOSING = st.builds("</{}>".format, TAGS)
PIECES = st.sampled_from(
    [" ", "\n", "&nbsp;", "\u00a0", "1. ", "\u00b7 ", "<!--", "-->", "<![if !supportLists]>",
     "<![endif]>", "&#0;", "&#x1f;", "&lt;b&gt;", "&amp;lt;", "\x00", "\ud800", "\u200b", "<", '"']
)  # fmt: skip
MARKUP = st.lists(st.one_of(OPENING, CLOSING, PIECES, st.text(max_size=6)), max_size=24).map(
    "".join
)
