"""The options of a question. A code stays with its option, whatever its words become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting.tree import STRUCTURE, DraftError, Node, fresh, listed, words

EXCLUSIVE = f"{STRUCTURE}questionnaire-optionExclusive"


@dataclass(frozen=True)
class Choice:
    """An option as an editor sees it. `key` says which it was; "" is a new one."""

    key: str
    text: str
    is_exclusive: bool = False


def key_of(option: Json) -> str:
    """Return what an option or an answer is known by among the options of its question."""
    for name, value in option.items():
        if not name.startswith(("value", "answer")):
            continue
        if isinstance(value, dict):
            code = words(value, "code") or words(value, "display") or words(value, "reference")
            return f"{words(value, 'system')}|{code}"
        return str(value)
    return ""


def text_of(option: Json) -> str:
    """Return the words of an option or an answer."""
    for name, value in option.items():
        if not name.startswith(("value", "answer")):
            continue
        if isinstance(value, dict):
            known = ("display", "code", "reference")
            return next((words(value, each) for each in known if words(value, each)), "")
        return str(value)
    return ""


def code_of(option: Json) -> str:
    """Return the code alone, or the value."""
    return key_of(option).rpartition("|")[2]


def is_exclusive(option: Json) -> bool:
    return any(
        each.get("url") == EXCLUSIVE and each.get("valueBoolean") is True
        for each in listed(option, "extension")
    )


def choices(item: Json) -> tuple[Choice, ...]:
    """Return the options of a question, for an editor."""
    return tuple(
        Choice(key_of(each), text_of(each), is_exclusive(each))
        for each in listed(item, "answerOption")
    )


def set_options(item: Node, wanted: Sequence[Choice]) -> None:
    """Make these the options. One that was there keeps its code and all that we do not know."""
    if tuple(wanted) == choices(item):
        return
    there = {key_of(each): each for each in listed(item, "answerOption")}
    taken = {code_of(each) for each in there.values()}
    made: list[Node] = []
    for choice in wanted:
        option = there.get(choice.key) if choice.key else None
        if option is None:
            code = fresh(choice.text, taken)
            taken.add(code)
            option = {"valueCoding": {"code": code, "display": choice.text}}
        elif text_of(option) != choice.text:
            _reword(option, choice.text)
        _set_exclusive(option, choice.is_exclusive)
        made.append(option)
    _put(item, made)


def _put(item: Node, options: list[Node]) -> None:
    if options:
        item["answerOption"] = options
        item.pop("answerValueSet", None)
    else:
        item.pop("answerOption", None)


def _reword(option: Node, text: str) -> None:
    """Give an option other words. Its code is what stored answers hold: that stays."""
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        if not words(coding, "code"):
            coding["code"] = words(coding, "display")
        coding["display"] = text
    elif "valueString" in option:
        old = option.pop("valueString")
        option["valueCoding"] = {"code": old, "display": text}
    else:
        raise DraftError(f"“{text_of(option)}” is a fixed value. Remove it and add a new option.")


def _set_exclusive(option: Node, wanted: bool) -> None:
    if wanted == is_exclusive(option):
        return
    kept: list[Any] = [e for e in listed(option, "extension") if e.get("url") != EXCLUSIVE]
    if wanted:
        kept.append({"url": EXCLUSIVE, "valueBoolean": True})
    if kept:
        option["extension"] = kept
    else:
        option.pop("extension", None)
