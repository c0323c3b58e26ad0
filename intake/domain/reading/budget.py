"""How much one definition may hold in all: a stranger's file is read in a minute, or refused.

What each piece may be is said where it is read. These limits are counts, so that the same file is
taken or refused on every machine, however busy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from intake.domain.document import DefinitionError

# The largest real definition that we know has 808 items. What is compiled weighs the most: of
# formulas and patterns those count that differ, for each is read once.
MOST: Mapping[str, int] = {
    "values": 1_000_000,
    "characters": 10_000_000,
    "items": 10_000,
    "conditions": 10_000,
    "options": 100_000,
    "formulas": 1_000,
    "characters in formulas": 100_000,
    "patterns": 200,
}
NAMES = {
    "item": "items",
    "enableWhen": "conditions",
    "answerOption": "options",
    "concept": "options",
    "contains": "options",
}
FORMULAS, PATTERN = ("expression", "calculatedvalue"), "regex"


def check(document: Any) -> None:
    """Raise DefinitionError where a definition holds too much, and say of what and by how much."""
    found = counts(document)
    passed = [
        f"{found[name]:,} {name}, {found[name] - most:,} more than the {most:,} that are read"
        for name, most in MOST.items()
        if found[name] > most
    ]
    if passed:
        raise DefinitionError(f"There is too much in this questionnaire: {'; '.join(passed)}.")


def counts(document: Any) -> Counter[str]:
    """Return how much there is of each, whatever the document is."""
    found: Counter[str] = Counter()
    formulas: set[str] = set()
    patterns: set[str] = set()
    for key, value in _values(document):
        found["values"] += 1
        if isinstance(value, str):
            found["characters"] += len(value)
            formulas |= {value} if key == "expression" else set()
        elif isinstance(value, dict):
            found[NAMES.get(key, "")] += 1
            kind = str(value.get("url", "")).lower()
            if kind.endswith((*FORMULAS, PATTERN)):
                (patterns if kind.endswith(PATTERN) else formulas).update(_texts(value))
    found["formulas"], found["patterns"] = len(formulas), len(patterns)
    found["characters in formulas"] = sum(map(len, formulas))
    return found


def _values(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value, each with the key that it stands under; lists stand for what they hold."""
    waiting = [("", document)]
    while waiting:
        key, value = waiting.pop()
        yield key, value
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += ((key, each) for each in value)


def _texts(extension: Mapping[str, Any]) -> Iterator[str]:
    for name, value in extension.items():
        if name.startswith("value") and isinstance(value, str):
            yield value
