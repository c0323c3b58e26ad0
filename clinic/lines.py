"""Text in which people write one thing on each line."""

from __future__ import annotations


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
