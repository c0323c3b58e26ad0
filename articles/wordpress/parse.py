"""A WordPress export (WXR 1.0 to 1.2) to plain values. Hostile XML is refused, with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from articles.wordpress import entries
from articles.wordpress.export import Author, Export, Item, Term
from articles.wordpress.reading import BadExport, pieces

MOST_ENTRIES = 100_000  # so many items, or terms, or authors, are refused
MOST_DEPTH = 100
MOST_TEXT = 10_000_000  # letters in one text, bytes in one tag
MOST_FIELDS = 10_000  # different things inside one item; comments do not count

NAMESPACES = (
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/?"), "wp:"),
    (re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/excerpt/?"), "excerpt:"),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?"), "content:"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/?"), "dc:"),
)
FRAMES = frozenset(
    {"rss/channel", "channel/item", "channel/wp:author", "channel/wp:category", "channel/wp:tag"}
    | {"channel/wp:term", "item/wp:postmeta", "item/wp:comment"}
)
ENTRIES = {
    "item": "items",
    "wp:author": "authors",
    "wp:category": "categories",
    "wp:tag": "tags",
    "wp:term": "terms",
}
REASONS = {
    2: "this is not XML that can be read",
    3: "the file is empty or cut off",
    5: "the file is cut off in the middle of a tag",
    7: "the closing tag does not fit the opening one",
    8: "a tag names the same attribute twice",
    9: "there is something after the end of the export",
    11: "the text uses an entity that XML does not know",
    14: "a number stands for a letter that does not exist",
    20: "the file is cut off in the middle of a text",
    27: "a tag has a prefix that the file does not explain",
}


@dataclass
class Frame:
    """An open element: its text so far and, where it is one that counts, its parts."""

    name: str
    attributes: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    length: int = 0
    parts: entries.Parts = field(default_factory=dict)
    size: int = 0


def parse(source: Path | str | BinaryIO) -> Export:
    """Return what the export holds, or raise BadExport with the line and the reason."""
    if isinstance(source, Path | str):
        with Path(source).open("rb") as stream:
            return _Reader().read(stream)
    return _Reader().read(source)


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse("the file brings a DTD (DOCTYPE)")
        self.parser.EntityDeclHandler = self.refuse("the file declares an entity")
        self.parser.ExternalEntityRefHandler = self.refuse("the file points at another file")
        self.frames: list[Frame] = []
        self.names: dict[str, str] = {}
        self.counted: Counter[str] = Counter()
        self.has_wordpress = False
        self.channel: entries.Parts | None = None
        self.items: list[Item] = []
        self.authors: list[Author] = []
        self.terms: dict[str, list[Term]] = {"wp:category": [], "wp:tag": [], "wp:term": []}

    def read(self, stream: BinaryIO) -> Export:
        fed = 0
        for piece in pieces(stream):
            self.feed(piece)
            fed += len(piece)
            if fed - self.parser.CurrentByteIndex > MOST_TEXT:
                raise self.bad(f"a tag or comment is longer than {MOST_TEXT:,} bytes")
        self.feed(b"", final=True)
        if self.channel is None or not self.has_wordpress:
            raise BadExport(1, "the file is XML, but not an export from WordPress.")
        return entries.export(self.channel, tuple(self.items), tuple(self.authors), self.terms)

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        try:
            self.parser.Parse(piece, final)
        except expat.ExpatError as error:
            reason = REASONS.get(error.code, expat.ErrorString(error.code))
            raise BadExport(error.lineno, f"{reason}.") from None

    def bad(self, reason: str) -> BadExport:
        return BadExport(self.parser.CurrentLineNumber, f"{reason}.")

    def refuse(self, reason: str) -> Callable[..., NoReturn]:
        def handler(*_: object) -> NoReturn:
            raise self.bad(f"{reason}, which is not read for safety")

        return handler

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self.short(name)
        if len(self.frames) >= MOST_DEPTH:
            raise self.bad(f"tags stand more than {MOST_DEPTH} deep in each other")
        if not self.frames and name != "rss":
            raise self.bad(f"the file starts with <{name[:40]}>, so it is no export from WordPress")
        self.frames.append(Frame(name, attributes, self.parser.CurrentLineNumber))
        if name in ENTRIES and self.is_frame():
            self.counted[name] += 1
            if self.counted[name] >= MOST_ENTRIES:
                raise self.bad(f"the file has {MOST_ENTRIES:,} {ENTRIES[name]} or more")

    def characters(self, text: str) -> None:
        frame = self.frames[-1]
        frame.length += len(text)
        if frame.length > MOST_TEXT:
            raise self.bad(f"a text is longer than {MOST_TEXT:,} letters")
        frame.text.append(text)

    def end(self, _: str) -> None:
        is_frame = self.is_frame()
        frame = self.frames.pop()
        if is_frame:
            self.keep(frame)
        elif self.frames:
            self.add(frame.name, entries.Leaf("".join(frame.text).strip(), frame.attributes))

    def keep(self, frame: Frame) -> None:
        if frame.name == "channel":
            self.channel = self.channel or frame.parts
        elif frame.name == "item":
            self.items.append(entries.item(frame.parts, frame.line, self.site()))
        elif frame.name == "wp:author":
            self.authors.append(entries.author(frame.parts))
        elif frame.name in self.terms:
            self.terms[frame.name].append(entries.term(frame.name, frame.parts))
        elif frame.name == "wp:comment":
            self.add(entries.kind_of_comment(frame.parts), None)
        elif frame.name == "wp:postmeta":
            self.add("meta", entries.meta(frame.parts))

    def add(self, name: str, part: entries.Leaf | None) -> None:
        frame = self.frames[-1]
        if part is None:
            frame.parts[name] = [entries.Leaf(str(entries.number(frame.parts, name) + 1))]
            return
        frame.size += 1
        if frame.size > MOST_FIELDS:
            raise self.bad(f"one entry has more than {MOST_FIELDS:,} parts")
        frame.parts.setdefault(name, []).append(part)

    def is_frame(self) -> bool:
        names = [frame.name for frame in self.frames[-2:]]
        return "/".join(names) in FRAMES

    def site(self) -> str:
        """Return the address of the site, which an export names before its items."""
        channel = self.frames[-1].parts
        return entries.text(channel, "wp:base_blog_url") or entries.text(channel, "link")

    def short(self, name: str) -> str:
        """Return the name with our own prefix, whatever the export calls its namespaces."""
        if name not in self.names:
            if len(self.names) > MOST_FIELDS:
                raise self.bad(f"the file has more than {MOST_FIELDS:,} different tags")
            address, _, local = name.rpartition(" ")
            known = (prefix for uri, prefix in NAMESPACES if uri.fullmatch(address))
            self.names[name] = next(known, "other:" if address else "") + local
        self.has_wordpress = self.has_wordpress or self.names[name].startswith("wp:")
        return self.names[name]
