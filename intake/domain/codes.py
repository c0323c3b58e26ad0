"""Resume codes as people write them down, read them aloud and type them again."""

from __future__ import annotations

import re
import unicodedata

from clinic.marking import gettext_noop
from intake.domain.speech import ENGLISH, Sentence

# No vowels, so that no code spells a word, and one letter of each pair that looks alike: what
# is typed for the other one is taken for it.
LETTERS = "0123456789CDFGHJKMNPRTVWXY"
TAKEN_FOR = str.maketrans("OQILZSBU", "0011258V")
LOCATOR_LENGTH = 4  # says which code it is
SECRET_LENGTH = 12  # opens it: 56 bits
LENGTH = LOCATOR_LENGTH + SECRET_LENGTH
GROUP = 4
BETWEEN = re.compile(r"[\W_]+")
FOREIGN = gettext_noop("Check your code again. No code has “{letter}” in it")
TOO_SHORT = gettext_noop("Enter all {length} letters and numbers of your code. This is less")
TOO_LONG = gettext_noop("Enter all {length} letters and numbers of your code. This is more")


class NotACode(ValueError):
    """What was typed can be no code, so it was no try either. The message says what to do.

    `sentence` lets a speech say it in another language.
    """

    def __init__(self, template: str, **params: object) -> None:
        self.sentence = Sentence(template, params)
        super().__init__(ENGLISH.words(self.sentence))


def written(letters: str) -> str:
    """Return a code in groups, as it is shown: KT7M-2PXW-9TRF-H4CD."""
    return "-".join(letters[n : n + GROUP] for n in range(0, len(letters), GROUP))


def read(typed: str) -> str:
    """Return the letters of a code, however it was typed, or raise NotACode."""
    plain = BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(TAKEN_FOR)
    if not plain:
        raise NotACode(gettext_noop("Enter your code"))
    if foreign := next((letter for letter in plain if letter not in LETTERS), ""):
        raise NotACode(FOREIGN, letter=foreign)
    if len(plain) != LENGTH:
        raise NotACode(TOO_SHORT if len(plain) < LENGTH else TOO_LONG, length=LENGTH)
    return plain
