"""A second opinion on clean HTML, from the standard library's parser and a table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

WORDS = {"a", "em", "strong", "sub", "sup", "br"}
BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "figure"}
IN_ITEMS = WORDS | {"p", "ul", "ol", "figure"}
MAY_HOLD = {
    "": BLOCKS | {"section"},
    "section": BLOCKS,
    "blockquote": {"p", "ul", "ol"},
    "ul": {"li"},
    "ol": {"li"},
    "li": IN_ITEMS,
    "td": IN_ITEMS,
    "th": IN_ITEMS,
    "table": {"caption", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "figure": {"img", "figcaption"},
    **dict.fromkeys(["p", "h2", "h3", "caption", "figcaption", "a", "em", "strong", "sub"], WORDS),
    "sup": WORDS,
}
WITHOUT_TEXT = {"", "section", "blockquote", "ul", "ol", "table", "thead", "tbody", "tr", "figure"}
MAY_HAVE = {
    "h2": {"id"},
    "a": {"href"},
    "section": {"class"},
    "img": {"data-picture", "src", "alt", "width", "height", "role"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
LINKS_BEGIN = ("http://", "https://", "mailto:", "tel:", "#", "/", "article:")


class Witness(HTMLParser):
    """Reads clean HTML and notes what should not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.path, self.faults, self.found = [""], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.found.append((tag, attributes))
        if tag not in MAY_HOLD.get(self.path[-1], set()):
            self.faults.append(f"{tag} in {self.path[-1] or 'the page'}")
        if tag in WORDS and tag in self.path:
            self.faults.append(f"{tag} in {tag}")
        self.faults += _odd_attributes(tag, attributes)
        if tag not in {"br", "img"}:
            self.path.append(tag)

    def handle_endtag(self, tag):
        if self.path.pop() != tag:
            self.faults.append(f"{tag} ends before it began")

    def handle_data(self, data):
        if self.path[-1] in WITHOUT_TEXT:
            self.faults.append(f"words in {self.path[-1] or 'the page'}: {data!r}")

    def handle_comment(self, data):
        self.faults.append(f"a comment: {data!r}")

    handle_decl = unknown_decl = handle_pi = handle_comment


def _odd_attributes(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name in attributes.keys() - MAY_HAVE.get(tag, set()):
        yield f"{name} on {tag}"
    href = attributes.get("href")
    if tag == "a" and not (href or "").lower().startswith(LINKS_BEGIN):
        yield f"a link to {href!r}"
    if (href or "").startswith(("//", "/\\")):
        yield f"a link to {href!r}"
    if tag == "section" and not attributes.get("class"):
        yield "a box of no kind"
    if tag != "img":
        return
    if ("data-picture" in attributes) == ("src" in attributes) or "alt" not in attributes:
        yield f"a picture like {attributes}"
    if not attributes.get("src", "/").startswith("/") or attributes.get("src", "").startswith("//"):
        yield f"a picture from {attributes['src']}"
    if "role" in attributes and (attributes["role"] != "presentation" or attributes["alt"]):
        yield f"a picture like {attributes}"


def faults(html: str) -> list[str]:
    """Return what clean HTML should not have."""
    witness = Witness()
    witness.feed(html)
    witness.close()
    left_open = [f"{tag} never ends" for tag in witness.path[1:]]
    return [*witness.faults, *left_open]
