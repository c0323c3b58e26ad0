"""The forms that ship with the code, and every word of them that patients read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from intake.domain.items import Item
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import in_language, read
from intake.shipped import FOLDER

FORMS = sorted(path.stem for path in FOLDER.glob("*.json") if "." not in path.stem)
# The forms that have rules, and the default for those that have none of their own.
RULES = sorted(path.stem.removesuffix(".triage") for path in FOLDER.glob("*.triage.json"))


def shipped(name: str, kind: str = "") -> Any:
    return json.loads((FOLDER / f"{name}{kind}.json").read_text(encoding="utf-8"))


def form(name: str, language: str = "en") -> Questionnaire:
    return read(in_language(shipped(name), language)).questionnaire


def around(item: Item) -> list[str]:
    """Return a question with all that stands around it, a line each."""
    options = [option.display for option in item.options]
    return [line for line in (item.text, item.hint, item.why, *options) if line]


def below(item: Item) -> Iterator[str]:
    """Yield the lines of an item and of all items in it, as they stand on its pages."""
    yield from around(item)
    for inner in item.items:
        yield from below(inner)
