"""What the patterns are called, and the answers that speak for several of them, or for none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting.tree import DraftError, Node, copied, listed, words
from intake.domain.ruling.editing import AN_ID
from intake.domain.ruling.parts import FLAGS, PATTERNS, Place, conditions_in, entries, entry_at
from intake.domain.topics import PATTERN

SPEAKING = {
    "several": "Answers that speak for more than one pattern",
    "neither": "Answers that speak for no pattern",
}


@dataclass(frozen=True)
class Names:
    """The title of each pattern, by its id, and the two names beside them."""

    titles: Mapping[str, str]
    several: str = ""
    neither: str = ""


def names_of(rules: Json) -> Names:
    titles = {place.id: words(entry, "title") for place, entry in _patterns(rules)}
    return Names(titles, words(rules, "several"), words(rules, "neither"))


def sentences(rules: Json) -> tuple[str, ...]:
    """Return in words what the two names are; nothing where there is no pattern."""
    if not listed(rules, PATTERNS):
        return ()
    named = {key: words(rules, key) for key in SPEAKING}
    return tuple(
        f"{who} are called “{named[key]}”." if named[key] else f"{who} have no name."
        for key, who in SPEAKING.items()
    )


def rename(rules: Json, names: Names) -> Node:
    """Return the document with these names, or raise DraftError.

    A flag that asks for one of the two names asks for the new one then.
    """
    made = copied(rules)
    for name, title in names.titles.items():
        if not title.strip():
            raise DraftError(f"Enter a title for the pattern {name}.")
        entry_at(made, Place(PATTERNS, name))["title"] = title.strip()
    new = {"several": names.several.strip(), "neither": names.neither.strip()}
    _check(made, new)
    for key, name in new.items():
        if name or key in made:
            made[key] = name
    _carry(made, {old: name for key, name in new.items() if (old := words(rules, key)) != name})
    return made


def flags_asking(rules: Json, name: str) -> tuple[str, ...]:
    """Return the ids of the flags that ask for answers of this name."""
    return tuple(place.id for place, node in _compared(rules) if node.get("answer") == name)


def _check(rules: Json, new: Mapping[str, str]) -> None:
    ids = [place.id for place, _ in _patterns(rules)]
    for key, name in new.items():
        if not name:
            _check_blank(rules, key)
        elif name != words(rules, key) and not AN_ID.fullmatch(name):
            raise DraftError("Enter a name of letters, digits, dots or hyphens, such as mixed.")
        elif name in ids:
            raise DraftError(f"There is a pattern {name} already. Choose another name.")
    if new["several"] and new["several"] == new["neither"]:
        raise DraftError("Give answers that speak for several another name than those for none.")


def _check_blank(rules: Json, key: str) -> None:
    if asking := flags_asking(rules, words(rules, key)):
        raise DraftError(f"The flag {asking[0]} asks for “{words(rules, key)}”. Keep a name.")
    apart = [entry for _, entry in _patterns(rules) if entry.get("also") is not True]
    if key == "several" and len(apart) > 1:
        raise DraftError("Enter what answers are called that speak for more than one pattern.")


def _carry(rules: Json, renamed: Mapping[str, str]) -> None:
    for _, node in _compared(rules):
        node["answer"] = renamed.get(words(node, "answer"), node.get("answer"))


def _compared(rules: Json) -> list[tuple[Place, Node]]:
    """Return every condition that looks at the pattern, with the flag that it is of."""
    return [
        (place, node)
        for place, entry in entries(rules)
        if place.kind == FLAGS
        for _, node in conditions_in(entry)
        if node.get("question") == PATTERN
    ]


def _patterns(rules: Json) -> list[tuple[Place, Node]]:
    return [(place, entry) for place, entry in entries(rules) if place.kind == PATTERNS]
