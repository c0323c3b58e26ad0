"""A make-believe Arabic: each message in Arabic letters, so that a Latin word was never marked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.translation import trans_real

LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
TABLE = str.maketrans(LATIN + LATIN.upper(), ARABIC + ARABIC)
KEPT = re.compile(r"(%\(\w+\)[sd]|\{\w*\}|<[^>]+>|&\w+;)")


def in_arabic(text: str) -> str:
    """Write a text in Arabic letters, with the places of what is put in as they are."""
    return "".join(
        part if KEPT.fullmatch(part) else part.translate(TABLE) for part in KEPT.split(text)
    )


class EveryMessage:
    """A catalog that has words for whatever is asked."""

    def get(self, message: Any, missing: Any = None) -> Any:
        return in_arabic(message.rpartition("\x04")[2]) if isinstance(message, str) else missing

    def plural(self, message: str, number: int) -> str:
        return in_arabic(message.rpartition("\x04")[2])


@pytest.fixture
def arabic(monkeypatch, settings):
    """Give the site words in Arabic. Nobody offers it yet."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    monkeypatch.setattr(trans_real.translation("ar"), "_catalog", EveryMessage())
