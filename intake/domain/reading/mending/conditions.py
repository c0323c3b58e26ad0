"""Conditions that could never hold, and conditions that wait for one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain.document import DefinitionError
from intake.domain.items import CHOICES, Item, ItemType
from intake.domain.reading import limits
from intake.domain.reading.conditions import is_unsure, read_condition
from intake.domain.reading.extensions import kind_and_value, objects, words
from intake.domain.reading.logic import is_offered
from intake.domain.reading.options import read_options
from intake.domain.reading.questions import item_type
from intake.domain.terminology import ValueSets

SAID_OTHERWISE = {
    "==": "=",
    "equals": "=",
    "equal": "=",
    "<>": "!=",
    "not-equal": "!=",
    "≠": "!=",
    "≥": ">=",
    "=>": ">=",
    "≤": "<=",
    "=<": "<=",
    "is-not-null": "exists",
}


def mend(document: dict[str, Any], sets: ValueSets, repaired: list[str]) -> None:
    """Drop broken conditions. Where one was enough to be asked, the item is now always asked."""
    items = list(_tree(document, ""))
    named = {words(entry, "question") for item, _ in items for entry in objects(item, "enableWhen")}
    looked_at = (item for item, _ in items if item["linkId"] in named)
    targets = {item["linkId"]: _sketch(item, sets) for item in looked_at}
    unsure = {item["linkId"] for item, _ in items if is_offered(item)}
    for item, _ in items:
        if "enableWhen" in item:
            _mend(item, targets, unsure, repaired)
    _break_circles(items, repaired)


def _tree(element: dict[str, Any], parent: str) -> Iterator[tuple[dict[str, Any], str]]:
    for item in element.get("item", ()):
        yield item, parent
        yield from _tree(item, item["linkId"])


def _sketch(item: dict[str, Any], sets: ValueSets) -> Item:
    """Return as much of an item as a condition on it needs to know."""
    kind = item_type(item)
    is_choice = kind in CHOICES
    return Item(
        link_id=item["linkId"],
        type=kind,
        options=(read_options(item, sets) or ()) if is_choice else (),
        value_set=words(item, "answerValueSet") if is_choice else "",
        units=limits.read_units(item, sets, []) if kind == ItemType.QUANTITY else (),
    )


def _mend(
    item: dict[str, Any], targets: dict[str, Item], unsure: set[str], repaired: list[str]
) -> None:
    kept = []
    for entry in objects(item, "enableWhen"):
        _operator(entry, item["linkId"], repaired)
        if is_unsure(entry, unsure):  # it may well hold; whoever reads it says that it is not known
            kept.append(entry)
            continue
        try:
            read_condition(entry, targets)
            kept.append(entry)
        except DefinitionError as error:
            repaired.append(f"{item['linkId']}: a condition is dropped: {error}.")
    if len(kept) < len(item["enableWhen"]) and words(item, "enableBehavior") == "any" and kept:
        kept = []  # the broken one might have been the reason to ask
        repaired.append(f"{item['linkId']}: any of its conditions was enough; it is always asked.")
    _keep(item, kept)


def _keep(item: dict[str, Any], kept: list[dict[str, Any]]) -> None:
    item["enableWhen"] = kept
    if not kept:
        del item["enableWhen"]
        item.pop("enableBehavior", None)


def _operator(entry: dict[str, Any], link_id: str, repaired: list[str]) -> None:
    written = str(entry.get("operator") or "").strip()
    kind, raw = kind_and_value(entry, "answer")
    operator = SAID_OTHERWISE.get(written, written) or ("=" if kind else "exists")
    if operator != entry.get("operator"):
        entry["operator"] = operator
        repaired.append(
            f"{link_id}: the operator of a condition was {written!r}; now {operator!r}."
        )
    if operator != "exists" or (kind == "answerBoolean" and type(raw) is bool):
        return
    for key in [key for key in entry if key.startswith("answer")]:
        del entry[key]
    entry["answerBoolean"] = str(raw).strip().lower() != "false"
    answer = str(entry["answerBoolean"]).lower()
    repaired.append(f"{link_id}: a condition with exists asks for true or false; now {answer}.")


def _break_circles(items: list[tuple[dict[str, Any], str]], repaired: list[str]) -> None:
    """Drop each condition that closes a circle: then none of them would ever be asked."""
    waits_for: dict[str, set[str]] = {item["linkId"]: {parent} - {""} for item, parent in items}
    for item, _ in items:
        link_id = item["linkId"]
        kept = []
        for entry in objects(item, "enableWhen"):
            question = words(entry, "question")
            if _reaches(question, link_id, waits_for):
                repaired.append(
                    f"{link_id}: its condition on {question} is dropped: they wait for one another."
                )
            else:
                waits_for[link_id].add(question)
                kept.append(entry)
        if "enableWhen" in item and len(kept) < len(item["enableWhen"]):
            is_any = words(item, "enableBehavior") == "any"
            _keep(item, [] if is_any else kept)


def _reaches(start: str, goal: str, waits_for: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        link_id = ahead.pop()
        if link_id == goal:
            return True
        if link_id not in seen:
            seen.add(link_id)
            ahead += waits_for.get(link_id, ())
    return False
