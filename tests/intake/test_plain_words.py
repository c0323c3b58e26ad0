"""The shipped forms in plain words: grade 8 or below, whatever the language.

A line is a title, a question, a hint, an option or a sentence of a patient text. A line of less
than six words, such as “Phone number”, says too little to have a grade in Spanish, where one long
word decides: it is measured with all that stands in the same part of the form.
"""

from __future__ import annotations

import re

import pytest

from articles.readability import measure
from intake.domain.patient_texts import read_texts
from tests.intake.shipped import FORMS, RULES, around, below, form, shipped
from tests.intake.spanish_ease import NORMAL, WORD, ease, syllables

SHORT = 6
NAMES = re.compile("anticoagulante|salmeterol|formoterol", re.I)
"""Looked for on the box, as a number is: each counts as one."""


def texts(name: str, language: str = "") -> list[list[str]]:
    """Return the lines of each patient text."""
    return [
        [
            line.replace("{phone}", "")
            for line in (text.heading, text.about, text.lead, *text.steps)
            if line
        ]
        for text in read_texts(shipped(name, ".triage"), language).values()
    ]


def is_long(line: str) -> bool:
    return len(WORD.findall(line)) >= SHORT


def hard(lines: list[str]) -> list[str]:
    """Return the Spanish lines that are harder than normal, alone or together."""
    measured = [*filter(is_long, lines), "\n".join(lines)]
    return [each for each in measured if ease(NAMES.sub("1", each)) < NORMAL]


@pytest.mark.parametrize("name", FORMS)
def test_every_question_reads_at_grade_8_or_below_in_english(name):
    asked = form(name)

    for item in asked.by_id.values():
        assert measure(item.text).grade <= 8, item.text
        assert measure("\n".join(around(item))).grade <= 8, item.link_id
    assert measure(f"{asked.title}\n{asked.description}").grade <= 8


@pytest.mark.parametrize("name", RULES)
def test_every_patient_text_reads_at_grade_8_or_below_in_english(name):
    for lines in texts(name):
        for line in lines:
            assert measure(line).grade <= 8, line


@pytest.mark.parametrize("name", FORMS)
def test_every_part_of_a_form_is_no_harder_than_normal_in_spanish(name):
    asked = form(name, "es")

    assert hard([asked.title, asked.description]) == []
    for part in asked.items:
        assert hard(list(below(part))) == []


@pytest.mark.parametrize("name", RULES)
def test_every_patient_text_is_no_harder_than_normal_in_spanish(name):
    for lines in texts(name, "es"):
        assert hard(lines) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("quieto", 2), ("guantes", 2), ("siguiente", 3), ("vergüenza", 3), ("aunque", 2)),
        *(("días", 2), ("oír", 2), ("ahora", 3), ("leer", 2), ("ciudad", 2), ("muy", 1)),
        *(("mayor", 2), ("construye", 3), ("hinchazón", 3), ("desmayó", 3), ("911", 1), ("y", 1)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_hard_text_is_told_from_an_easy_one():
    easy = "Acuéstese. Levante la pierna. No deje de presionar."
    hard = (
        "La evaluación ecográfica de la insuficiencia venosa superficial precisa una exploración "
        "hemodinámica pormenorizada de las extremidades inferiores en bipedestación."
    )

    assert ease(easy) > 70
    assert ease(hard) < 20
