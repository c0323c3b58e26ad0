"""The decisions are numbered, each once."""

from __future__ import annotations

from pathlib import Path

DECISIONS = sorted((Path(__file__).resolve().parent.parent / "docs" / "decisions").glob("*.md"))


def test_each_decision_has_a_number_of_its_own():
    numbers = [int(file.name.partition("-")[0]) for file in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    for number, file in zip(numbers, DECISIONS, strict=True):
        assert file.read_text(encoding="utf-8").startswith(f"# {number}. "), file.name
