"""From anything that people paste or import to the HTML that is stored.

The parser makes it well-formed, `blocks` puts it into order, and the parser has the last word: what
is stored passed its strict allow-list. Links keep no `rel` and no `target`: they open in the same
tab, so `noopener` has nothing to protect, and our Referrer-Policy keeps our addresses from others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import nh3

from articles.richtext.blocks import BOXES, HEADINGS, PAGE, blocks
from articles.richtext.inline import SAME_AS, UNSEEN
from articles.richtext.tree import DEEPEST, ORDINARY, VOID, Node, names, read, write
from articles.richtext.word import with_lists

SCHEMES = frozenset({"http", "https", "mailto", "tel", "article"})
STORED = names(
    "a em strong sub sup h2 h3 p ul ol li br blockquote section figure figcaption img"
    " table caption thead tbody tr th td"
)
FOR_SHAPE = names(
    "address article aside center dd details dialog div dl dt fieldset footer form header hr"
    " legend main nav pre span summary tfoot"
)
WITHOUT_WORDS = names(
    "script style title template xml svg math iframe object audio video canvas noscript noembed"
    " noframes del"
)
PICTURE = names("alt src width height data-picture")
CELL = names("colspan rowspan")
IDS_OF_THE_PAGE = frozenset({"main"})

# HTML reopens these in each paragraph that follows, and the number of elements explodes.
REOPENED = names("b big code em font i nobr s small strike strong tt u")
CLOSED_BY_THE_NEXT = names("p li dd dt td th tr thead tbody tfoot option")
WITHOUT_END = VOID | names("area base col embed input link meta param source track wbr")

LONE = re.compile("&(?![#a-z0-9])", re.I)  # stands for nothing; the parser is slow with many
NAME = re.compile(r"<(/?)([a-z][^\s/<>]*+)", re.I)
SELF_CLOSED = re.compile(r"<([a-z][^\s/<>]*+)((?:\s(?:[^<>]*?[\"'\s])?)?)/>", re.I)
LIST_MARKER = re.compile(
    r"<!(?:--)?\[if !supportLists\](?:--)?>(.{0,500}?)<!(?:--)?\[endif\](?:--)?>", re.I | re.S
)


def clean_html(html: str) -> str:
    """Return only what the allow-list knows, with ids on h2. Cleaning it again changes nothing."""
    page = Node("", {}, [*blocks(with_lists(read(_well_formed(html))), PAGE)])
    _name_chapters(page)
    return _allowed(write(page))


def _well_formed(html: str) -> str:
    """Return HTML with every tag in its pair, and what the order of blocks is decided by."""
    return nh3.clean(
        _shallow(LONE.sub("&amp;", UNSEEN.sub("", html))),
        tags=set(STORED | FOR_SHAPE | HEADINGS.keys() | SAME_AS.keys())
        | {ORDINARY + name for name in REOPENED & SAME_AS.keys()},
        clean_content_tags=set(WITHOUT_WORDS),
        attributes={
            "*": {"style"},
            "a": {"href"},
            "p": {"class"},
            "section": {"class"},
            "img": PICTURE | {"role"},
            "td": set(CELL),
            "th": CELL | {"scope"},
        },
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _allowed(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(STORED),
        attributes={
            "a": {"href"},
            "h2": {"id"},
            "img": set(PICTURE),
            "td": set(CELL),
            "th": set(CELL),
        },
        tag_attribute_values={"th": {"scope": {"col", "row"}}, "img": {"role": {"presentation"}}},
        allowed_classes={"section": set(BOXES)},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _shallow(html: str) -> str:
    """Return HTML that the parser reads in a time that grows with its length, not its square."""
    open_tags: Counter[str] = Counter()
    left_out: Counter[str] = Counter()

    def step(tag: re.Match[str]) -> str:
        closing, name = tag[1], tag[2].lower()
        written = f"<{closing}{ORDINARY if name in REOPENED else ''}{name}"
        if name in WITHOUT_END or name in CLOSED_BY_THE_NEXT:
            return written
        if not closing and open_tags.total() >= DEEPEST:
            left_out[name] += 1
            return "<wbr"
        counter = left_out if closing and left_out[name] else open_tags
        if not closing:
            open_tags[name] += 1
        elif counter[name]:
            counter[name] -= 1
        return "</wbr" if counter is left_out else written

    html = LIST_MARKER.sub(r'<span style="mso-list:Ignore">\1</span>', html)
    return NAME.sub(step, SELF_CLOSED.sub(_with_end, html))


def _with_end(tag: re.Match[str]) -> str:
    """Word and WordPress close tags as XML does; HTML would leave them open."""
    return tag[0] if tag[1].lower() in WITHOUT_END else f"<{tag[1]}{tag[2]}></{tag[1]}>"


def _name_chapters(page: Node) -> None:
    """Give each h2 an id of its own, made from its words."""
    taken = set(IDS_OF_THE_PAGE)
    numbers: Counter[str] = Counter()
    for h2 in _chapters(page):
        stem = name = _slug(h2.words())
        while name in taken:
            numbers[stem] += 1
            name = f"{stem}-{numbers[stem] + 1}"
        taken.add(name)
        h2.attributes["id"] = name


def _chapters(page: Node) -> list[Node]:
    boxes = [(child.children if child.tag == "section" else [child]) for child in page.children]  # type: ignore[union-attr]
    return [node for box in boxes for node in box if isinstance(node, Node) and node.tag == "h2"]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
