"""An item of a questionnaire as FHIR R4 defines it: a question, a group, or a text to show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from intake.domain.conditions import AllOf, AnyOf, Condition, Operator, Test
from intake.domain.document import UNFIT
from intake.domain.values import Other, Quantity, Single


class ItemType(StrEnum):
    """The R4 item types."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    QUANTITY = "quantity"
    DATE = "date"
    DATETIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    URL = "url"
    REFERENCE = "reference"
    ATTACHMENT = "attachment"


CHOICES = (ItemType.CHOICE, ItemType.OPEN_CHOICE)
# Of anything that repeats, whatever its author says: every page walks through all of it.
MOST_INSTANCES = 100

# What an answer can be compared with. A choice is compared with the keys of its options.
COMPARABLE: dict[ItemType, tuple[type, ...]] = {
    ItemType.BOOLEAN: (bool,),
    ItemType.INTEGER: (int, Decimal),
    ItemType.DECIMAL: (int, Decimal),
    ItemType.QUANTITY: (Quantity,),
    ItemType.DATE: (date, datetime),
    ItemType.DATETIME: (date, datetime),
    ItemType.TIME: (time,),
    ItemType.STRING: (str,),
    ItemType.TEXT: (str,),
    ItemType.URL: (str,),
    ItemType.REFERENCE: (str,),
    ItemType.OPEN_CHOICE: (Other,),
}


@dataclass(frozen=True)
class Option:
    """One permitted answer. `code` is its key among the options of its item.

    `kind` is FHIR's name of the value ("valueCoding", "valueInteger", ...); of a Coding, the code
    alone is the key unless another system of this item has the same code.
    `exclusive` is a "none of these": it cannot stand beside another.
    Of a Coding that is words alone, without a code, `is_coded` is off: it is written as words.
    """

    code: str
    display: str
    system: str = ""
    exclusive: bool = False
    kind: str = "valueCoding"
    value: str = ""
    prefix: str = ""
    selected: bool = False
    is_coded: bool = True

    @property
    def plain(self) -> str:
        """The code, or the value, as FHIR writes it."""
        return self.value or self.code


def offered(found: Any) -> Option | None:
    """Return what an expression gave as an option; None where it says nothing.

    All of it is in its key, so that an answer is known after other things are offered. The key is
    ASCII without spaces, so that it comes back from a form as it went.
    """
    if isinstance(found, Mapping):
        texts = [found.get(name) for name in ("system", "code", "display")]
        system, code, display = (text if isinstance(text, str) else "" for text in texts)
        parts = [system if code else "", code, display or code]
        option = Option("", display or code, parts[0], value=code or display, is_coded=bool(code))
    else:
        plain = "" if found is None or isinstance(found, bool) else str(found).strip()
        parts = [plain]
        option = Option("", plain, kind="valueString", value=plain)
    key = json.dumps(parts, separators=(",", ":")).replace(" ", "\\u0020")
    return replace(option, code=key) if option.value else None


def _offered_before(key: str) -> Option | None:
    try:
        parts = json.loads(key)
    except (ValueError, RecursionError):  # whoever writes to a form writes what they like
        return None
    if not isinstance(parts, list) or any(UNFIT.search(str(part)) for part in parts):
        return None
    match parts:
        case [str(system), str(code), str(display)]:
            return offered({"system": system, "code": code, "display": display})
        case [str(plain)]:
            return offered(plain)
    return None


@dataclass(frozen=True)
class Unit:
    """A unit that a quantity can be given in, or that stands behind a number."""

    display: str
    code: str = ""
    system: str = ""


@dataclass(frozen=True)
class Named:
    """A FHIRPath expression with a name: a variable."""

    name: str
    expression: str


@dataclass(frozen=True)
class Constraint:
    """What must be true of the answers, in FHIRPath, and the words for when it is not."""

    key: str
    expression: str
    human: str
    is_error: bool = True


@dataclass(frozen=True)
class Toggle:
    """Options that are only there while an expression holds."""

    options: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class Picture:
    """A picture that belongs to a question, as the definition holds it."""

    content_type: str
    data: str
    title: str = ""


@dataclass(frozen=True)
class Item:
    """A question, a group of items or a text to show.

    `hint` stands under the question, `why` says why we ask, `is_page` puts a group on one page,
    `role` is the element of the FHIR Patient that the answer is, such as "Patient.name".
    `control` is FHIR's itemControl; `lower` and `upper` name the ends of a scale.
    `other_label` is what the choice of own words is called.
    `offers` is the expression that gives the options, where none are listed.
    `depends` are the linkIds that the item's expressions mention.
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
    min_value: int | Decimal | date | time | None = None
    max_value: int | Decimal | date | time | None = None
    max_decimals: int | None = None
    prefix: str = ""
    control: str = ""
    lower: str = ""
    upper: str = ""
    min_length: int | None = None
    pattern: str = ""
    entry_format: str = ""
    min_occurs: int | None = None
    max_occurs: int | None = None
    units: tuple[Unit, ...] = ()
    min_quantity: Quantity | None = None
    max_quantity: Quantity | None = None
    mime_types: tuple[str, ...] = ()
    max_size: Decimal | None = None
    initial: tuple[Single, ...] = ()
    read_only: bool = False
    hidden: bool = False
    support_links: tuple[str, ...] = ()
    value_set: str = ""
    other_label: str = ""
    picture: Picture | None = None
    enable_expression: str = ""
    calculated: str = ""
    initial_expression: str = ""
    text_expression: str = ""
    variables: tuple[Named, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    toggles: tuple[Toggle, ...] = ()
    offers: str = ""
    depends: tuple[str, ...] = ()

    @cached_property
    def is_question(self) -> bool:
        return self.type not in (ItemType.GROUP, ItemType.DISPLAY)

    @property
    def is_choice(self) -> bool:
        return self.type in CHOICES

    @cached_property
    def is_fixed(self) -> bool:
        """Say whether the patient sees the answer and cannot change it."""
        return self.read_only or bool(self.calculated)

    @cached_property
    def is_ring(self) -> bool:
        """Say whether what is below this item is asked once for each instance of it."""
        if not self.repeats or self.is_fixed:
            return False
        below = any(item.type != ItemType.DISPLAY for item in self.items)
        return self.type == ItemType.GROUP or (self.is_question and below)

    @cached_property
    def is_numbered(self) -> bool:
        """Say whether the patient adds and removes the instances of this item one by one."""
        return self.is_ring and not self.is_choice

    @property
    def takes_several(self) -> bool:
        """Say whether an answer is a tuple."""
        return self.is_question and self.repeats and not self.is_numbered

    @property
    def least(self) -> int:
        """How many answers or instances there must be; never more than there can be."""
        return min(max(self.min_occurs or 0, 1 if self.required else 0), MOST_INSTANCES)

    @cached_property
    def condition(self) -> Test | None:
        if not self.enable_when:
            return None
        return AnyOf(self.enable_when) if self.enable_any else AllOf(self.enable_when)

    @property
    def is_open_ended(self) -> bool:
        """Say whether expressions alone know what can be chosen here."""
        return self.is_choice and not self.options and bool(self.offers or self.calculated)

    def option(self, key: str) -> Option | None:
        if self.is_open_ended:
            return _offered_before(key)
        return next((option for option in self.options if option.code == key), None)

    def compares_with(self, operator: Operator, answer: object) -> bool:
        """Say whether an answer to this question can be compared with that one at all."""
        if operator == Operator.EXISTS:
            return self.is_question and isinstance(answer, bool)
        if self.is_choice and isinstance(answer, str) and self.options:
            return self.option(answer) is not None
        if self.is_choice and isinstance(answer, str):
            return bool(self.value_set)
        return type(answer) in COMPARABLE.get(self.type, ())
