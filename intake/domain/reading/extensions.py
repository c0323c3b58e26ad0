"""FHIR's extensions by their short names: `hidden`, `unit`, `enableWhenExpression`, ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from intake.domain.document import Json
from intake.domain.turning import straight

HL7 = re.compile(r"https?://(?:www\.)?hl7\.org/fhir/")
# The same extension had several homes in time: the core, SDC, and SDC with its own prefix.
PREFIX = re.compile(r"^(?:sdc-)?(?:questionnaire-)?")
MARKS = re.compile(r"[*_`#>]+|!?\[([^\]]*)\]\([^)]*\)")
BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"}


@lru_cache(maxsize=4096)
def short(url: str) -> str:
    """Return the short name of one of HL7's extensions; nothing for anyone else's."""
    return PREFIX.sub("", url.rsplit("/", 1)[-1]) if HL7.match(url) else ""


def objects(element: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects that are listed under a key, whatever else stands there."""
    found = element.get(key) if isinstance(element, dict) else None
    if isinstance(found, dict):
        return [found]
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def words(element: Any, key: str) -> str:
    """Return the text under a key, or nothing where there is none."""
    found = element.get(key) if isinstance(element, dict) else None
    return found.strip() if isinstance(found, str) else ""


def every(element: Json, name: str) -> list[dict[str, Any]]:
    """Return all extensions of a short name."""
    return [each for each in objects(element, "extension") if short(words(each, "url")) == name]


def first(element: Json, name: str) -> dict[str, Any]:
    return next(iter(every(element, name)), {})


def part(extension: Json, name: str) -> dict[str, Any]:
    """Return the part of a complex extension that has this name."""
    return next((each for each in objects(extension, "extension") if each.get("url") == name), {})


def kind_and_value(element: Json, start: str = "value") -> tuple[str, Any]:
    """Return FHIR's name of a value and the value: ("valueCoding", {...}), ("", None) of none."""
    known = (key for key in element if key.startswith(start) and len(key) > len(start))
    key = next(known, "")
    return key, element.get(key)


def value(extension: Json) -> Any:
    return kind_and_value(extension)[1]


def is_on(element: Json, name: str) -> bool:
    """Say whether a yes-or-no extension says yes."""
    return str(value(first(element, name))).lower() == "true"


def codes(element: Json, name: str) -> Iterator[str]:
    """Yield the codes of an extension whose value is a concept: `page`, `help`, ..."""
    for each in every(element, name):
        for coding in objects(each.get("valueCodeableConcept"), "coding"):
            if code := words(coding, "code"):
                yield code


def control(item: Json) -> str:
    """Return FHIR's itemControl of an item."""
    return next(codes(item, "itemControl"), "")


def shown(element: Json, key: str) -> str:
    """Return the text under a key, or the plain words of its formatted form where it is alone.

    No sign turns its letters around.
    """
    return straight(_shown(element, key))


def _shown(element: Json, key: str) -> str:
    if plain := words(element, key):
        return plain
    beside = element.get(f"_{key}")
    if not isinstance(beside, dict):
        return ""
    if xhtml := value(first(beside, "rendering-xhtml")):
        return without_tags(str(xhtml))
    markdown = value(first(beside, "rendering-markdown"))
    return " ".join(MARKS.sub(r"\1", markdown).split()) if isinstance(markdown, str) else ""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BREAKS:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def without_tags(xhtml: str) -> str:
    """Return the words of a piece of XHTML."""
    parser = _Words()
    parser.feed(xhtml)
    parser.close()
    return " ".join("".join(parser.found).split())
