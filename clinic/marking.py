"""Marks for translators, where the code that decides must not know Django.

Their names are those that `makemessages` looks for. They translate nothing: whoever shows a
message to somebody does.
"""

from __future__ import annotations

from typing import NamedTuple


class Plural(NamedTuple):
    """A message about some number of things: one of them, or any other number."""

    one: str
    many: str


def gettext_noop(message: str) -> str:
    return message


def ngettext_lazy(one: str, many: str) -> Plural:
    return Plural(one, many)
