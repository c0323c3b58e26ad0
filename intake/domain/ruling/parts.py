"""The parts of a rules document, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from intake.domain.document import Json
from intake.domain.drafting.tree import Gone, Node, listed

RULES, PATTERNS, FLAGS, HINTS = "rules", "patterns", "flags", "hints"
HELPERS, TEXTS, FINDINGS = "helpers", "texts", "findings"
ONE = {
    RULES: "rule",
    PATTERNS: "pattern",
    FLAGS: "flag",
    HINTS: "hint",
    HELPERS: "named condition",
    TEXTS: "patient text",
    FINDINGS: "finding",
}
NAMED = (HELPERS, TEXTS)  # kept by their name; the others in a list, each with its id
HOLDERS = (PATTERNS, HINTS)  # these have findings of their own


@dataclass(frozen=True)
class Place:
    """A part: what it is, its id, and for a finding the pattern or the hint that it stands in."""

    kind: str
    id: str
    within: str = ""
    holder: str = ""

    def __str__(self) -> str:
        return f"{ONE.get(self.kind, self.kind)} {self.id}"

    @property
    def query(self) -> str:
        """Return this as a page is asked for it."""
        named = {"kind": self.kind, "id": self.id, "within": self.within, "holder": self.holder}
        return urlencode({key: value for key, value in named.items() if value})

    @property
    def anchor(self) -> str:
        """Return what this is called on the page that lists it."""
        name = "-".join(filter(None, (self.kind, self.holder, self.id)))
        return re.sub(r"[^A-Za-z0-9_-]", "_", name)

    @property
    def above(self) -> Place | None:
        """Return what a finding stands in."""
        return Place(self.within, self.holder) if self.kind == FINDINGS else None


def entries(rules: Json) -> Iterator[tuple[Place, Node]]:
    """Yield every part in the order in which they are read, each before its findings."""
    for name, entry in named(rules, HELPERS).items():
        yield Place(HELPERS, name), as_helper(entry)
    for kind in (RULES, PATTERNS, FLAGS, HINTS):
        for entry in listed(rules, kind):
            yield Place(kind, id_of(entry)), entry
            if kind in HOLDERS:
                for each in listed(entry, "rules"):
                    yield Place(FINDINGS, id_of(each), kind, id_of(entry)), each
    for name, entry in named(rules, TEXTS).items():
        yield Place(TEXTS, name), entry if isinstance(entry, dict) else {}


def named(rules: Json, kind: str) -> dict[str, Any]:
    found = rules.get(kind)
    return found if isinstance(found, dict) else {}


def id_of(entry: Json) -> str:
    found = entry.get("id")
    return found if isinstance(found, str) else ""


def as_helper(entry: Any) -> Node:
    """Return a helper as one that has a title, whichever way it is written."""
    if isinstance(entry, dict) and "when" in entry:
        return entry
    return {"when": entry}


def entry_at(rules: Json, place: Place) -> Node:
    """Return a part, or raise Gone."""
    found = next((entry for each, entry in entries(rules) if each == place), None)
    if found is None:
        raise Gone(f"The {place} is not in the draft any more. Somebody may have taken it out.")
    return found


def siblings(rules: Json, place: Place) -> list[Any]:
    """Return the list that a part stands in, which may be changed; one is made where none is."""
    owner: Any = rules
    key = place.kind
    if place.above:
        owner, key = entry_at(rules, place.above), "rules"
    if not isinstance(owner.get(key), list):
        owner[key] = []
    found: list[Any] = owner[key]
    return found


def conditions_in(entry: Json) -> Iterator[tuple[str, Node]]:
    """Yield every node of an entry's conditions, groups too, by the key that it stands under."""
    for key in ("when", "lists"):
        if key in entry:
            for node in nodes(entry[key]):
                yield key, node


def nodes(condition: Any) -> Iterator[Node]:
    """Yield a condition, and all below it."""
    if not isinstance(condition, dict):
        return
    yield condition
    for key in ("all", "any"):
        for each in listed(condition, key):
            yield from nodes(each)
    yield from nodes(condition.get("not"))


def uses(rules: Json, place: Place) -> tuple[Place, ...]:
    """Return the parts that name this one."""
    key = {HELPERS: "helper", TEXTS: "text"}.get(place.kind, "rule")
    found = []
    for each, entry in entries(rules):
        if place.kind == TEXTS:
            is_used = each.kind == RULES and entry.get("text") == place.id
        else:
            is_used = any(node.get(key) == place.id for _, node in conditions_in(entry))
        if is_used and each != place:
            found.append(each)
    return tuple(found)
