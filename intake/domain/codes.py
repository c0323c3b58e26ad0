"""Resume codes as people write them down, read them aloud and type them again."""

from __future__ import annotations

import re
import unicodedata

# No vowels, so that no code spells a word, and one letter of each pair that looks alike: what
# is typed for the other one is taken for it.
LETTERS = "0123456789CDFGHJKMNPRTVWXY"
TAKEN_FOR = str.maketrans("OQILZSBU", "0011258V")
LOCATOR_LENGTH = 4  # says which code it is
SECRET_LENGTH = 12  # opens it: 56 bits
LENGTH = LOCATOR_LENGTH + SECRET_LENGTH
GROUP = 4
BETWEEN = re.compile(r"[\W_]+")


class NotACode(ValueError):
    """What was typed can be no code, so it was no try either. The message says what to do."""


def written(letters: str) -> str:
    """Return a code in groups, as it is shown: KT7M-2PXW-9TRF-H4CD."""
    return "-".join(letters[n : n + GROUP] for n in range(0, len(letters), GROUP))


def read(typed: str) -> str:
    """Return the letters of a code, however it was typed, or raise NotACode."""
    plain = BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(TAKEN_FOR)
    if not plain:
        raise NotACode("Enter your code")
    if foreign := next((letter for letter in plain if letter not in LETTERS), ""):
        raise NotACode(f"Check your code again. No code has “{foreign}” in it")
    if len(plain) != LENGTH:
        much = "less" if len(plain) < LENGTH else "more"
        raise NotACode(f"Enter all {LENGTH} letters and numbers of your code. This is {much}")
    return plain
