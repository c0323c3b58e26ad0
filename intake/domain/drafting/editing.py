"""Make an item, and change one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.kinds import (
    KINDS,
    NUMBERS,
    WITH_LENGTH,
    WITH_LIMITS,
    WITH_OPTIONS,
    kind_of,
)
from intake.domain.drafting.options import Choice, choices, key_of, set_options
from intake.domain.drafting.reading import (
    MAX_DECIMALS,
    MAX_VALUE,
    MIN_LENGTH,
    MIN_VALUE,
    PATIENT,
    helping,
    value_of,
)
from intake.domain.drafting.tree import DraftError, Node, listed
from intake.domain.drafting.units import set_units, units

LIMITS = {
    "minimum": MIN_VALUE,
    "maximum": MAX_VALUE,
    "min_length": MIN_LENGTH,
    "max_decimals": MAX_DECIMALS,
}


def set_words(document: Json, *, title: str, description: str) -> Node:
    """Return the document under another title, with other first words."""
    made = tree.copied(document)
    made["title"] = title
    if description:
        made["description"] = description
    else:
        made.pop("description", None)
    return made


def add(
    document: Json, kind: str, text: str, *, parent: str = "", after: str = ""
) -> tuple[Node, str]:
    """Return the document with a new item, and its linkId.

    It stands below `parent`, or at the top; behind `after`, or last.
    """
    made = tree.copied(document)
    new = KINDS[kind]
    above = tree.find(made, parent).node if parent else made
    if parent and above.get("type") == "display":
        raise DraftError("Nothing can be put below a text.")
    name = tree.fresh(text or new.name, tree.names(made))
    item: Node = {"linkId": name, "text": text, "type": new.type}
    if new.repeats:
        item["repeats"] = True
    if new.control:
        tree.set_control(item, new.control)
    siblings = above.setdefault("item", [])
    place = next((n for n, each in enumerate(siblings) if tree.link_id(each) == after), None)
    siblings.insert(len(siblings) if place is None or not after else place + 1, item)
    return made, name


def change(document: Json, name: str, **fields: Any) -> Node:
    """Return the document with an item changed; fields are those of Question.

    What is not named, or is the same as before, stays exactly as it is written.
    """
    made = tree.copied(document)
    item = tree.find(made, name).node
    if "kind" in fields:
        _set_kind(item, fields["kind"])
    if "text" in fields and fields["text"] != tree.words(item, "text"):
        item["text"] = fields["text"]
    for flag in ("required", "repeats"):
        if flag in fields:
            _set_flag(item, flag, fields[flag])
    if "role" in fields:
        _set_role(item, fields["role"])
    for field, code in (("hint", "prompt"), ("why", "help")):
        if field in fields and fields[field] != helping(item, code):
            _set_helper(made, item, code, fields[field])
    if "options" in fields and item.get("type") in WITH_OPTIONS:
        _change_options(made, item, fields["options"])
    if "units" in fields and item.get("type") in NUMBERS:
        set_units(item, fields["units"])
    for field in (*LIMITS, "max_length"):
        if field in fields:
            _set_limit(item, field, fields[field].strip())
    return made


def _set_kind(item: Node, kind: str) -> None:
    """Give an item another type, and take out what only the old one could have."""
    new, old = KINDS[kind], tree.words(item, "type")
    before = KINDS.get(kind_of(item))
    if new.control != (before.control if before else ""):
        tree.set_control(item, new.control)
    if new.type != old and new.type == "display" and tree.children(item):
        raise DraftError("There are questions below this one. Move them away first.")
    if new.type == old:
        return
    item["type"] = new.type
    if new.type not in WITH_OPTIONS:
        item.pop("answerOption", None)
        item.pop("answerValueSet", None)
    item.pop("initial", None)
    if units(item):
        set_units(item, ())
    _clear_limits(item)


def _clear_limits(item: Node) -> None:
    kind = item["type"]
    if kind not in WITH_LENGTH:
        item.pop("maxLength", None)
        tree.set_extension(item, MIN_LENGTH, None)
    for url in (MIN_VALUE, MAX_VALUE, MAX_DECIMALS):
        tree.set_extension(item, url, None)
    if kind in ("display", "group"):
        for flag in ("required", "repeats") if kind == "display" else ():
            item.pop(flag, None)


def _set_flag(item: Node, flag: str, wanted: bool) -> None:
    if wanted == (item.get(flag) is True):
        return
    if wanted and item.get("type") != "display":
        item[flag] = True
    else:
        item.pop(flag, None)


def _set_role(item: Node, role: str) -> None:
    """Say which element of the FHIR Patient the answer is, such as "Patient.name"."""
    if role == tree.words(item, "definition").removeprefix(PATIENT):
        return
    if role:
        item["definition"] = f"{PATIENT}{role}"
    else:
        item.pop("definition", None)


def _set_helper(document: Node, item: Node, code: str, text: str) -> None:
    """Put a hint, or the words on why we ask, below an item. A lasting one keeps its linkId."""
    found = tree.helper(item, code)
    if found is not None and text:
        found["text"] = text
    elif found is not None:
        item["item"] = [each for each in item["item"] if each is not found]
        if not item["item"]:
            del item["item"]
    elif text:
        name = f"{tree.link_id(item)}.{code}"
        if name in tree.names(document):
            name = tree.fresh(name, tree.names(document))
        made = {"linkId": name, "text": text, "type": "display"}
        tree.set_control(made, code)
        item["item"] = [made, *item.get("item", [])]


def _change_options(document: Node, item: Node, wanted: Sequence[Choice]) -> None:
    """Change the options. Whatever waits for an option goes on waiting for it."""
    texts = [choice.text.casefold() for choice in wanted]
    if len(set(texts)) < len(texts):
        raise DraftError("Two options have the same words. Give each its own.")
    kept = {choice.key for choice in wanted}
    lost = [choice for choice in choices(item) if choice.key not in kept]
    for option in lost:
        if waiting := _waiting_for(document, item, option.key):
            raise DraftError(
                f"“{option.text}” cannot be removed yet: the condition of “{waiting}” asks for it. "
                "Change that condition first."
            )
    were_texts = {
        each["valueString"] for each in item.get("answerOption", []) if "valueString" in each
    }
    set_options(item, wanted)
    now_coded = {
        key_of(each).rpartition("|")[2]
        for each in listed(item, "answerOption")
        if "valueCoding" in each
    }
    for condition in _about(document, item):
        if condition.get("answerString") in were_texts & now_coded:
            condition["answerCoding"] = {"code": condition.pop("answerString")}


def _about(document: Node, item: Node) -> list[Node]:
    return [
        condition
        for spot in tree.spots(document)
        for condition in listed(spot.node, "enableWhen")
        if condition.get("question") == tree.link_id(item)
    ]


def _waiting_for(document: Node, item: Node, key: str) -> str:
    """Return the name of an item whose condition asks for this option."""
    code = key.rpartition("|")[2]
    for spot in tree.spots(document):
        for condition in listed(spot.node, "enableWhen"):
            is_same = key_of(condition).rpartition("|")[2] == code
            if condition.get("question") == tree.link_id(item) and is_same:
                return tree.name_of(spot.node)
    return ""


def _set_limit(item: Node, field: str, typed: str) -> None:
    """Write a limit as its item's type wants it; "" takes it out."""
    if field == "max_length":
        if typed == str(item.get("maxLength", "")):
            return
        item.pop("maxLength", None)
        if typed and item.get("type") in WITH_LENGTH:
            item["maxLength"] = _whole(typed, 1)
        return
    url = LIMITS[field]
    if typed == value_of(item, url):
        return
    tree.set_extension(item, url, _limit(item, field, typed) if typed else None)


def _limit(item: Node, field: str, typed: str) -> Node | None:
    kind = tree.words(item, "type")
    if field == "max_decimals":
        return {"valueInteger": _whole(typed, 0)} if kind in NUMBERS else None
    if field == "min_length":
        return {"valueInteger": _whole(typed, 0)} if kind in WITH_LENGTH else None
    if kind not in WITH_LIMITS:
        return None
    try:
        return _typed_limit(kind, typed)
    except (ValueError, InvalidOperation):
        example = {"time": "14:30"}.get(kind, "2026-11-20" if "date" in kind else "40")
        raise DraftError(f"Enter the limit such as {example}.") from None


def _typed_limit(kind: str, typed: str) -> Node:
    match kind:
        case "integer":
            return {"valueInteger": int(typed)}
        case "decimal":
            number = Decimal(typed)
            if not number.is_finite():
                raise ValueError(typed)
            return {"valueDecimal": number}
        case "time":
            return {"valueTime": time.fromisoformat(typed).strftime("%H:%M:%S")}
    name = "valueDate" if kind == "date" else "valueDateTime"
    return {name: date.fromisoformat(typed).isoformat()}


def _whole(typed: str, least: int) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10 and least <= int(typed)):
        raise DraftError(f"Enter a whole number such as {max(least, 100)}.")
    return int(typed)
