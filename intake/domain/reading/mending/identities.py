"""linkIds: every item has one, no two have the same, and none looks like an instance of another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from intake.domain.places import numbered
from intake.domain.reading.extensions import objects, words

LONGEST = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def mend(document: dict[str, Any], repaired: list[str]) -> None:
    """Give every item a linkId of its own; conditions follow the first that had it."""
    renamed: dict[str, str] = {}
    wanted = {_wanted(item)[0] for item, _, _ in _tree(document, "")}
    taken: set[str] = set()
    tried: dict[str, int] = {}  # how far each name was counted: thousands may have the same
    for item, parent, number in _tree(document, ""):
        link_id, written = _wanted(item)
        if not link_id:
            link_id = _free(f"{parent}.{number}" if parent else str(number), wanted | taken)
            repaired.append(f"{link_id}: it had no linkId; this one is made.")
        elif link_id in taken:
            free = _next_free(link_id, wanted, taken, tried)
            repaired.append(f"{free}: its linkId {link_id} stands twice; it is renumbered.")
            link_id = free
        elif link_id != written:
            repaired.append(f"{link_id}: its linkId was {str(written)[:60]!r}; it is mended.")
            renamed[str(written)] = link_id
        _put(item, link_id)
        taken.add(link_id)
    _unlike_instances(document, taken, renamed, repaired)
    _follow(document, renamed, taken)


def _tree(element: dict[str, Any], parent: str) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Yield every item with its parent's linkId and its place there."""
    for number, item in enumerate(element.get("item", ()), start=1):
        yield item, parent, number
        yield from _tree(item, words(item, "linkId"))


def _wanted(item: dict[str, Any]) -> tuple[str, Any]:
    """Return the linkId that an item should have, and what stands there."""
    written = item.get("linkId")
    if isinstance(written, bool | dict | list) or written is None:
        return "", written
    link_id = CONTROL.sub(" ", str(written)).strip()
    return _short(link_id, LONGEST), written


def _short(link_id: str, longest: int) -> str:
    if len(link_id) <= longest:
        return link_id
    digest = hashlib.sha256(link_id.encode()).hexdigest()[:8]
    return f"{link_id[: longest - 9]}-{digest}"


def _free(start: str, taken: set[str]) -> str:
    """Return a linkId that nobody has, with room for a number behind it."""
    start = _short(start, LONGEST - 10)
    if start not in taken:
        return start
    stem = start.removesuffix("-2")
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _next_free(link_id: str, wanted: set[str], taken: set[str], tried: dict[str, int]) -> str:
    """Return the name with the first number behind it that nobody has."""
    stem = _short(f"{link_id}-2", LONGEST - 10).removesuffix("-2")
    number = tried.get(stem, 1) + 1
    while (free := f"{stem}-{number}") in wanted or free in taken:
        number += 1
    tried[stem] = number
    return free


def _put(item: dict[str, Any], link_id: str) -> None:
    if item.get("linkId") == link_id:
        return
    if "linkId" in item:
        item["linkId"] = link_id
        return
    rest = dict(item)
    item.clear()
    item.update({"linkId": link_id, **rest})


def _unlike_instances(
    document: dict[str, Any], taken: set[str], renamed: dict[str, str], repaired: list[str]
) -> None:
    """Rename `pain@2` where `pain` is an item: that is how the second pain is called."""
    for item, _, _ in _tree(document, ""):
        link_id = item["linkId"]
        place = numbered(link_id)
        if place is None or place.link_id not in taken:
            continue
        item["linkId"] = _free(link_id.replace("@", "-"), taken)
        taken.add(item["linkId"])
        renamed[link_id] = item["linkId"]
        repaired.append(f"{item['linkId']}: its linkId {link_id} is mistaken for an answer's name.")


def _follow(document: dict[str, Any], renamed: dict[str, str], taken: set[str]) -> None:
    for item, _, _ in _tree(document, ""):
        for entry in objects(item, "enableWhen"):
            question = entry.get("question")
            if str(question) in renamed:
                entry["question"] = renamed[str(question)]
            elif type(question) is int and str(question) in taken:
                entry["question"] = str(question)
