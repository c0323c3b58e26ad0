"""Where an item stands: what it is called, and within which repetitions of what is around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

NUMBERED = re.compile(r"(?P<link_id>.+)@(?P<at>\d{1,9}(\.\d{1,9})*)", re.DOTALL)

LONGEST_NUMBER = 4  # digits of an instance that a button names
LONGEST_NUMBER_IN_KEYS = 9


@dataclass(frozen=True)
class Place:
    """An item, and the numbers of the instances around it, outermost first."""

    link_id: str
    at: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """How answers, pages and addresses name it: `strength`, or `strength@2.0`."""
        return key_of(self.link_id, self.at)


def key_of(link_id: str, at: tuple[int, ...]) -> str:
    return f"{link_id}@{'.'.join(map(str, at))}" if at else link_id


def in_address(key: str) -> str:
    """Return a key as one part of an address, whatever its linkId is: `/1..2` as `~2F1..2`.

    A slash or a dot alone would not reach us: browsers and proxies tidy up what they take for
    a path.
    """
    quoted = quote(key, safe="@").replace("~", "%7E").replace("%", "~")
    return quoted.replace(".", "~2E") if set(quoted) == {"."} else quoted


def from_address(part: str) -> str:
    """Return the key that a part of an address stands for."""
    return unquote(part.replace("~", "%"))


def number_in(text: str) -> int | None:
    """Return the number that the name of a button ends in; None for what no button has."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def numbered(key: str) -> Place | None:
    """Return the place that a key with instance numbers may stand for."""
    match = NUMBERED.fullmatch(key)
    return Place(match["link_id"], tuple(map(int, match["at"].split(".")))) if match else None
