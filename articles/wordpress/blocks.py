"""The block editor's comments: taken out of the text, and listed where they stood for something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from articles.wordpress.export import Export
from articles.wordpress.shortcodes import LeftOut

MARK = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s+(?P<json>\{.*\}\s+)?(?P<alone>/)?-->",
    re.DOTALL,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CLASSIC = frozenset({"freeform", "shortcode"})
SILENT = frozenset(
    {"spacer", "separator", "more", "nextpage", "paragraph", "heading", "column", "columns"}
    | {"group", "html", "shortcode", "freeform", "list", "image", "buttons", "button"}
)
MADE_ANEW = frozenset({"query", "navigation", "social-links", "latest-posts"})
WHY = "WordPress made its content anew each time"
MOST_PATTERNS = 20
MOST_OPEN = 100


@dataclass(frozen=True)
class Stretch:
    """A piece of the text; in classic text a line break and an empty line mean something."""

    html: str
    is_classic: bool


@dataclass
class Blocks:
    """The blocks of one text. `stretches` gives it without them; `left_out` fills meanwhile."""

    export: Export
    left_out: list[LeftOut] = field(default_factory=list)
    patterns: int = 0

    def stretches(self, text: str) -> Iterator[Stretch]:
        """Yield what stands outside of blocks as classic text, and the rest as HTML."""
        out: list[str] = []
        open_blocks: list[str] = []
        at = 0
        for comment in COMMENT.finditer(text):
            if comment.start() < at:
                continue
            out.append(text[at : comment.start()])
            at = comment.end()
            mark = MARK.fullmatch(comment[0])
            if not mark:
                continue
            was_classic = _is_classic(open_blocks)
            added = self.take(mark, open_blocks, text[at : at + 2000])
            if was_classic != _is_classic(open_blocks) or not open_blocks:
                yield Stretch("".join(out), was_classic)
                out = []
            out.append(added)
            at = _end_of_what_is_made_anew(mark, text, at)
        rest = text[at:].partition("<!--")[0]
        yield Stretch("".join(out) + rest, _is_classic(open_blocks))

    def take(self, mark: re.Match[str], open_blocks: list[str], following: str) -> str:
        """Follow one mark; return the HTML that it stands for beside what it encloses."""
        name = _name(mark)
        if mark["end"]:
            if name in open_blocks:
                del open_blocks[len(open_blocks) - 1 - open_blocks[::-1].index(name) :]
            return ""
        if mark["alone"] and name == "block":
            return self.pattern(mark["json"])
        if name in MADE_ANEW or (mark["alone"] and name not in SILENT):
            self.left_out.append(LeftOut(f"block “{name}”", WHY))
        if not mark["alone"] and len(open_blocks) < MOST_OPEN:
            open_blocks.append(name)
        return _background(name, mark["json"], following)

    def pattern(self, words: str | None) -> str:
        """Return the HTML of a reusable block, which the export keeps as an item of its own."""
        item = self.export.by_id.get(_number(_settings(words).get("ref")))
        self.patterns += 1
        if item is None or item.kind != "wp_block" or self.patterns > MOST_PATTERNS:
            self.left_out.append(LeftOut("reusable block", "the export does not hold it"))
            return ""
        return "\n".join(stretch.html for stretch in self.stretches(item.content))


def _name(mark: re.Match[str]) -> str:
    return mark["name"].removeprefix("core/")


def _end_of_what_is_made_anew(mark: re.Match[str], text: str, at: int) -> int:
    """Return where to read on: after the template of a list that WordPress fills."""
    if _name(mark) not in MADE_ANEW or mark["end"] or mark["alone"]:
        return at
    return max(at, text.find(f"<!-- /wp:{mark['name']} ", at))


def _is_classic(open_blocks: list[str]) -> bool:
    return not open_blocks or open_blocks[-1] in CLASSIC


def _background(name: str, words: str | None, following: str) -> str:
    """Return the picture that an old cover block named in its settings only."""
    if name not in {"cover", "cover-image"} or "<img" in following.partition("<!--")[0]:
        return ""
    settings = _settings(words)
    address, number = settings.get("url"), _number(settings.get("id"))
    if not isinstance(address, str) or settings.get("backgroundType") == "video":
        return ""
    return f'<figure><img class="wp-image-{number}" src="{escape(address)}" alt=""></figure>'


def _settings(words: str | None) -> dict[str, object]:
    try:
        found = json.loads(words) if words and len(words) < 100_000 else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 < value < 2**63 else 0
