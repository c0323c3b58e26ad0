"""Sentences end where a careful reader ends them, and words are what stands between spaces."""

from __future__ import annotations

import time

import pytest

from articles.sentences import sentences, words


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Solberg and Mrs. Lind saw 2.5 percent of them.",
        "J. R. Park did not.",
        "Ann Solberg, M.D., and Reed et al. found 1,000 of them vs. 900 before.",
        "Walk a bit, e.g. to the shops, i.e. outside.",
        "Call at 9 a.m. on Friday or 5 p.m. Monday.",
        "The U.S. Food and Drug Administration agrees.",
        "See No. 5, Fig. 2 and p. 7.",
        "It was on Jan. 5 that St. Mary’s opened.",
        "“Does it hurt?” she asked.",
        "“Does it hurt?” I asked.",
        "“It hurts!” Ann Solberg said.",
        "She said (can you believe it?) no.",
        "It hurts... sometimes.",
        "It hurts . . . sometimes.",
        "Bandages, stockings, etc. are here.",
        "See https://clinic.example/a.html?b=c.d for more.",
        "Does it?!",
        "It isn’t.",
    ],
)
def test_it_is_one_sentence(text):
    assert sentences(text) == [text.replace(". . .", "…")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Walk every day.", "Raise your legs."),
        ("walk every day.", "raise your legs."),
        ("Does it?!", "Yes."),
        ("“It hurts.”", "He left."),
        ("(See below.)", "It is rare."),
        ("It is rare.[3]", "It is mild."),
        ("It is rare.1,2", "It is mild."),
        ("Wait…", "Then go."),
        ("We open at 8 a.m.", "Come early."),
        ("It is made in the U.S.", "Most people like it."),
        ("Take vitamin K.", "The rest is easy."),
        ("Is it rare?", "No."),
        ("Is it safe?", "Dr. Solberg thinks so."),
        ("The answer is no.", "Then walk."),
        ("Bring creams, socks, etc.", "Wear shoes."),
        ("It costs 5.", "It was 6."),
        ("See www.clinic.example.", "It is short."),
    ],
)
def test_it_is_two_sentences(first, second):
    assert sentences(f"{first} {second}") == [first, second]


def test_a_line_is_a_sentence_even_without_a_full_stop():
    assert sentences("What helps\nWalk every day. Raise your legs!\n\nCall us") == [
        "What helps",
        "Walk every day.",
        "Raise your legs!",
        "Call us",
    ]


@pytest.mark.parametrize("mark", ["•", "-", "–", "*", "1.", "2)", "(3)", "a)", "b."])
def test_the_mark_of_a_list_item_is_no_word_and_no_sentence(mark):
    assert sentences(f"{mark} Walk every day") == ["Walk every day"]


def test_a_line_of_signs_is_no_sentence():
    assert sentences("***\n…\n—\n") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It’s a well-known, long-term thing", 5),
        ("Rest—or walk – as you like -- now", 7),
        ("10–20 mmHg and/or 1,000", 4),
        ("Wait…then go", 3),
        ("See https://clinic.example/a-b?c=d, p. 7", 4),
        ("Salt & pepper, 5 %", 3),
        ("one\u00a0two\tthree", 3),
    ],
)
def test_words_are_what_stands_between_spaces_and_dashes(text, count):
    assert len(words(text)) == count


def test_the_number_of_a_source_is_no_part_of_a_word():
    assert " ".join(words("It is rare.[3] It is mild.1,2 So")) == "It is rare. It is mild. So"


def test_a_hundred_thousand_dots_are_read_in_good_time():
    start = time.process_time()

    sentences("." * 100_000)

    assert time.process_time() - start < 2
