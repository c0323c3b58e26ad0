"""A questionnaire as FHIR R4 defines it, in frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from intake.domain.conditions import AllOf, AnyOf, Condition, Operator, Test
from intake.domain.document import DefinitionError


class ItemType(StrEnum):
    """The R4 item types that this engine asks."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    STRING = "string"
    TEXT = "text"


# What an answer can be compared with. A choice is compared with the codes of its options.
COMPARABLE = {
    ItemType.BOOLEAN: (bool,),
    ItemType.INTEGER: (int, Decimal),
    ItemType.DECIMAL: (int, Decimal),
    ItemType.DATE: (date,),
    ItemType.STRING: (str,),
    ItemType.TEXT: (str,),
}


@dataclass(frozen=True)
class Option:
    """One permitted answer. `exclusive` is a "none of these": it cannot stand beside another."""

    code: str
    display: str
    system: str = ""
    exclusive: bool = False


@dataclass(frozen=True)
class Item:
    """A question, a group of items or a text to show.

    `hint` stands under the question, `why` says why we ask, `is_page` puts a group on one page,
    `role` is the element of the FHIR Patient that the answer is, such as "Patient.name".
    """

    link_id: str
    type: ItemType
    text: str = ""
    required: bool = False
    repeats: bool = False
    options: tuple[Option, ...] = ()
    enable_when: tuple[Condition, ...] = ()
    enable_any: bool = False
    items: tuple[Item, ...] = ()
    hint: str = ""
    why: str = ""
    is_page: bool = False
    role: str = ""
    max_length: int | None = None
    min_value: int | Decimal | date | None = None
    max_value: int | Decimal | date | None = None
    max_decimals: int | None = None

    @property
    def is_question(self) -> bool:
        return self.type not in (ItemType.GROUP, ItemType.DISPLAY)

    @property
    def takes_several(self) -> bool:
        """Say whether an answer is a tuple: of questions that repeat, only choices are."""
        return self.repeats and self.type == ItemType.CHOICE

    @property
    def condition(self) -> Test | None:
        if not self.enable_when:
            return None
        return AnyOf(self.enable_when) if self.enable_any else AllOf(self.enable_when)

    def compares_with(self, operator: Operator, answer: object) -> bool:
        """Say whether an answer to this question can be compared with that one at all."""
        if operator == Operator.EXISTS:
            return self.is_question and isinstance(answer, bool)
        if self.type == ItemType.CHOICE:
            return any(option.code == answer for option in self.options)
        return type(answer) in COMPARABLE.get(self.type, ())


@dataclass(frozen=True)
class Questionnaire:
    """A whole definition: its name, title, first words, and its tree of items."""

    name: str
    title: str
    description: str = ""
    url: str = ""
    version: str = ""
    items: tuple[Item, ...] = field(default=())

    @cached_property
    def by_id(self) -> dict[str, Item]:
        return {item.link_id: item for item, _ in walk_tree(self.items)}

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Each item's parent by linkId; None at the top."""
        return {item.link_id: parent for item, parent in walk_tree(self.items)}

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.by_id.values() if item.is_question)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every linkId, each after its parent and after the questions that its condition asks.

        Left out are items that wait for one another in a circle, and what waits for those.
        """
        waits_for = {
            item.link_id: {condition.question for condition in item.enable_when} | {parent or ""}
            for item, parent in walk_tree(self.items)
        }
        sorter = TopologicalSorter(waits_for)
        with suppress(CycleError):  # what no circle holds back is still to be had
            sorter.prepare()
        found: list[str] = []
        while ready := sorter.get_ready():
            sorter.done(*ready)
            found += (link_id for link_id in ready if link_id in self.by_id)
        return tuple(found)

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
