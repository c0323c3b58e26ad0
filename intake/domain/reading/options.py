"""The options of a question, each with a key of its own among them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from intake.domain.document import Json
from intake.domain.items import Option
from intake.domain.reading import values
from intake.domain.reading.extensions import (
    first,
    is_on,
    kind_and_value,
    objects,
    shown,
    value,
    words,
)
from intake.domain.terminology import Coding, ValueSets
from intake.domain.turning import straight

# Forms send own words with this before them, so no key may begin with it.
RESERVED = "other:"
PLAIN_KINDS: dict[str, Callable[[Any], Any]] = {
    "valueInteger": values.integer,
    "valueDate": values.day,
    "valueTime": values.clock,
}
# What stands for an option in words of another language, beside the value that is answered.
LABEL = "urn:upstream:fhir:label"


def read_options(item: Json, sets: ValueSets) -> tuple[Option, ...] | None:
    """Return what can be chosen; None where it is in a value set that is not known.

    Where nothing is listed, what is chosen at first is all that is known.
    """
    if "answerOption" in item:
        read = (read_option(entry) for entry in objects(item, "answerOption"))
        return with_keys(option for option in read if option is not None)
    canonical = words(item, "answerValueSet")
    if not canonical:
        entries = (each for each in objects(item, "initial") if "valueCoding" in each)
        read = (read_option({"valueCoding": each["valueCoding"]}) for each in entries)
        return with_keys(option for option in read if option is not None)
    codings = sets.find(canonical)
    return None if codings is None else with_keys(map(_of_set, codings))


def read_option(entry: Json) -> Option | None:
    """Return one option, its plain value as its key; None where it says nothing."""
    kind, raw = kind_and_value(entry)
    beside = entry.get(f"_{kind}") if isinstance(entry.get(f"_{kind}"), dict) else {}
    label = str(value(_labelled(beside)) or "")
    if isinstance(raw, dict):
        option = _reference(raw) if kind == "valueReference" else _coding(raw)
    else:
        option = _plain(kind, raw, shown(entry, kind))
    if option is None:
        return None
    return replace(
        option,
        display=label or option.display,
        exclusive=is_on(entry, "optionExclusive"),
        prefix=str(value(first(entry, "optionPrefix")) or ""),
        selected=entry.get("initialSelected") in (True, "true"),
    )


def _coding(raw: Json) -> Option | None:
    code, system = words(raw, "code"), words(raw, "system")
    beside = raw.get("_display") if isinstance(raw.get("_display"), dict) else {}
    display = shown(raw, "display")
    label = str(value(_labelled(beside)) or "") or display
    if code or display:
        return Option(
            code or words(raw, "display") or display, label or code, system, is_coded=bool(code)
        )
    return None


def _reference(raw: Json) -> Option | None:
    plain = words(raw, "reference") or words(raw, "display")
    return Option(plain, words(raw, "display") or plain, kind="valueReference") if plain else None


def _plain(kind: str, raw: Any, shown_text: str) -> Option | None:
    plain = "" if raw is None or isinstance(raw, list | bool) else str(raw).strip()
    plain = plain or shown_text
    return Option(plain, plain, kind=_kind(kind, plain)) if plain else None


def _kind(kind: str, plain: str) -> str:
    """Return what a plain option is answered as: words, where it is not what it says it is."""
    try:
        PLAIN_KINDS[kind](plain)
    except (KeyError, values.Unfit):
        return "valueString"
    return kind


def _labelled(beside: Any) -> dict[str, Any]:
    found = (each for each in objects(beside, "extension") if each.get("url") == LABEL)
    return next(found, {})


def _of_set(coding: Coding) -> Option:
    return Option(coding.code, coding.display or coding.code, coding.system)


def with_keys(options: Iterable[Option]) -> tuple[Option, ...]:
    """Give each option its own key; what is the same as one before it is left out."""
    found: dict[str, Option] = {}
    seen: set[tuple[str, ...]] = set()
    for option in options:
        same = (option.kind, option.system, option.plain, option.display)
        if same in seen:
            continue
        seen.add(same)
        key = _key(option, found)
        plain = "" if key == option.plain else option.plain
        display, prefix = straight(option.display), straight(option.prefix)
        if not display.strip():
            display = option.plain  # or there would be nothing to read beside the box
        found[key] = replace(option, code=key, value=plain, display=display, prefix=prefix)
    return tuple(found.values())


def _key(option: Option, taken: Container[str]) -> str:
    plain = option.plain
    if plain.startswith(RESERVED):
        plain = f"={plain}"
    if plain not in taken:
        return plain
    if option.system and (long := f"{option.system}|{plain}") not in taken:
        return long
    return next(key for number in count(2) if (key := f"{plain}#{number}") not in taken)


def find(options: Iterable[Option], raw: Any) -> Option | None:
    """Return the option that a Coding or a plain value means.

    A system or a display that one side leaves out makes no difference.
    """
    options = tuple(options)
    if not isinstance(raw, dict):
        plain = str(raw).strip()
        by_value = (each for each in options if each.plain == plain)
        by_meaning = (each for each in options if _means(each, plain))
        by_words = (each for each in options if each.display == plain)
        return next(by_value, None) or next(by_meaning, None) or next(by_words, None)
    code = words(raw, "code") or words(raw, "reference")
    system, display = words(raw, "system"), words(raw, "display")
    alike = [each for each in options if code and each.plain == code]
    loose = [each for each in alike if not (each.system and system)]
    exact = [each for each in alike if each.system == system]
    called = [each for each in options if not code and display in (each.display, each.plain)]
    named = [each for each in exact if display and each.display == display]
    return next(iter([*named, *exact, *loose, *called]), None)


def _means(option: Option, plain: str) -> bool:
    """Say whether a plain option is this value, written in another way: 10:00 and 10:00:00."""
    read = PLAIN_KINDS.get(option.kind, values.number)
    try:
        return option.kind != "valueCoding" and bool(read(option.plain) == read(plain))
    except values.Unfit:
        return False
