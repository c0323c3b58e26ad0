"""What an answer can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True)
class Quantity:
    """A number with its unit. `code` and `system` say formally what `unit` says in words."""

    value: Decimal
    unit: str = ""
    code: str = ""
    system: str = ""


@dataclass(frozen=True)
class Other:
    """Own words, where none of the options of an open choice fits."""

    text: str


@dataclass(frozen=True)
class Attachment:
    """A file that the patient sent: where it is kept, and what it is. `size` is in bytes."""

    id: str
    content_type: str
    title: str = ""
    size: int = 0


@dataclass(frozen=True)
class Instances:
    """How often something that repeats is there, and whether the patient says that this is all."""

    numbers: tuple[int, ...] = ()
    finished: bool = False


Single = bool | int | Decimal | date | datetime | time | str | Quantity | Other | Attachment
"""One answer. A chosen option is the key of that option in its item."""

Value = Single | tuple[Single, ...] | Instances
"""What stands under a key. A tuple holds the answers of a question that takes several."""

Answers = Mapping[str, Value | None]
"""Answers by key. None means: asked, and left blank. A missing key means: not asked yet."""
