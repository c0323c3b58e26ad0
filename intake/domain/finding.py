"""Finding an answer in a long list by a few letters of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from intake.domain.items import Option

LONGEST = 100  # letters that are looked at


def find(options: Sequence[Option], sought: str) -> tuple[Option, ...]:
    """Return the options with all these words in them, those that begin with the first before.

    Marks above letters and capitals make no difference.
    """
    words = plain(sought[:LONGEST]).split()
    if not words:
        return tuple(options)
    found = [option for option in options if all(word in plain(option.display) for word in words)]
    return tuple(sorted(found, key=lambda option: not plain(option.display).startswith(words[0])))


def only(options: Sequence[Option], sought: str) -> Option | None:
    """Return the one option that can be meant: the only one found, or the one of that name."""
    found = find(options, sought)
    same = [option for option in found if plain(option.display) == plain(sought)]
    fitting = same or found
    return fitting[0] if sought.strip() and len(fitting) == 1 else None


def plain(text: str) -> str:
    """Return letters as they are compared: small, and without marks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.split())
