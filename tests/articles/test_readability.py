"""The grade is worth something only if sentences, words and syllables are counted right."""

from __future__ import annotations

from time import process_time

import pytest

from articles.readability import Measure, hard_words, longest_sentences, measure, prose
from tests.articles.counted import PASSAGES


def counted(passage: str) -> Measure:
    """Take the count that was made by hand: a line is a sentence, a point parts two syllables."""
    lines = passage.strip().splitlines()
    words = [word for line in lines for word in line.split() if any(map(str.isalnum, word))]
    return Measure(len(lines), len(words), sum(word.count("·") + 1 for word in words))


def as_written(passage: str) -> str:
    return " ".join(passage.replace("·", "").split())


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES.keys())
def test_the_grade_is_that_of_a_count_by_hand(passage):
    ours, by_hand = measure(as_written(passage)), counted(passage)

    assert (ours.sentences, ours.words) == (by_hand.sentences, by_hand.words)
    assert ours.grade == pytest.approx(by_hand.grade, abs=0.1)


def test_the_passages_are_easy_and_hard():
    grades = [counted(passage).grade for passage in PASSAGES.values()]

    assert min(grades) < 3.5
    assert max(grades) > 14


def test_the_grade_is_that_of_flesch_and_kincaid():
    found = measure("The cat sat on the mat. Varicose veins carry blood.")

    assert found == Measure(sentences=2, words=10, syllables=13)
    assert found.grade == pytest.approx(0.39 * 5 + 11.8 * 1.3 - 15.59)


def test_hard_words_in_long_sentences_raise_the_grade():
    plain = "Call us today. We can help you."
    hard = "Chronic venous insufficiency necessitates individualized compression therapy."

    assert measure(plain).grade < 2
    assert measure(hard).grade > 16


@pytest.mark.parametrize("text", ["", "\n \n", "… — !", "•"])
def test_a_text_without_words_has_no_grade(text):
    assert measure(text) == Measure(0, 0, 0)
    assert measure(text).grade == 0
    assert longest_sentences(text) == hard_words(text) == []


def test_only_sentences_count_as_prose():
    assert prose(
        "What helps\nWalk every day.\nHeat\n“Does it hurt?”\nIt is rare.[3]\nIt is.2\n2.5"
    ) == ("Walk every day.\n“Does it hurt?”\nIt is rare.[3]\nIt is.2")


def test_the_longest_sentences_are_named_first():
    text = (
        "Walk. Raise your legs when you can. Call us.\nWe are here for you all day long, every day."
    )

    assert longest_sentences(text, most=2) == [
        "We are here for you all day long, every day.",
        "Raise your legs when you can.",
    ]


def test_hard_words_are_named_by_how_often_they_stand():
    text = "Compression helps. An emergency is rare. Compression is not an emergency. Compression!"

    assert hard_words(text) == ["compression", "emergency"]
    assert hard_words(text, most=1) == ["compression"]


@pytest.mark.parametrize(
    "text",
    [
        "We met Emilia Castellano there.",
        "Ask for an MRI or an ECG.",
        "The bandages were infected by injecting.",
        "It is a long-term, well-known thing.",
        "Write to information@clinic.example or see www.information.example now.",
        "It took 1,250,000 steps.",
        "That is Emilia’s book.",
    ],
)
def test_a_name_an_ending_or_a_compound_is_not_hard(text):
    assert hard_words(text) == []


def test_a_word_is_no_name_because_it_opens_a_sentence_or_is_written_large_once():
    assert hard_words("Sclerotherapy helps.") == ["sclerotherapy"]
    assert hard_words("Ask the Radiologist. A radiologist can tell.") == ["radiologist"]


def test_a_hard_word_stays_hard_with_an_ending():
    assert hard_words("She considered two exercises.") == ["exercises", "considered"]


@pytest.mark.parametrize(
    "text",
    ["A. " * 10_000, "“" * 50_000, "a'" * 10_000, "[1" * 10_000],
    ids=["initials", "quotes", "apostrophes", "brackets"],
)
def test_an_absurd_text_does_not_keep_anybody_waiting(text):
    start = process_time()
    for look in (measure, longest_sentences, hard_words, prose):
        look(text)

    assert process_time() - start < 5
