"""Values of the wrong kind: "true" for true, one thing for a list, signs that cannot be shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from intake.domain.document import UNFIT
from intake.domain.reading import values
from intake.domain.reading.extensions import kind_and_value

Say = Callable[[str], None]
OBJECTS = (
    *("item", "answerOption", "initial", "enableWhen"),
    *("code", "extension", "modifierExtension"),
)
FLAGS = ("required", "repeats", "readOnly")
TEXTS = ("text", "prefix", "definition", "type", "enableBehavior", "answerValueSet")
BESIDE = ("_text", "_prefix")


def scrub(node: Any, repaired: list[str]) -> Any:
    """Return a copy of a document without what neither a page nor a database can hold."""
    found: list[str] = []
    clean = _clean(node, found)
    if found:
        repaired.append("Signs that cannot be shown (such as NUL) are left out.")
    return clean


def _clean(node: Any, found: list[str]) -> Any:
    if isinstance(node, str):
        if not UNFIT.search(node):
            return node
        found.append(node)
        return UNFIT.sub("", node)
    if isinstance(node, dict):
        return {_clean(str(key), found): _clean(value, found) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_clean(value, found) for value in node]
    return None if isinstance(node, float) and not math.isfinite(node) else node


def mend_lists(element: dict[str, Any], place: str, repaired: list[str]) -> None:
    """Make sure that what is below is lists of objects, all the way down."""
    listed = element.get("item")
    if isinstance(listed, dict):
        listed = [listed]
    if not isinstance(listed, list):
        if "item" in element:
            del element["item"]
            repaired.append(f"{place}: its item is not a list; it is left out.")
        return
    items = [item for item in listed if isinstance(item, dict) and item]
    if items != listed or listed is not element["item"]:
        repaired.append(f"{place}: something in its list of items is no item; it is left out.")
    if not items:
        del element["item"]
        if not listed:
            repaired.append(f"{place}: an empty list of items is left out.")
        return
    element["item"] = items
    for item in items:
        mend_lists(item, str(item.get("linkId", place)), repaired)


def mend(item: dict[str, Any], say: Say) -> None:
    """Bring the elements of one item into the shape that R4 gives them."""
    for key in [key for key, value in item.items() if _says_nothing(value)]:
        del item[key]
        say(f"an empty {key} is left out.")
    for key in OBJECTS:
        if key in item and key != "item":
            _list(item, key, say)
    for key in FLAGS:
        if key in item and type(item[key]) is not bool:
            _flag(item, key, say)
    for key in TEXTS:
        if key in item and type(item[key]) is not str:
            _text(item, key, say)
    for key in BESIDE:
        if key in item and type(item[key]) is not dict:
            del item[key]
            say(f"its {key} is not an object; it is left out.")
    if "maxLength" in item and type(item["maxLength"]) is not int:
        _length(item, say)


def _says_nothing(value: Any) -> bool:
    return value in (None, [], {}) or (isinstance(value, str) and not value.strip())


def _list(item: dict[str, Any], key: str, say: Say) -> None:
    raw = item[key]
    listed = raw if isinstance(raw, list) else [raw]
    made = [_object(each, key) for each in listed]
    kept = [each for each in made if each]
    if kept == raw:
        return
    item[key] = kept
    if not kept:
        del item[key]
    say(f"its {key} is not as a list of objects should be; it is mended.")


def _object(raw: Any, key: str) -> dict[str, Any]:
    """Return an object for a bare value, where it is clear what is meant."""
    if key == "answerOption" and isinstance(raw, dict) and not kind_and_value(raw)[0]:
        coding = {name: raw[name] for name in ("system", "code", "display") if name in raw}
        return {"valueCoding": coding} if coding else {}
    if isinstance(raw, dict):
        return raw
    if key not in ("answerOption", "initial") or raw is None or isinstance(raw, list):
        return {}
    kinds = {bool: "valueBoolean", int: "valueInteger", Decimal: "valueDecimal"}
    return {kinds.get(type(raw), "valueString"): raw} if raw != "" else {}


def _flag(item: dict[str, Any], key: str, say: Say) -> None:
    raw = item.pop(key)
    if type(raw) is int and raw in (0, 1):
        raw = bool(raw)
    try:
        item[key] = values.truth(raw)
        say(f"{key} is true or false, not {raw!r}; it is mended.")
    except values.Unfit:
        say(f"{key} is neither true nor false; it is left out.")


def _text(item: dict[str, Any], key: str, say: Say) -> None:
    raw = item.pop(key)
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        item[key] = str(raw)
        say(f"{key} is a text, not a number; it is mended.")
    else:
        say(f"{key} is not a text; it is left out.")


def _length(item: dict[str, Any], say: Say) -> None:
    raw = item.pop("maxLength")
    try:
        item["maxLength"] = values.integer(raw)
        say("maxLength is a whole number; it is mended.")
    except values.Unfit:
        say("maxLength is not a whole number; it is left out.")
