"""The outline of a document: a numbered row for each page, question and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.conditions import Said, conjunction, index, said
from intake.domain.drafting.kinds import in_words, kind_of
from intake.domain.drafting.options import choices
from intake.domain.drafting.reading import FORMULA, helping
from intake.domain.drafting.tree import Node


@dataclass(frozen=True)
class Row:
    """An item as the outline shows it. `joined` is the word between its conditions."""

    link_id: str
    number: str
    depth: int
    kind: str
    type: str
    text: str
    parent: str
    is_first: bool
    is_last: bool
    is_question: bool
    is_required: bool
    options: tuple[str, ...] = ()
    conditions: tuple[Said, ...] = ()
    joined: str = "and"
    has_formula: bool = False
    hint: str = ""
    why: str = ""
    below: int = field(default=0)

    @property
    def verb(self) -> str:
        return "Ask" if self.is_question else "Show"

    @property
    def is_open(self) -> bool:
        """Say whether other items can be put below."""
        return self.kind != "display"


def outline(document: Json) -> tuple[Row, ...]:
    """Return the rows of a document, in order."""
    whole = dict(document)
    return tuple(_rows(whole, tree.listed(whole, "item"), "", 0, "", index(whole)))


def _rows(
    document: Node, items: list[Node], start: str, depth: int, parent: str, by_id: dict[str, Node]
) -> Iterator[Row]:
    for place, item in enumerate(items, 1):
        number = f"{start}{place}"
        below = tree.children(item)
        yield Row(
            link_id=tree.link_id(item),
            number=number,
            depth=depth,
            kind=kind_of(item),
            type=in_words(item),
            text=tree.words(item, "text"),
            parent=parent,
            is_first=place == 1,
            is_last=place == len(items),
            is_question=tree.is_question(item),
            is_required=item.get("required") is True,
            options=tuple(choice.text for choice in choices(item)),
            conditions=said(document, item, by_id),
            joined=conjunction(item),
            has_formula=bool(tree.extension(item, FORMULA)),
            hint=helping(item, "prompt"),
            why=helping(item, "help"),
            below=len(below),
        )
        yield from _rows(document, below, f"{number}.", depth + 1, tree.link_id(item), by_id)
