"""What can be read from clean HTML. The parser escapes `<` and `>`, so each left is a tag's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TypeVar

from articles.richtext.tree import read_attributes

Value = TypeVar("Value")

WITHIN_WORDS = frozenset({"a", "em", "strong", "sub", "sup"})
ARTICLE = re.compile(r"article:([0-9]+)(#.*)?", re.IGNORECASE)

TAG = re.compile(r"<(/?)(\w+)[^>]*>")
LINK = re.compile(r"<a ([^>]*)>")
PICTURE = re.compile(r"<img ([^>]*)>")
HEADING = re.compile(r"<h([23])[^>]*>(.*?)</h\1>", re.DOTALL)
H2 = re.compile(r'\s*<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
ID = re.compile(r'<h2 id="([^"]*)">')
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
EMPTY_HEADER = re.compile(r"<th((?: [^>]*)?)></th>")
SCOPE = re.compile(r' scope="[^"]*"')
BOX = re.compile(r'<section class="([^"]*)">')
SECTION = re.compile(r'<section class="([^"]*)">(.*)</section>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A chapter of the article: what the table of contents links to."""

    id: str
    text: str


@dataclass(frozen=True)
class Part:
    """A stretch of the body that the page dresses in its own way."""

    kind: str  # text, table, or the class of a box: panel, call-911, call-today, ask-us, leg-check
    html: str
    title: str = ""
    heading: Heading | None = None

    @property
    def parts(self) -> list[Part]:
        return split(self.html)


@dataclass(frozen=True)
class Image:
    """A picture of the library (by its id) or of this site (by its address)."""

    picture: int | None
    src: str
    alt: str
    is_decorative: bool


def plain_text(html: str) -> str:
    """Return the words of clean HTML, one block a line."""
    spaced = TAG.sub(lambda tag: "" if tag[2] in WITHIN_WORDS else "\n", " ".join(html.split()))
    lines = (" ".join(unescape(line).split()) for line in spaced.split("\n"))
    return "\n".join(line for line in lines if line)


def outline(html: str) -> list[Heading]:
    """Return the chapters of clean HTML: each h2 that stands in the running text."""
    text = "".join(part.html for part in split(html) if part.kind == "text")
    return [Heading(name, plain_text(words)) for name, words in H2.findall(text)]


def split(html: str) -> list[Part]:
    """Cut clean HTML at its boxes and tables, so that a page can put them in their frames."""
    return [_part(piece) for piece in _pieces(html) if piece.strip()]


def headings(html: str) -> list[tuple[int, str]]:
    """Return the level (2 or 3) and the words of each heading, also those in boxes."""
    return [(int(level), plain_text(words)) for level, words in HEADING.findall(html)]


def boxes(html: str) -> list[str]:
    """Return the class of each box, in order."""
    return BOX.findall(html)


def ids(html: str) -> set[str]:
    """Return what a `#fragment` can lead to."""
    return set(ID.findall(html))


def links(html: str) -> list[str]:
    """Return the address of each link, in order and once."""
    return _once(read_attributes(attributes).get("href", "") for attributes in LINK.findall(html))


def linked_articles(html: str) -> list[int]:
    """Return the id of each article that is linked by its id, in order and once."""
    found = map(article_link, links(html))
    return _once(link[0] for link in found if link)


def article_link(href: str) -> tuple[int, str] | None:
    """Return the article's id and the `#fragment` (or nothing) of a link by id."""
    match = ARTICLE.fullmatch(href)
    return (int(match[1]), match[2] or "") if match else None


def images(html: str) -> list[Image]:
    """Return each picture that stands in the text, in order."""
    return [_image(read_attributes(attributes)) for attributes in PICTURE.findall(html)]


def pictures(html: str) -> list[int]:
    """Return the id of each picture of the library, in order and once."""
    return _once(image.picture for image in images(html) if image.picture is not None)


def _once(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))


def _image(attributes: dict[str, str]) -> Image:
    number = attributes.get("data-picture")
    return Image(
        picture=int(number) if number else None,
        src=attributes.get("src", ""),
        alt=attributes.get("alt", ""),
        is_decorative=attributes.get("role") == "presentation",
    )


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
        return Part("table", _named(html), title=plain_text(caption[1]) if caption else "Table")
    section = SECTION.fullmatch(html)
    if not section:
        return Part("text", html)
    kind, inside = section.groups()
    h2 = H2.match(inside)
    if not h2:
        return Part(kind, inside)
    return Part(kind, inside[h2.end() :], heading=Heading(h2[1], plain_text(h2[2])))


def _named(table: str) -> str:
    """Return a table as readers get it: a header without words heads nothing."""
    return EMPTY_HEADER.sub(lambda cell: f"<td{SCOPE.sub('', cell[1])}></td>", table)
