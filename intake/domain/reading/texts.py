"""The words around a question: its hint, why we ask, the ends of its scale, its picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from intake.domain.document import Json
from intake.domain.items import Picture
from intake.domain.reading.extensions import codes, control, every, first, shown, value, words

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
LARGEST_PICTURE = 8_000_000  # signs of base64
HINTS = ("prompt", "flyover", "instructions")


@dataclass
class Texts:
    """What the texts below a question say about it, and the items that remain."""

    hints: list[str] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    lower: str = ""
    upper: str = ""
    unit: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)

    @property
    def hint(self) -> str:
        return " ".join(self.hints)

    @property
    def why(self) -> str:
        return " ".join(self.whys)


def split(children: Iterable[dict[str, Any]], *, is_shown: bool) -> Texts:
    """Take the texts that belong to an item out of its children.

    A text that only shows on a condition, with a picture or in words that change stays an item;
    and all stay where the item has no page to show them on.
    """
    texts = Texts()
    for child in children:
        role = helper_role(child) if is_shown else ""
        said = shown(child, "text")
        match role:
            case "help":
                texts.whys.append(said)
            case "lower":
                texts.lower = said
            case "upper":
                texts.upper = said
            case "unit":
                texts.unit = said
            case "":
                texts.items.append(child)
            case _:
                texts.hints.append(said)
    return texts


def helper_role(child: Json) -> str:
    """Return what a display is to the question around it; nothing where it stands for itself."""
    if child.get("type") != "display" or child.get("enableWhen") or child.get("item"):
        return ""
    for name in ("enableWhenExpression", "itemMedia", "hidden"):
        if every(child, name):
            return ""
    if text_expression(child) or not shown(child, "text"):
        return ""
    role = control(child) or next(codes(child, "displayCategory"), "")
    return role if role in (*HINTS, "help", "lower", "upper", "unit") else ""


def text_expression(item: Json) -> Any:
    """Return the expression that gives an item its words."""
    beside = item.get("_text")
    if not isinstance(beside, dict):
        return None
    return value(first(beside, "cqf-expression") or first(beside, "cqf-calculatedValue"))


def read_picture(item: Json) -> tuple[Picture | None, str]:
    """Return the picture that belongs to an item, or why it cannot be shown."""
    extension = first(item, "itemMedia")
    if not extension:
        return None, ""
    media = value(extension)
    content_type, data = words(media, "contentType").lower(), "".join(words(media, "data").split())
    if not data:
        return None, "its picture is kept elsewhere and not fetched."
    if content_type == "image/jpg":
        content_type = "image/jpeg"
    if content_type not in PICTURES:
        return None, f"media of the kind {content_type or 'unknown'} are not shown."
    if len(data) > LARGEST_PICTURE:
        return None, "its picture is too large."
    return Picture(content_type, data, words(media, "title")), ""


def has_picture(item: Json) -> bool:
    """Say whether the formatted form of a text shows a picture."""
    beside = item.get("_text")
    formatted = value(first(beside, "rendering-xhtml")) if isinstance(beside, dict) else ""
    return "<img" in str(formatted).lower()


def support_links(item: Json) -> tuple[str, ...]:
    links = (str(value(each) or "").strip() for each in every(item, "supportLink"))
    return tuple(link for link in links if link.startswith(("http://", "https://")))
