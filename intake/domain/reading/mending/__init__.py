"""Mending a definition: a new document that is R4, and a sentence for each thing that was not.

What is not known here is left as it is. A repair never hides a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from intake.domain.document import DefinitionError, Json
from intake.domain.reading import budget
from intake.domain.reading.extensions import is_on, objects
from intake.domain.reading.mending import (
    codings,
    conditions,
    identities,
    kinds,
    root,
    shapes,
    versions,
)
from intake.domain.reading.source import check_depth
from intake.domain.terminology import ValueSets


def mend(
    document: Json, *, supporting: Iterable[Any] = (), name: str = ""
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the mended document, and what was mended; `name` is for one that has none.

    `supporting` are resources that it may refer to.
    What was mended once needs no mending again. Raises DefinitionError where it is no
    questionnaire at all.
    """
    if not isinstance(document, dict) or document.get("resourceType") != "Questionnaire":
        raise DefinitionError("This is not a FHIR Questionnaire: resourceType is missing or other.")
    check_depth(document)
    budget.check(document)
    repaired: list[str] = []
    mended = shapes.scrub(document, repaired)
    codings.mend_sets(mended, repaired)
    sets = ValueSets(supporting, contained=objects(mended, "contained"))
    root.mend(mended, name, repaired)
    shapes.mend_lists(mended, "The questionnaire", repaired)
    identities.mend(mended, repaired)
    _mend_items(mended, repaired, is_hidden=False)
    for item in tree(mended):
        kinds.name(item, _Say(repaired, item["linkId"]))
    conditions.mend(mended, sets, repaired)
    return mended, tuple(repaired)


def _mend_items(element: dict[str, Any], repaired: list[str], *, is_hidden: bool) -> None:
    for item in element.get("item", ()):
        say = _Say(repaired, item["linkId"])
        shapes.mend(item, say)
        codings.mend(item, say)
        versions.mend(item, say)
        hidden = is_hidden or is_on(item, "hidden")
        _mend_items(item, repaired, is_hidden=hidden)
        kinds.mend(item, say, is_fixed=hidden)


class _Say:
    """Notes repairs of one item, each with its linkId before it."""

    def __init__(self, repaired: list[str], link_id: str) -> None:
        self.repaired = repaired
        self.link_id = link_id

    def __call__(self, sentence: str) -> None:
        self.repaired.append(f"{self.link_id}: {sentence}")


def tree(element: Json) -> Iterator[dict[str, Any]]:
    """Yield every item, each before those below it."""
    for item in element.get("item", ()):
        yield item
        yield from tree(item)
