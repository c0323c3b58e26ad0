"""Which groups are one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain.document import Json
from intake.domain.reading.extensions import control, objects

PAGES = ("page", "gtable", "table", "htable", "atable")
MOST_ON_A_PAGE = 8


def is_page(item: Json, around: str = "") -> bool:
    """Say whether a group is asked on one page; `around` is the control of the group around it.

    Its author says so; or it is short, and comes again and again. What repeats within it needs
    pages of its own, and so do pages within it.
    """
    if item.get("type") != "group":
        return False
    below = list(_below(item))
    if not any(_is_question(each) for each in below) or any(map(_needs_pages, below)):
        return False
    if control(item) in PAGES or around == "grid":
        return True
    questions = [each for each in below if _is_question(each)]
    plain = all(each in questions for each in _asked(item)) and len(questions) == len(_asked(item))
    return item.get("repeats") is True and plain and len(questions) <= MOST_ON_A_PAGE


def _below(item: Json) -> Iterator[dict[str, Any]]:
    for child in objects(item, "item"):
        yield child
        yield from _below(child)


def _asked(item: Json) -> list[dict[str, Any]]:
    return [child for child in objects(item, "item") if child.get("type") != "display"]


def _is_question(item: Json) -> bool:
    return item.get("type") not in ("group", "display")


def _needs_pages(item: Json) -> bool:
    return (item.get("repeats") is True and bool(_asked(item))) or control(item) == "page"
