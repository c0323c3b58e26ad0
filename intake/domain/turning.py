"""Signs that nobody sees and that turn the letters after them around: U+202A to E, U+2066 to 9.

With one of these a text reads otherwise than it is written, and so may what stands behind it. Right
to left writing needs none: a page isolates it. Marks of direction (U+200E, U+200F, U+061C) and
isolates that are closed again only help, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from intake.domain.document import Json

REORDERING = re.compile("[\u202a-\u202e]")
ISOLATING = re.compile("[\u2066-\u2069]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CLOSES = "\u2069"
HOLDS = "holds a sign that nobody sees and that turns letters around"


def straight(text: str) -> str:
    """Return a text as it is shown: in the order in which it is written."""
    text = REORDERING.sub("", text)
    return text if _is_closed(text) else ISOLATING.sub("", text)


def escaped(json: str) -> str:
    """Return JSON with these signs spelled out (\\u202e), which means the same and can be seen."""
    return TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def turned(document: Json) -> Iterator[tuple[str, str]]:
    """Yield (linkId, sentence) for each item some words of which are shown otherwise."""
    for item in (document, *_items(document)):
        own = {key: part for key, part in item.items() if key not in ("item", "contained")}
        if signs := stray(own):
            yield str(item.get("linkId", "")), f"It {HOLDS}: {signs}. It is not shown; take it out."


def stray(value: Any) -> str:
    """Return which signs in a value are not shown, by their numbers."""
    signs = {
        sign for text in _texts(value) if straight(text) != text for sign in TURNING.findall(text)
    }
    return ", ".join(f"U+{ord(sign):04X}" for sign in sorted(signs))


def _is_closed(text: str) -> bool:
    depth = 0
    for sign in ISOLATING.findall(text):
        depth += -1 if sign == CLOSES else 1
        if depth < 0:
            return False
    return not depth


def _items(element: Json) -> Iterator[Json]:
    for item in element.get("item", ()):
        yield item
        yield from _items(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
