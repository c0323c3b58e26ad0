"""A language in which every marked text stands in brackets: what stands outside was forgotten."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.translation import trans_real

MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


class Bracketed:
    """A catalog that has words for every message: the English ones, in brackets."""

    def get(self, message: Any, missing: Any = None) -> str:
        return f"⟦{message.rpartition(chr(4))[2]}⟧" if isinstance(message, str) else missing

    def plural(self, message: str, number: int) -> str:
        return f"⟦{message.rpartition(chr(4))[2]}⟧"


@pytest.fixture
def pseudo(monkeypatch):
    """Let Spanish be that language."""
    monkeypatch.setattr(trans_real.translation("es"), "_catalog", Bracketed())


def unmarked(text: str) -> str:
    """Return what no translator would have seen; brackets may stand within brackets."""
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
    return " ".join(text.split())
