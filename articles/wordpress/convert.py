"""A WordPress text to the HTML of an article: first with numbered pictures, then finished."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from articles.richtext import clean_html
from articles.wordpress.blocks import Blocks, Stretch
from articles.wordpress.entries import plain
from articles.wordpress.export import Export, Item, unique
from articles.wordpress.markup import Writer
from articles.wordpress.shortcodes import LeftOut, Shortcodes
from articles.wordpress.tree import grow, is_too_deep
from articles.wordpress.words import PictureUse, words_of

LONGEST_SUMMARY = 300
LONGEST_TITLE = 200

RUNNING = re.compile(r"<(script|svg|math|select|textarea|canvas)\b([^<>]*)", re.IGNORECASE)
SOURCE = re.compile(r"""\ssrc\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
HEADING = re.compile(r"<(h[1-6])\b", re.IGNORECASE)
FIGURE = re.compile(
    r'<figure><img data-source="(\d+)" alt="([^"]*)">(?:<figcaption>(.*?)</figcaption>)?</figure>'
)
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')
CHAPTER = re.compile(r'<h2 id="([^"]*)">')
JUMP = re.compile(r'<a href="#chapter-(\d+)">(.*?)</a>')


@dataclass(frozen=True)
class Converted:
    """An article on its way: `finish` still has to put in the pictures and mend the links.

    In the html the picture `pictures[N]` stands as `<figure><img data-source="N" alt="...">`,
    each link as the whole address that it had, and a jump within the text as `#chapter-N`.
    """

    html: str
    pictures: tuple[PictureUse, ...] = ()
    links: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def convert(item: Item, export: Export) -> Converted:
    """Return the content as an article's HTML, with its pictures, links, and what was left out."""
    shortcodes, blocks = Shortcodes(item, export), Blocks(export)
    stretches = list(blocks.stretches(shortcodes.run(item.content)))
    base = item.link if "://" in item.link else (export.urls or ("",))[0]
    writer = Writer(base, export.by_id.get)
    writer.headings = frozenset(
        name.lower() for stretch in stretches for name in HEADING.findall(stretch.html)
    )
    html = "\n".join(block for stretch in stretches for block in _written(writer, stretch))
    found = [*blocks.left_out, *shortcodes.left_out, *_running(stretches), *writer.left_out]
    return Converted(
        _with_jumps(html, writer, found), tuple(writer.pictures), tuple(writer.links), unique(found)
    )


def finish(
    converted: Converted,
    *,
    picture_ids: Mapping[int, int],
    link: Callable[[str], str | None],
) -> str:
    """Return the stored HTML: pictures by our ids, links as `link` gives them.

    A picture that has no id goes with its figure; its caption stays as a paragraph. A link for
    which `link` returns None is taken off; its words stay.
    """

    def figure(found: re.Match[str]) -> str:
        number, alt, caption = int(found[1]), found[2], found[3] or ""
        if number not in picture_ids:
            return f"<p>{caption}</p>" if caption else ""
        image = f'<img data-picture="{picture_ids[number]}" alt="{alt}">'
        return f"<figure>{image}{caption and f'<figcaption>{caption}</figcaption>'}</figure>"

    def anchor(found: re.Match[str]) -> str:
        href = unescape(found[1])
        address = href if href.startswith("#") else link(href)
        return f'<a href="{escape(address)}">{found[2]}</a>' if address else found[2]

    html = clean_html(FIGURE.sub(figure, LINK.sub(anchor, converted.html)))
    names = CHAPTER.findall(html)

    def jump(found: re.Match[str]) -> str:
        number = int(found[1])
        is_there = 0 < number <= len(names)
        return f'<a href="#{names[number - 1]}">{found[2]}</a>' if is_there else found[2]

    return clean_html(JUMP.sub(jump, html))


def title_of(item: Item) -> str:
    """Return the title as plain words, never empty and never too long."""
    title = _cut(plain(item.title), LONGEST_TITLE)
    return title or f"Untitled {item.kind.replace('_', ' ')} {item.id or ''}".strip()


def summary_of(item: Item, export: Export) -> str:
    """Return the excerpt, or the description for search engines, as a few plain sentences."""
    shortcodes = Shortcodes(item, export)
    words = words_of(grow(shortcodes.run(item.excerpt)))
    return _cut(words or plain(item.meta.get("_yoast_wpseo_metadesc", "")), LONGEST_SUMMARY)


def _written(writer: Writer, stretch: Stretch) -> Iterator[str]:
    writer.is_classic = stretch.is_classic
    if is_too_deep(stretch.html):
        writer.left_out.append(LeftOut("layout", "its tags stand too deep in each other"))
    yield from writer.flow(grow(stretch.html).children)


def _running(stretches: list[Stretch]) -> Iterator[LeftOut]:
    """Yield the scripts, drawings and fields, which are gone without a trace otherwise."""
    for stretch in stretches:
        for name, attributes in RUNNING.findall(stretch.html):
            source = SOURCE.search(attributes)
            what = f"{name.lower()} {source[1] if source else ''}".strip()
            yield LeftOut(what, "an article holds no such thing")


def _with_jumps(html: str, writer: Writer, left_out: list[LeftOut]) -> str:
    """Return the html with each jump within the text aimed at a chapter, or taken off."""

    def jump(found: re.Match[str]) -> str:
        href = unescape(found[1])
        if not href.startswith("#"):
            return found[0]
        chapter = writer.anchors.get(href[1:], 0)
        if chapter:
            return f'<a href="#chapter-{chapter}">{found[2]}</a>'
        left_out.append(LeftOut(f"jump to {href[:100]}", "the place is not in the text"))
        return found[2]

    return LINK.sub(jump, html)


def _cut(words: str, longest: int) -> str:
    """Return at most so many letters: whole sentences if they say enough, else whole words."""
    if len(words) <= longest:
        return words
    start = words[: longest + 1]
    sentences = [found.end() for found in re.finditer(r"[.!?…](?=\s)", start)]
    if sentences and sentences[-1] > longest // 3:
        return start[: sentences[-1]]
    whole = start[:longest].rpartition(" ")[0]
    return f"{(whole or start[: longest - 1]).rstrip(' ,;:–-')}…"[:longest]
