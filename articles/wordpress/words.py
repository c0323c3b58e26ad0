"""The words of a line: links, emphasis and pictures, as an article may hold them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from articles.wordpress.addresses import absolute, is_picture
from articles.wordpress.export import Item
from articles.wordpress.shortcodes import LeftOut
from articles.wordpress.tree import INLINE, Element, Node

MEANINGS = {
    "em": ("em", "i", "cite", "var", "dfn"),
    "strong": ("strong", "b"),
    "sub": ("sub",),
    "sup": ("sup",),
}
WRITTEN = {name: written for written, names in MEANINGS.items() for name in names}
STRUCK = frozenset({"del", "s", "strike"})
SMALL_PICTURES = frozenset({"wp-smiley", "emoji"})
SOURCES = ("data-full-url", "data-orig-file", "data-lazy-src", "data-src", "src")
IDS = ("data-id", "data-attachment-id")
TAG = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \t\r]+")
LINES = re.compile(r" ?\n[ \n]*")
BREAK = re.compile(r"[ \n]?<br>[ \n]?|\n")


@dataclass(frozen=True)
class PictureUse:
    """A picture where it stands: its whole address, and its number in WordPress if known."""

    url: str
    wp_id: int | None = None
    alt: str = ""
    caption: str = ""


@dataclass
class Line:
    """Writes lines. Pictures, links and what was left out are collected on the way."""

    base: str
    media_of: Callable[[int], Item | None]
    pictures: list[PictureUse] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    chapters: int = 0
    anchors: dict[str, int] = field(default_factory=dict)
    is_classic: bool = False

    def joined(self, run: list[str]) -> str:
        """Return loose pieces as one line of HTML, with the breaks that were meant."""
        html = SPACES.sub(" ", "".join(run))
        if self.is_classic:
            html = BREAK.sub("<br>", LINES.sub("\n", html))
        html = html.replace("\n", " ").strip()
        while html.startswith("<br>") or html.endswith("<br>"):
            html = html.removeprefix("<br>").removesuffix("<br>").strip()
        return html

    def run(self, node: Element, figures: list[str]) -> list[str]:
        return [self.inline(child, figures) for child in node.children]

    def inline(self, node: Node, figures: list[str]) -> str:
        """Return the node as words in a line; its pictures go to the figures."""
        if isinstance(node, str):
            return node
        self.remember(node)
        if node.name == "br":
            return "<br>"
        if node.name == "img":
            return self.picture(node, figures)
        if node.name in STRUCK:
            return self.struck(node)
        inner = "".join(self.run(node, figures))
        if node.name == "a":
            return self.anchor(node, inner)
        if node.name not in INLINE:
            inner = f"{inner} "
        mark = WRITTEN.get(node.name)
        return marked(mark, inner) if mark and plain_words(inner) else inner

    def anchor(self, node: Element, inner: str) -> str:
        has_picture = next(node.all("img"), None) is not None
        href = node.attributes.get("href", "")
        if "wp-block-file__button" in node.classes:
            return ""  # the second link to the same file
        if plain_words(inner):
            return self.link(href, inner) if href else inner
        if has_picture and href and not self.shows_the_picture(node):
            self.left_out.append(LeftOut(f"link on a picture to {href}", "a picture has no link"))
        return inner

    def shows_the_picture(self, link: Element) -> bool:
        """Say whether the link of a picture only leads to its file, or to the page about it."""
        href = absolute(link.attributes["href"], self.base)
        ids = (_number_of(image) for image in link.all("img"))
        pages = [item.link for item in (self.media_of(id) for id in ids if id) if item]
        return is_picture(href) or any(_same_page(href, page) for page in pages)

    def around_link(self, node: Element) -> tuple[str, str]:
        html = self.link(node.attributes.get("href", ""), "\n")
        return ("", "") if html == "\n" else (html.partition("\n")[0], "</a>")

    def link(self, href: str, inner: str) -> str:
        """Return the words with their link as a whole address; without, where it is none."""
        href = unescape(href).strip()
        address = href if href.startswith("#") else absolute(href, self.base)
        if not address or address == "#" or re.search(r"\s", address):
            if address != "#":
                self.left_out.append(LeftOut(f"link to “{href[:200]}”", "it is no address"))
            return inner
        if not address.startswith("#") and address not in self.links:
            self.links.append(address)
        return f'<a href="{escape(address)}">{inner}</a>'

    def struck(self, node: Element) -> str:
        words = words_of(node)[:100]
        self.left_out.append(LeftOut(f"struck-out words “{words}”", "they were taken back"))
        return ""

    def picture(self, node: Element, figures: list[str]) -> str:
        given = node.attributes
        if node.classes & SMALL_PICTURES:
            return escape(given.get("alt", ""))
        sources = (absolute(given[name], self.base) for name in SOURCES if given.get(name))
        address = next((url for url in sources if url), "")
        if not address or (given.get("width"), given.get("height")) == ("1", "1"):
            self.left_out.append(LeftOut(f"picture {address}".strip(), "there is nothing to see"))
            return ""
        number = _number_of(node)
        alt = " ".join(given.get("alt", "").split()) or self.alt_of(number)
        self.pictures.append(PictureUse(address, number, alt))
        source = len(self.pictures) - 1
        figures.append(f'<figure><img data-source="{source}" alt="{escape(alt)}"></figure>')
        return ""

    def alt_of(self, number: int | None) -> str:
        item = self.media_of(number) if number else None
        return item.alt if item else ""

    def remember(self, node: Element) -> None:
        """Note in which chapter an anchor stands, for the links that jump to it."""
        for name in ("id", "name"):
            if node.attributes.get(name):
                self.anchors[node.attributes[name]] = self.chapters


def marked(mark: str, inner: str) -> str:
    """Return the words in the mark, once, with the line breaks of their ends outside of it."""
    inner = inner.replace(f"<{mark}>", "").replace(f"</{mark}>", "")
    core = re.sub(r"\A(?:<br>)+", "", inner)
    while core.endswith("<br>"):
        core = core.removesuffix("<br>")
    start, _, end = inner.partition(core)
    return f"{start}<{mark}>{core}</{mark}>{end}"


def plain_words(html: str) -> str:
    """Return the text of a line of our own HTML."""
    return " ".join(unescape(TAG.sub("", html.replace("<br>", " "))).split())


def words_of(node: Node) -> str:
    """Return the text of a node."""
    if isinstance(node, str):
        return " ".join(unescape(node).split())
    return " ".join(filter(None, map(words_of, node.children)))


def _same_page(one: str, other: str) -> bool:
    return one.rpartition("//")[2].rstrip("/") == other.rpartition("//")[2].rstrip("/")


def _number_of(image: Element) -> int | None:
    """Return the number that WordPress gave the picture, where the markup tells."""
    for name in sorted(image.classes):
        if re.fullmatch(r"wp-image-[1-9][0-9]{0,17}", name):
            return int(name.rpartition("-")[2])
    given = (image.attributes.get(name, "") for name in IDS)
    return next((int(id) for id in given if re.fullmatch(r"[1-9][0-9]{0,17}", id)), None)
