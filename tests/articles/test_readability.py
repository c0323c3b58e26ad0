"""The grade is worth something only if sentences, words and syllables are counted right."""

from __future__ import annotations

import pytest

from articles.readability import Measure, measure, prose, syllables

COUNTED = {
    1: "leg vein cramps the walked valves squeeze eye aches tongue don't clothes knees",
    2: "table causes muscle needed diet fluid create being every sometimes science didn't boxes",
    3: "area condition serious carefully carrying heavier medicine ultrasound evening idea",
    4: "arterial emergency usually actually",
    5: "insufficiency metabolism",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_number_is_read_digit_by_digit():
    assert syllables("911") == 3


def test_a_line_is_a_sentence_even_without_a_full_stop():
    assert measure("What helps\nWalk every day. Raise your legs!\nCall us").sentences == 4


def test_only_sentences_count_as_prose():
    assert prose("What helps\nWalk every day.\nHeat\n“Does it hurt?”") == (
        "Walk every day.\n“Does it hurt?”"
    )


def test_a_title_or_a_decimal_does_not_end_a_sentence():
    assert measure("Dr. Solberg saw 2.5 percent of them. J. Park did not.").sentences == 2


def test_the_grade_is_that_of_flesch_and_kincaid():
    found = measure("The cat sat on the mat. Varicose veins carry blood.")

    assert found == Measure(sentences=2, words=10, syllables=13)
    assert found.grade == pytest.approx(0.39 * 5 + 11.8 * 1.3 - 15.59)


def test_hard_words_in_long_sentences_raise_the_grade():
    plain = "Call us today. We can help you."
    hard = "Chronic venous insufficiency necessitates individualized compression therapy."

    assert measure(plain).grade < 2
    assert measure(hard).grade > 16


def test_an_empty_text_has_no_grade():
    assert measure("").grade == 0
