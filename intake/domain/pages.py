"""What is shown at once: a page, and what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from intake.domain.items import MOST_INSTANCES, Item
from intake.domain.places import Place, key_of
from intake.domain.questionnaire import walk_tree

At = tuple[int, ...]


def there(numbers: Sequence[int]) -> str:
    """Return what is there of what repeats, for a page to say what it has shown."""
    return ".".join(map(str, numbers))


@dataclass(frozen=True)
class Asked:
    """An item in its place, as these answers let it look."""

    item: Item
    at: At = ()

    @cached_property
    def key(self) -> str:
        return key_of(self.item.link_id, self.at)

    @property
    def is_answerable(self) -> bool:
        """Say whether the patient can answer: it is a question, and not one with a fixed answer."""
        return self.item.is_question and not self.item.is_fixed


@dataclass(frozen=True)
class More:
    """The end of something that repeats: what is there, and whether there is more of it."""

    item: Item
    at: At
    numbers: tuple[int, ...]

    @property
    def place(self) -> Place:
        return Place(self.item.link_id, self.at)

    @property
    def there(self) -> str:
        return there(self.numbers)

    @property
    def may_add(self) -> bool:
        most = self.item.max_occurs
        return len(self.numbers) < min(MOST_INSTANCES if most is None else most, MOST_INSTANCES)

    @property
    def missing(self) -> int:
        """How many more there must be."""
        return max(self.item.least - len(self.numbers), 0)


@dataclass(frozen=True)
class Page:
    """What is shown at once: a question, a group that its author put on one page, or a More.

    `is_open` says that something here was neither answered nor left blank on purpose yet, or
    breaks a constraint; `broken` holds the key of what breaks it, and what to do about it.
    """

    key: str
    title: str
    section: str
    items: tuple[Asked, ...]
    is_open: bool
    hint: str = ""
    why: str = ""
    more: More | None = None
    broken: tuple[tuple[str, str], ...] = ()

    @property
    def questions(self) -> tuple[Asked, ...]:
        return tuple(asked for asked in self.items if asked.is_answerable)

    @property
    def asks(self) -> bool:
        """Say whether an answer can be given here, or after adding one more."""
        within = walk_tree((self.more.item,)) if self.more else ()
        return bool(self.questions) or any(item.is_question for item, _ in within)

    @property
    def within(self) -> str:
        """Say in which one of what repeats this page is, save for what its title says already."""
        at = self.more.at if self.more else next((asked.at for asked in self.questions), ())
        return self.section.removesuffix(self.title).removesuffix(": ") if at else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which keys this page keeps what is answered, or that it was read."""
        return tuple(asked.key for asked in self.questions) or (self.key,)
