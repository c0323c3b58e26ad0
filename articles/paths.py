"""How addresses are written: the one form in which old ones are kept, and WordPress's own."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs, unquote

# WordPress's short forms, such as /?p=12: what it counts in one row is kept under one name
NUMBERS = {"p": "p", "page_id": "p", "attachment_id": "p", "cat": "cat"}
FEED = re.compile(r"/(?:(?:category|tag|author)/.+/)?feed/(?:(?P<kind>rss2?|rdf|atom)/)?")
FEED_FILE = re.compile(r"/wp-(?:feed|rss2?|rdf|(?P<kind>atom))\.php/")
FEED_KINDS = {"feed": "rss", "rss": "rss", "rss2": "rss", "rdf": "rss", "atom": "atom"}
# What WordPress hung on the end of an article's address
TAIL = re.compile(r"(?<=.)/(?:amp|comment-page-\d+)$")
SITE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def normal(path: str, query: str = "") -> str:
    """Return the form in which an address is kept: /with/a/slash/ at its end, or /?p=12.

    Capitals, doubled slashes, percent signs and `index.php` make no other address of it, and
    nor does the name of the site before it.
    """
    path, sign, rest = SITE.sub("", path.strip()).partition("#")[0].partition("?")
    query = rest if sign else query
    segments = _segments(path)
    if not segments and (asked := _asked(query)):
        return f"/?{NUMBERS[asked[0]]}={asked[1]}"
    words = TAIL.sub("", "/".join(segments))
    return f"/{words}/" if words else "/"


def without(query: str, name: str) -> str:
    """Return a query as it was asked, less what has this name."""
    kept = [part for part in query.split("&") if part and part.partition("=")[0] != name]
    return "&".join(kept)


def short_name(path: str, query: str) -> str:
    """Return by what name a short form such as /?p=12 was asked, or nothing for other addresses."""
    asked = _asked(query)
    return asked[0] if asked and normal(path, query).startswith("/?") else ""


def is_short(query: str) -> bool:
    """Say whether WordPress would have understood a query to its home page as an address."""
    return _asked(query) is not None or feed_kind("/", query) is not None


def feed_kind(path: str, query: str = "") -> str | None:
    """Say which of our feeds, rss or atom, stands for this feed of WordPress."""
    kept = normal(path, query)
    if kept == "/" and (asked := parse_qs(query).get("feed")):
        return FEED_KINDS.get(asked[0].lower())
    match = FEED.fullmatch(kept) or FEED_FILE.fullmatch(kept)
    return FEED_KINDS[match["kind"] or "rss"] if match else None


def is_in_site(target: str) -> bool:
    """Say whether a browser that goes there stays on this site."""
    return re.match(r"/(?![/\\])", target) is not None and not (
        "\\" in target or CONTROL.search(target)
    )


def is_storable(path: str) -> bool:
    """Say whether an address is one that the table could hold."""
    return len(path) <= 500 and not CONTROL.search(path)


def _segments(path: str) -> list[str]:
    words = unicodedata.normalize("NFC", unquote(path)).lower()
    found = [part for part in words.split("/") if part]
    return found[1:] if found and found[0] == "index.php" else found


def _asked(query: str) -> tuple[str, str] | None:
    found = parse_qs(query)
    for name in NUMBERS:
        value = found.get(name, [""])[0]
        if value.isascii() and value.isdigit():
            return name, str(int(value)) if len(value) < 20 else value
    return None
