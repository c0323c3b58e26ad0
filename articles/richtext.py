"""The only maker of an article's HTML: one allow-list, and what can be read from clean HTML.

Links keep no `rel` and no `target`: they open in the same tab, so `noopener` has nothing to
protect, and the site's Referrer-Policy already keeps our addresses from other sites.
The parser escapes `<` and `>` in text and attributes, so each that is left belongs to a tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nh3

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
INLINE = frozenset({"a", "em", "strong", "sub", "sup"})
BLOCKS = frozenset(
    {"h2", "h3", "p", "ul", "ol", "li", "br", "blockquote", "section"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    | {"figure", "figcaption", "img"}
)
SECTIONS = frozenset({"alert", "panel"})
ROUNDS = 5
IDS_OF_THE_PAGE = frozenset({"main"})

ADDRESS = {
    "href": re.compile(r"(?:https?://|mailto:|tel:|#|/(?![/\\]))[^\s\x00-\x1f]*", re.IGNORECASE),
    "src": re.compile(r"/(?![/\\])[^\s\x00-\x1f]*"),
}
TAG = re.compile(r"<(/?)(\w+)[^>]*>")
BARE_H2 = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
H2 = re.compile(r'\s*<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
SECTION = re.compile(r'<section(?: class="([^"]*)")?>(.*)</section>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A chapter of the article: what the table of contents links to."""

    id: str
    text: str


@dataclass(frozen=True)
class Part:
    """A stretch of the body that the page dresses in its own way."""

    kind: str  # text, table, panel or alert
    html: str
    title: str = ""
    heading: Heading | None = None

    @property
    def parts(self) -> list[Part]:
        return split(self.html)


def clean_html(html: str) -> str:
    """Return only what the allow-list knows, with ids on h2. Cleaning it again changes nothing."""
    cleaned = _allowed(html)
    for _ in range(ROUNDS):
        before, cleaned = cleaned, _allowed(cleaned)
        if cleaned == before:
            return _with_ids(cleaned.strip())
    return nh3.clean_text(plain_text(cleaned))


def plain_text(html: str) -> str:
    """Return the words of clean HTML, one block a line."""
    spaced = TAG.sub(lambda tag: "" if tag[2] in INLINE else "\n", " ".join(html.split()))
    lines = (" ".join(unescape(line).split()) for line in spaced.split("\n"))
    return "\n".join(line for line in lines if line)


def outline(html: str) -> list[Heading]:
    """Return the chapters of clean HTML: each h2 that stands in the running text."""
    text = "".join(part.html for part in split(html) if part.kind == "text")
    return [Heading(name, plain_text(words)) for name, words in H2.findall(text)]


def split(html: str) -> list[Part]:
    """Cut clean HTML at its sections and tables, so that a page can put them in their frames."""
    return [_part(piece) for piece in _pieces(html) if piece.strip()]


def _allowed(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(INLINE | BLOCKS),
        clean_content_tags={"script", "style"},
        attributes={
            "a": {"href"},
            "img": {"alt", "src", "width", "height"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        tag_attribute_values={"th": {"scope": {"col", "row"}}},
        allowed_classes={"section": set(SECTIONS)},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep a link to the web, a mailbox, a phone or this site, and a picture of this site."""
    if name not in ADDRESS:
        return value
    value = value.strip()
    return value if ADDRESS[name].fullmatch(value) else None


def _with_ids(html: str) -> str:
    taken = set(IDS_OF_THE_PAGE)

    def named(h2: re.Match[str]) -> str:
        stem = name = _slug(plain_text(h2[1]))
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        return f'<h2 id="{name}">{h2[1]}</h2>'

    return BARE_H2.sub(named, html)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def _pieces(html: str) -> Iterator[str]:
    start = depth = 0
    for tag in TAG.finditer(html):
        if tag[2] not in {"section", "table"}:
            continue
        if not tag[1]:
            if depth == 0:
                yield html[start : tag.start()]
                start = tag.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield html[start : tag.end()]
                start = tag.end()
    yield html[start:]


def _part(html: str) -> Part:
    if html.startswith("<table"):
        caption = CAPTION.search(html)
        return Part("table", html, title=plain_text(caption[1]) if caption else "Table")
    section = SECTION.fullmatch(html)
    if not section:
        return Part("text", html)
    kind = "alert" if section[1] == "alert" else "panel"
    h2 = H2.match(section[2])
    if not h2:
        return Part(kind, section[2])
    return Part(kind, section[2][h2.end() :], heading=Heading(h2[1], plain_text(h2[2])))
