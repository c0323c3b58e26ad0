"""Codes as people type them."""

from __future__ import annotations

import pytest

from intake.domain import codes

LETTERS = "KT7M0PXW9T1FH4CD"


def test_a_code_is_written_in_groups():
    assert codes.written(LETTERS) == "KT7M-0PXW-9T1F-H4CD"


@pytest.mark.parametrize(
    "typed",
    [
        "KT7M-0PXW-9T1F-H4CD",
        "kt7m-0pxw-9t1f-h4cd",
        "  KT7M 0PXW  9T1F H4CD\n",
        "KT7M0PXW9T1FH4CD",
        "KT7M–0PXW—9T1F‑H4CD",
        "KT7M\u00a00PXW.9T1F_H4CD",
        "ＫＴ７Ｍ－０ＰＸＷ－９Ｔ１Ｆ－Ｈ４ＣＤ",
        "KT7M-OPXW-9TIF-H4CD",
        "kt7m-opxw-9tlf-h4cd",
        "KT7M-QPXW-9T1F-H4CD",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert codes.read(typed) == LETTERS


@pytest.mark.parametrize(("typed", "meant"), [("2", "Z"), ("5", "S"), ("8", "B"), ("V", "U")])
def test_what_looks_alike_counts_as_one(typed, meant):
    assert codes.read(typed * 16) == codes.read(meant * 16) == codes.read(meant.lower() * 16)


@pytest.mark.parametrize(
    ("typed", "what_to_do"),
    [
        ("", "Enter your code"),
        (" - ", "Enter your code"),
        ("KT7M-0PXW-9T1F", "This is less"),
        ("KT7M-0PXW-9T1F-H4CD-X", "This is more"),
        ("KT7M-0PXW-9T1F-H4CA", "No code has “A” in it"),
        ("KT7M-0PXW-9T1F-H4C٣", "No code has “٣” in it"),
        ("🙂" * 50, "Enter your code"),
    ],
)
def test_what_can_be_no_code_is_said_to_be_none(typed, what_to_do):
    with pytest.raises(codes.NotACode, match=what_to_do):
        codes.read(typed)


def test_no_letter_of_a_code_is_taken_for_another():
    assert len(codes.LETTERS) == len(set(codes.LETTERS))
    assert codes.LETTERS.translate(codes.TAKEN_FOR) == codes.LETTERS
    assert len(codes.LETTERS) ** codes.SECRET_LENGTH > 2**50
