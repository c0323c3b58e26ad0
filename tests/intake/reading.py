"""What a person, or their browser, finds on a page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any


def words(response: Any) -> str:
    """Return what a person reads on a page, its title first, with single spaces."""
    html = response.content.decode()
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>", " ", html, flags=re.S)
    return " ".join(unescape(text).split())


def title(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), flags=re.S)
    return unescape(found[1]).strip() if found else ""


def heard(response: Any) -> list[tuple[str, str]]:
    """Return what a screen reader says of a page from its heading on: each element, its words."""
    page = response.content.decode().partition("<h1")
    parts = re.findall(r"<(h[1-6]|li|p)\b[^>]*>(.*?)</\1>", page[1] + page[2], flags=re.S)
    return [
        (tag, " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", inner, flags=re.S)).split()))
        for tag, inner in parts
    ]


def in_the_menu(response: Any) -> list[str]:
    """Return which links of the menu are marked as where we are."""
    menu = response.content.decode().partition('class="mainnav"')[2].partition("</nav>")[0]
    return re.findall(r"aria-current=[^>]*>([^<]*)<", menu)


def fields(response: Any) -> dict[str, list[str]]:
    """Return what a browser would send if the page's button were pressed now."""
    reader = FieldReader()
    reader.feed(response.content.decode())
    return reader.fields


def calendar(content: bytes) -> dict[str, str]:
    """Return what an event says, by property; refuse what RFC 5545 does not allow."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode().split("\r\n")
    assert whole[0] == "BEGIN:VCALENDAR"
    assert whole[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    start = whole.index("BEGIN:VEVENT")
    head, pairs = whole[1:start], [line.split(":", 1) for line in whole[start + 1 : -2]]
    assert "VERSION:2.0" in head
    assert any(line.startswith("PRODID:") for line in head)
    event = dict(pairs)
    assert len(event) == len(pairs)
    assert event.keys() >= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    for name in ("DTSTAMP", "DTSTART", "DTEND"):
        assert re.fullmatch(r"\d{8}T\d{6}Z", event[name])
    assert event["DTSTART"] < event["DTEND"]
    for name in ("SUMMARY", "DESCRIPTION"):
        assert not re.search(r"(?<!\\)[,;]", event.get(name, "")), event[name]
    return event


def dead_links(response: Any) -> set[str]:
    """Return the links within the page that lead to nothing on it."""
    html = response.content.decode()
    wanted = set(re.findall(r'href="#([^"]+)"', html))
    return wanted - set(re.findall(r'\sid="([^"]+)"', html))


class FieldReader(HTMLParser):
    """Collect the values of inputs that are filled in or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "textarea":
            self.area = given["name"] or ""
            self.fields[self.area] = [""]
        if tag != "input" or "name" not in given:
            return
        if given.get("type") in ("radio", "checkbox") and "checked" not in given:
            return
        self.fields.setdefault(given["name"] or "", []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][0] += data.removeprefix("\n")
