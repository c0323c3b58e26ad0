"""From the tree of a WordPress text to the blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from articles.wordpress import tables
from articles.wordpress.addresses import absolute, file_name
from articles.wordpress.shortcodes import LeftOut
from articles.wordpress.tree import INLINE, Element, Node
from articles.wordpress.words import IDS, STRUCK, WRITTEN, Line, plain_words, words_of

PLAYED = {"iframe": "Embedded page", "object": "Embedded file", "embed": "Embedded file"} | {
    "video": "Video",
    "audio": "Audio",
}
URL_ALONE = re.compile(r"https?://[^\s<>\"]+")
GAP = re.compile(r"<br>(?:\s*<br>)+")
EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass
class Writer(Line):
    """Writes one article, block by block."""

    headings: frozenset[str] = frozenset()

    def flow(self, nodes: Iterable[Node], around: tuple[str, str] = ("", "")) -> Iterator[str]:
        """Yield the blocks of these nodes; loose words become paragraphs, pictures figures."""
        run: list[str] = []
        figures: list[str] = []
        for node in nodes:
            if isinstance(node, str) and self.is_classic:
                first, *others = EMPTY_LINE.split(node)
                run.append(first)
                for other in others:
                    yield from self.paragraph(run, figures, around)
                    run, figures = [other], []
            elif isinstance(node, str):
                run.append(node)
            elif _is_inline(node):
                run.append(self.inline(node, figures))
            else:
                yield from self.paragraph(run, figures, around)
                run, figures = [], []
                yield from self.block(node, around)
        yield from self.paragraph(run, figures, around)

    def paragraph(
        self, run: list[str], figures: list[str], around: tuple[str, str] = ("", "")
    ) -> Iterator[str]:
        yield from figures
        html = self.joined(run)
        words = plain_words(html)
        if URL_ALONE.fullmatch(words) and "<" not in html:
            self.left_out.append(LeftOut(f"embedded page {words}", "kept as a link"))
            html = self.link(words, html)
        for part in _split_at_gaps(html):
            if plain_words(part):
                yield f"<p>{around[0]}{part}{around[1]}</p>"

    def block(self, node: Element, around: tuple[str, str] = ("", "")) -> Iterator[str]:
        self.remember(node)
        writer = BLOCKS.get(node.name)
        if node.name in HEADINGS:
            yield from self.heading(node, around)
        elif writer:
            yield from writer(self, node)
        elif node.name == "a":
            yield from self.flow(node.children, self.around_link(node))
        elif node.name in WRITTEN:
            mark = WRITTEN[node.name]
            yield from self.flow(node.children, (f"{around[0]}<{mark}>", f"</{mark}>{around[1]}"))
        elif node.name in STRUCK:
            self.struck(node)
        else:
            yield from self.flow(node.children, around)

    def heading(self, node: Element, around: tuple[str, str]) -> Iterator[str]:
        figures: list[str] = []
        words = re.sub(r"(?:\s|<br>)+", " ", self.joined(self.run(node, figures))).strip()
        if plain_words(words):
            name = self.level(node.name)
            self.chapters += name == "h2"
            self.remember(node)
            yield f"<{name}>{around[0]}{words}{around[1]}</{name}>"
        yield from figures

    def level(self, name: str) -> str:
        """Return h2 for the chapters: h1 and h2, or the highest there is. The rest is h3."""
        highest = min(self.headings, default="h2")
        return "h2" if name <= "h2" or name == highest else "h3"

    def listed(self, node: Element) -> Iterator[str]:
        items: list[str] = []
        figures: list[str] = []
        for child in node.children:
            if isinstance(child, Element) and child.name in {"ul", "ol"} and items:
                items[-1] += "".join(self.listed(child))  # a list beside its item belongs into it
                continue
            blocks = list(self.item([child]))
            if all(block.startswith("<figure>") for block in blocks):
                figures += blocks
            else:
                items.append("".join(blocks))
        name = "ol" if node.name == "ol" else "ul"
        yield from figures
        if items:
            yield f"<{name}>{''.join(f'<li>{item}</li>' for item in items)}</{name}>"

    def item(self, nodes: list[Node]) -> Iterator[str]:
        """Yield the blocks of a list item or a cell; a first paragraph needs no tag of its own."""
        for place, block in enumerate(self.flow(nodes)):
            yield block[3:-4] if place == 0 and block.startswith("<p>") else block

    def definitions(self, node: Element) -> Iterator[str]:
        yield from self.flow(node.children, ("<strong>", "</strong>"))

    def quote(self, node: Element) -> Iterator[str]:
        inner = "".join(self.flow(node.children))
        if inner:
            yield f"<blockquote>{inner}</blockquote>"

    def preformatted(self, node: Element) -> Iterator[str]:
        was, self.is_classic = self.is_classic, True
        yield from self.flow(node.children)
        self.is_classic = was

    def figure(self, node: Element) -> Iterator[str]:
        """Yield a picture with its caption; of anything else that has a caption, both."""
        captions = _named(node, "figcaption")
        others = [child for child in node.children if not _is(child, "figcaption")]
        blocks = [block for child in others for block in self.block_of(child, node)]
        unused: list[str] = []
        html = "<br>".join(filter(None, (self.joined(self.run(x, unused)) for x in captions)))
        if html and len(blocks) == 1 and blocks[0].startswith(("<figure>", "<table><t")):
            yield self.captioned(blocks[0], html)
            html = ""
        else:
            yield from blocks
        yield from unused
        if html:
            yield f"<p>{html}</p>"

    def block_of(self, child: Node, figure: Element) -> Iterator[str]:
        for picture in figure.all("img") if _is(child, "img", "a") else ():
            for name in IDS:
                picture.attributes.setdefault(name, figure.attributes.get("data-id", ""))
        yield from self.flow([child])

    def captioned(self, block: str, html: str) -> str:
        if block.startswith("<table>"):
            return f"<table><caption>{html}</caption>{block.removeprefix('<table>')}"
        number = int(block.partition('data-source="')[2].partition('"')[0])
        self.pictures[number] = replace(self.pictures[number], caption=plain_words(html))
        return f"{block.removesuffix('</figure>')}<figcaption>{html}</figcaption></figure>"

    def played(self, node: Element) -> Iterator[str]:
        """Yield a link to what the page cannot hold, where it has an address."""
        addresses = [node, *node.all("source", "embed")]
        given = [x.attributes.get(name) for x in addresses for name in ("src", "data-src", "data")]
        address = next((url for url in (absolute(g or "", self.base) for g in given) if url), "")
        kind = PLAYED[node.name]
        why = "kept as a link" if address else "it has no address"
        self.left_out.append(LeftOut(f"{kind.lower()} {address}".strip(), why))
        if address:
            title = node.attributes.get("title") or file_name(address) or address
            yield f"<p>{self.link(address, escape(f'{kind}: {title}'))}</p>"

    def form(self, node: Element) -> Iterator[str]:
        self.left_out.append(LeftOut("form", "it sends to the old site"))
        return iter(())

    def button(self, node: Element) -> Iterator[str]:
        self.left_out.append(
            LeftOut(f"button “{words_of(node)}”", "it worked on the old site only")
        )
        return iter(())

    def nothing(self, node: Element) -> Iterator[str]:
        return iter(())

    def table(self, node: Element) -> Iterator[str]:
        """Yield the table; one that only arranges things on the page is read cell by cell."""
        rows = tables.rows_of(node)
        if tables.is_layout(node, rows):
            for cell in (cell for row in rows for cell in row.cells):
                yield from self.flow(cell.children)
            return
        written = [(row, [self.cell(row, cell) for cell in row.cells]) for row in rows]
        html = tables.written(written)
        captions = [self.joined(self.run(x, [])) for x in _named(node, "caption")]
        if html:
            yield (
                self.captioned(f"<table>{html}</table>", captions[0])
                if any(captions[:1])
                else (f"<table>{html}</table>")
            )

    def cell(self, row: tables.Row, cell: Element) -> str:
        inner = "".join(self.item(cell.children))
        name = cell.name if inner else "td"  # an empty heading tells nobody anything
        return f"<{name}{tables.attributes(row, cell, name)}>{inner}</{name}>"


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS: Mapping[str, Callable[[Writer, Element], Iterator[str]]] = {
    "ul": Writer.listed,
    "ol": Writer.listed,
    "dt": Writer.definitions,
    "summary": Writer.definitions,
    "blockquote": Writer.quote,
    "pre": Writer.preformatted,
    "figure": Writer.figure,
    "table": Writer.table,
    "form": Writer.form,
    "button": Writer.button,
    "input": Writer.nothing,
    "hr": Writer.nothing,
} | dict.fromkeys(PLAYED, Writer.played)


def _named(node: Element, name: str) -> list[Element]:
    return [child for child in node.children if isinstance(child, Element) and child.name == name]


def _is(node: Node, *names: str) -> bool:
    return isinstance(node, Element) and node.name in names


def _split_at_gaps(html: str) -> list[str]:
    """Return the paragraphs that two line breaks were meant to part, where no tag spans them."""
    parts = GAP.split(html)
    are_whole = all(part.count("<") - part.count("<br>") == 2 * part.count("</") for part in parts)
    return [part.strip() for part in parts] if are_whole else [html]


def _is_inline(node: Element) -> bool:
    """Say whether the node is part of a line, with nothing inside that needs a block of its own."""
    if node.name not in INLINE:
        return False
    return all(isinstance(child, str) or _is_inline(child) for child in node.children)
