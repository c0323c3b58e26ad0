"""Any HTML to a tree that is well-formed, of known tags only, and never too deep to walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

import nh3

INLINE = frozenset(
    {"a", "em", "i", "cite", "var", "dfn", "strong", "b", "sub", "sup", "br", "wbr", "code", "kbd"}
    | {"samp", "tt", "span", "font", "abbr", "acronym", "mark", "u", "ins", "small", "big", "time"}
    | {"label", "q", "del", "s", "strike", "bdi", "bdo", "data", "ruby", "rt", "rp", "img"}
)
BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "center"}
    | {"address", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"}
    | {"dl", "dt", "dd", "blockquote", "pre", "figure", "figcaption", "hr", "table", "caption"}
    | {"colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "fieldset", "legend"}
)
EMBEDDED = frozenset({"iframe", "object", "embed", "video", "audio", "source", "track"})
FORMS = frozenset({"form", "input", "button"})
VOID = frozenset({"br", "wbr", "img", "hr", "col", "embed", "source", "track", "input"})
WITHOUT_CONTENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "select", "textarea", "canvas"}
    | {"title", "noframes", "noembed", "xmp", "plaintext"}
)
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "data-id", "data-attachment-id", "data-full-url"}
    | {"data-orig-file", "data-lazy-src", "data-src"},
    "figure": {"data-id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "object": {"data"},
    "form": {"action"},
} | {name: {"src", "title", "data-src"} for name in ("iframe", "embed", "video", "audio", "source")}

MOST_DEPTH = 60
TOO_DEEP = 400
OPTIONAL_END = VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}
ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names within, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name in names:
                    yield child
                yield from child.all(*names)


Node: TypeAlias = Element | str  # a string is text with its entities, as it stands in HTML


def grow(html: str) -> Element:
    """Return the tree of any HTML. Where tags stand too deep, only the words are left."""
    root = Element("div")
    open_elements, ignored, at = [root], 0, 0
    cleaned = nh3.clean_text(ANY_TAG.sub("", html)) if is_too_deep(html) else _cleaned(html)
    for tag in TAG.finditer(cleaned):
        _add(open_elements[-1], cleaned[at : tag.start()])
        at = tag.end()
        name = tag[2]
        if tag[1] and ignored:
            ignored -= 1
        elif tag[1]:
            _close(open_elements, name)
        elif name in VOID:
            open_elements[-1].children.append(_element(tag))
        elif len(open_elements) > MOST_DEPTH:
            ignored += 1
        else:
            element = _element(tag)
            open_elements[-1].children.append(element)
            open_elements.append(element)
    _add(open_elements[-1], cleaned[at:])
    return root


def is_too_deep(html: str) -> bool:
    """Say whether so many tags stay open in each other that parsing them would take for ever."""
    depth = 0
    for tag in ANY_TAG.finditer(html):
        if tag[2].lower() not in OPTIONAL_END:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > TOO_DEEP:
            return True
    return False


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(INLINE | BLOCKS | EMBEDDED | FORMS),
        clean_content_tags=set(WITHOUT_CONTENT),
        attributes={name: set(values) for name, values in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _add(parent: Element, text: str) -> None:
    if text:
        parent.children.append(text)


def _element(tag: re.Match[str]) -> Element:
    return Element(tag[2], {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[3])})


def _close(open_elements: list[Element], name: str) -> None:
    for place in range(len(open_elements) - 1, 0, -1):
        if open_elements[place].name == name:
            del open_elements[place:]
            return
