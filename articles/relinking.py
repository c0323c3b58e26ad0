"""Gives the links of a whole page new addresses, and leaves every other letter as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.parser import HTMLParser

ATTRIBUTE = re.compile(
    r"""(?<=\s)(href|src|srcset|action|poster)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE
)
CANDIDATE = re.compile(r"(^|,)(\s*)([^\s,]+)")
CANONICAL = re.compile(r"""\srel\s*=\s*["']?canonical\b""", re.IGNORECASE)
# What a style sheet or a script needs beside itself
NEEDED = re.compile(
    r"""url\(\s*["']?([^"')\s]+)|(?:@import|\bfrom|\bimport)\s*["']([^"']+)["']""", re.IGNORECASE
)

Change = Callable[[str], str]


def relink(html: str, change: Change) -> str:
    """Return the page with the address of each link, form and picture changed.

    The canonical address says where the page is at home, so it stays.
    """
    parts: list[str] = []
    at = 0
    for start, tag in _tags(html):
        if not CANONICAL.search(tag):
            parts += [html[at:start], ATTRIBUTE.sub(lambda found: _changed(found, change), tag)]
            at = start + len(tag)
    return "".join([*parts, html[at:]])


def linked(html: str) -> list[str]:
    """Return every address that the page links to, in the order of the page."""
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    relink(html, note)
    return found


def needed(text: str) -> list[str]:
    """Return the addresses of the files that a style sheet or a script needs beside itself."""
    found = (match[1] or match[2] for match in NEEDED.finditer(text))
    return [address for address in found if not address.startswith(("data:", "#"))]


def _changed(found: re.Match[str], change: Change) -> str:
    name, sign, value = found.groups()
    old = unescape(value.strip("\"'"))
    if name.lower() == "srcset":
        new = CANDIDATE.sub(lambda one: f"{one[1]}{one[2]}{change(one[3])}", old)
    else:
        new = change(old)
    return found[0] if new == old else f'{name}{sign}"{escape(new)}"'


def _tags(html: str) -> Iterator[tuple[int, str]]:
    """Yield where each opening tag starts, and the tag as it was written."""
    tags = _Tags()
    tags.feed(html)
    tags.close()
    lines = [0]
    for text in html.split("\n"):
        lines.append(lines[-1] + len(text) + 1)
    for (line, column), tag in tags.found:
        yield lines[line - 1] + column, tag


class _Tags(HTMLParser):
    """Finds the opening tags; what stands in comments and scripts is none."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[tuple[int, int], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.getpos(), self.get_starttag_text() or ""))
