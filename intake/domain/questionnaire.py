"""A questionnaire as FHIR R4 defines it: a tree of items, each within reach by its linkId."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from intake.domain.conditions import Condition
from intake.domain.document import DefinitionError, Json
from intake.domain.items import Constraint, Item, Named
from intake.domain.places import Place, numbered


@dataclass(frozen=True)
class Questionnaire:
    """A whole definition: its name, title, first words, and its tree of items.

    `document` is the FHIR resource that this was read from, for expressions to look at.
    `language` is the language of its words, `languages` are those that it is translated into.
    """

    name: str
    title: str
    description: str = ""
    url: str = ""
    version: str = ""
    items: tuple[Item, ...] = field(default=())
    language: str = ""
    languages: tuple[str, ...] = ()
    variables: tuple[Named, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    document: Json = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.link_id: item for item, _ in walk_tree(self.items)}

    @cached_property
    def elements(self) -> dict[str, Json]:
        """The items of the document by linkId."""
        return {str(each.get("linkId")): each for each in _elements(self.document)}

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each item's parent by linkId; None at the top."""
        return {item.link_id: parent for item, parent in walk_tree(self.items)}

    @cached_property
    def rings(self) -> dict[str, tuple[str, ...]]:
        """The linkIds of what repeats around each item, outermost first."""
        found: dict[str, tuple[str, ...]] = {}
        for item, parent in walk_tree(self.items):
            around = found[parent] if parent is not None else ()
            is_in_ring = parent is not None and self.by_id[parent].is_ring
            found[item.link_id] = (*around, parent) if is_in_ring and parent else around
        return found

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.by_id.values() if item.is_question)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The linkIds of what no patient ever sees: marked so, or below what is marked so."""
        found: set[str] = set()
        for item, parent in walk_tree(self.items):
            if item.hidden or parent in found:
                found.add(item.link_id)
        return frozenset(found)

    def answerable(self, group: Item) -> Iterator[Item]:
        """Yield the questions below a group that a patient can answer: not hidden, nor fixed."""
        for item, _ in walk_tree(group.items):
            if item.is_question and not item.is_fixed and item.link_id not in self.hidden:
                yield item

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every linkId, each after its parent and after what its conditions look at.

        Left out are items that wait for one another in a circle, and what waits for those.
        An expression that mentions items which wait for its own is no circle: it sees them blank.
        """
        waits_for = {
            item.link_id: {condition.question for condition in item.enable_when} | {parent or ""}
            for item, parent in walk_tree(self.items)
        }
        with_expressions = {
            link_id: waits | (set(self.by_id[link_id].depends) & self.by_id.keys() - {link_id})
            for link_id, waits in waits_for.items()
        }
        whole = self._sorted(with_expressions)
        return whole if len(whole) == len(self.by_id) else self._sorted(waits_for)

    def _sorted(self, waits_for: dict[str, set[str]]) -> tuple[str, ...]:
        sorter = TopologicalSorter(waits_for)
        with suppress(CycleError):  # what no circle holds back is still to be had
            sorter.prepare()
        found: list[str] = []
        while ready := sorter.get_ready():
            sorter.done(*ready)
            found += (link_id for link_id in ready if link_id in self.by_id)
        return tuple(found)

    def place(self, key: str) -> Place | None:
        """Return the place in this questionnaire that a key stands for; None if there is none."""
        if key in self.by_id and not self.rings[key]:
            return Place(key)
        place = numbered(key)
        if place is None or place.link_id not in self.by_id:
            return None
        item = self.by_id[place.link_id]
        depth = len(self.rings[place.link_id])
        fits = len(place.at) == depth or (item.is_numbered and len(place.at) == depth + 1)
        return place if fits and place.at else None

    def check(self, condition: Condition) -> None:
        """Raise DefinitionError where no answer could ever be what the condition asks for."""
        item = self.by_id.get(condition.question)
        if item is None:
            raise DefinitionError(f"the question {condition.question!r} does not exist.")
        if not item.compares_with(condition.operator, condition.answer):
            raise DefinitionError(f"{condition.question!r} has no answer {condition.answer!r}.")

    def with_role(self, role: str) -> Item | None:
        """Return the first question whose answer is this element of the patient."""
        return next((item for item in self.questions if item.role == role), None)


def walk_tree(
    items: tuple[Item, ...], parent: str | None = None
) -> Iterator[tuple[Item, str | None]]:
    """Yield every item with its parent's linkId, in the order in which it is asked."""
    for item in items:
        yield item, parent
        yield from walk_tree(item.items, item.link_id)


def _elements(element: Json) -> Iterator[Json]:
    for item in element.get("item", ()):
        yield item
        yield from _elements(item)
