"""The tree of a document: its items, where each hangs, and the names they go by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from intake.domain.document import Json
from intake.domain.leg_maps import CONTROL as LEG_MAP

Node = dict[str, Any]

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
ITEM_CONTROL = f"{STRUCTURE}questionnaire-itemControl"
CONTROL_CODES = "http://hl7.org/fhir/questionnaire-item-control"
OWN_CONTROLS = "urn:upstream:item-control"
# Texts that belong to the item above them: they are edited with it and have no row of their own.
HELPERS = ("prompt", "help", "unit", "lower", "upper", "flyover")
LONGEST_NAME = 40


class DraftError(Exception):
    """A change that cannot be made. The message says why, and what to do."""


class Gone(DraftError):
    """The item is not in the draft (any more)."""


@dataclass(frozen=True)
class Spot:
    """An item, the list that it stands in, and the item above that list (None at the top)."""

    node: Node
    siblings: list[Any]
    parent: Node | None

    @property
    def index(self) -> int:
        return next(n for n, each in enumerate(self.siblings) if each is self.node)


def copied(document: Json) -> Node:
    """Return a document of one's own to change."""
    return {key: _copied(value) for key, value in document.items()}


def _copied(value: Any) -> Any:
    """Return lists and objects anew; all else in JSON never changes. Quicker than deepcopy."""
    if isinstance(value, dict):
        return copied(value)
    return [_copied(each) for each in value] if isinstance(value, list) else value


def listed(node: Json, key: str) -> list[Node]:
    """Return the objects in a list, whatever else may stand there."""
    found = node.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def words(node: Json, key: str) -> str:
    found = node.get(key)
    return found if isinstance(found, str) else ""


def link_id(node: Json) -> str:
    return words(node, "linkId")


def spots(document: Node) -> Iterator[Spot]:
    """Yield every item, helpers too, each before what is below it."""
    yield from _below(document, None)


def _below(node: Node, parent: Node | None) -> Iterator[Spot]:
    siblings = node.get("item")
    for each in listed(node, "item"):
        yield Spot(each, siblings if isinstance(siblings, list) else [], parent)
        yield from _below(each, each)


def find(document: Node, name: str) -> Spot:
    """Return where an item is, or raise Gone."""
    for spot in spots(document):
        if link_id(spot.node) == name:
            return spot
    raise Gone("This question is not in the draft any more. Somebody may have taken it out.")


def names(document: Node) -> set[str]:
    return {link_id(spot.node) for spot in spots(document)}


def owners(document: Node) -> dict[str, str]:
    """Return, for every item, the one with which it is edited: itself, or what it helps."""
    return {
        link_id(spot.node): link_id(
            spot.parent if spot.parent and is_helping(spot.node) else spot.node
        )
        for spot in spots(document)
    }


def fresh(text: str, taken: Set[str]) -> str:
    """Return a linkId that a person can read, that nothing else has."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].strip("_") or "question"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name


def extension(node: Json, url: str) -> Node:
    return next((each for each in listed(node, "extension") if each.get("url") == url), {})


def set_extension(node: Node, url: str, value: Node | None) -> None:
    """Put an extension in its place, or take it out. Others stay as they are."""
    kept = [each for each in node.get("extension", []) if not _has(each, url)]
    if value is not None:
        was = extension(node, url)
        others = {key: each for key, each in was.items() if not key.startswith("value")}
        kept.append({**others, "url": url, **value})
    if kept:
        node["extension"] = kept
    else:
        node.pop("extension", None)


def _has(each: Any, url: str) -> bool:
    return isinstance(each, dict) and each.get("url") == url


def control(node: Json) -> str:
    concept = extension(node, ITEM_CONTROL).get("valueCodeableConcept")
    codings = listed(concept, "coding") if isinstance(concept, dict) else []
    return next((words(coding, "code") for coding in codings), "")


def set_control(node: Node, code: str) -> None:
    system = OWN_CONTROLS if code == LEG_MAP else CONTROL_CODES
    concept = {"coding": [{"system": system, "code": code}]}
    set_extension(node, ITEM_CONTROL, {"valueCodeableConcept": concept} if code else None)


def is_helping(node: Json) -> bool:
    """Say whether this, below another item, is a text that belongs to it."""
    return node.get("type") == "display" and control(node) in HELPERS


def children(node: Json) -> list[Node]:
    """Return the items below that have rows of their own."""
    return [each for each in listed(node, "item") if not is_helping(each)]


def helper(node: Json, code: str) -> Node | None:
    """Return the text of this kind that belongs to an item."""
    return next((e for e in listed(node, "item") if is_helping(e) and control(e) == code), None)


def is_question(node: Json) -> bool:
    return node.get("type") not in ("group", "display")


def name_of(node: Json) -> str:
    """Return what people call an item by: its words, or its linkId where it has none."""
    return words(node, "text").strip() or words(node, "title").strip() or link_id(node)
