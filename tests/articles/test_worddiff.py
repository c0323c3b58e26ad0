"""An editor sees what changed, word by word, and can trust that nothing else did."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.worddiff import Line, Piece, compare

texts = st.text("ab .,\n\r\tü—", max_size=80)
prose = st.lists(st.sampled_from(["vein", "leg ", " the", "clot\n", "\n", "  ", "a.", "b"])).map(
    "".join
)


def side(lines: list[Line], kind: str) -> str:
    return "".join(
        piece.text for line in lines for piece in line.pieces if piece.kind in {"same", kind}
    )


def shown(lines: list[Line]) -> list[str]:
    """Write the lines as [-removed-] and {+added+} words."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return [
        f"... {line.count} ..."
        if line.kind == "skipped"
        else "".join(marks[piece.kind].format(piece.text.rstrip("\n")) for piece in line.pieces)
        for line in lines
    ]


@given(texts | prose, texts | prose)
def test_the_pieces_give_back_both_texts_exactly(before, after):
    lines = compare(before, after, context=None)

    assert side(lines, "removed") == before
    assert side(lines, "added") == after


@given(texts | prose, texts | prose)
def test_what_is_left_out_is_the_same_in_both_texts(before, after):
    every, some = compare(before, after, context=None), compare(before, after, context=0)

    changes = [line for line in every if line.kind != "same"]
    assert [line for line in some if line.kind not in {"same", "skipped"}] == changes


@given(texts | prose)
def test_a_text_does_not_differ_from_itself(text):
    assert all(line.kind == "same" for line in compare(text, text, context=None))
    assert all(line.kind in {"same", "skipped"} for line in compare(text, text))


def test_an_edited_sentence_shows_the_words_that_changed():
    lines = compare("Walk every day for at least 30 minutes.", "Walk each day for 40 minutes.")

    assert shown(lines) == ["Walk [-every -]{+each +}day for [-at least 30 -]{+40 +}minutes."]
    assert lines[0].kind == "changed"


def test_a_number_with_a_decimal_is_one_word():
    assert shown(compare("It is 2.5 mm wide.", "It is 3.5 mm wide.")) == [
        "It is [-2.5 -]{+3.5 +}mm wide."
    ]


def test_words_added_before_a_full_stop_leave_the_stop_alone():
    assert shown(compare("Call us.", "Call us today.")) == ["Call us{+ today+}."]


def test_a_short_word_between_two_changes_joins_them():
    before = "Veins carry the old blood of legs upward."
    after = "Veins carry the fresh air of lungs upward."

    assert shown(compare(before, after)) == [
        "Veins carry the [-old blood of legs -]{+fresh air of lungs +}upward."
    ]


def test_a_new_last_line_leaves_the_line_before_it_alone():
    lines = compare("One.\nTwo.", "One.\nTwo.\nThree.")

    assert [line.kind for line in lines] == ["skipped", "same", "added"]


def test_a_new_paragraph_is_added_whole():
    before = "Walk every day.\n\nCall us."
    after = "Walk every day.\n\nRaise your legs.\n\nCall us."

    assert shown(compare(before, after)) == [
        "Walk every day.",
        "",
        "{+Raise your legs.+}",
        "{++}",
        "Call us.",
    ]


def test_lines_that_share_little_are_not_mixed():
    lines = compare("Walk every day.", "Heparin is given by injection on some days.")

    assert [line.kind for line in lines] == ["removed", "added"]


def test_each_edited_paragraph_meets_its_own_old_one():
    before = "Legs swell in warm weather.\nStockings press on the leg.\nVeins have valves inside."
    after = (
        "A new start.\nLegs swell in hot weather.\nStockings press hard on the leg.\n"
        "Veins have valves."
    )

    assert shown(compare(before, after)) == [
        "{+A new start.+}",
        "Legs swell in [-warm -]{+hot +}weather.",
        "Stockings press {+hard +}on the leg.",
        "Veins have valves[- inside-].",
    ]


def test_a_moved_paragraph_is_known_as_moved():
    before = "Moved one.\nSecond one here.\nThird one here.\nFourth one here."
    after = "Second one here.\nThird one here.\nMoved one.\nFourth one here."

    lines = compare(before, after)

    assert [(line.kind, line.is_moved) for line in lines if line.kind != "same"] == [
        ("removed", True),
        ("added", True),
    ]


def test_an_empty_line_that_came_and_went_is_not_called_moved():
    lines = compare("\nOne here.\nTwo there.", "One here.\nTwo there.\n\n", context=None)

    assert not any(line.is_moved for line in lines)


def test_long_unchanged_stretches_are_left_out_and_counted():
    before = "\n\n".join(f"Paragraph number {place}." for place in range(20))
    after = before.replace("number 10.", "number ten.")

    assert shown(compare(before, after)) == [
        "... 9 ...",
        "Paragraph number 9.",
        "",
        "Paragraph number [-10-]{+ten+}.",
        "",
        "Paragraph number 11.",
        "... 8 ...",
    ]


@pytest.mark.parametrize(("context", "count"), [(0, 1), (1, 3), (2, 5)])
def test_the_lines_beside_a_change_are_as_many_as_asked_for(context, count):
    before = "\n".join(f"Line {place} of the text" for place in range(20))
    after = before.replace("Line 10 ", "Line ten ")

    lines = compare(before, after, context)

    assert sum(line.kind != "skipped" for line in lines) == count


def test_an_empty_line_between_two_changes_is_not_counted_as_left_out():
    lines = compare("Walk today.\n\nRest today.", "Walk now.\n\nRest now.", context=0)

    assert [line.kind for line in lines] == ["changed", "same", "changed"]


def test_white_space_alone_is_no_change_of_a_line():
    lines = compare("One  two\nThree ", "One two\nThree", context=None)

    assert [line.kind for line in lines] == ["changed", "same"]
    assert lines[1].pieces == (Piece("same", "Three"), Piece("removed", " "))


def test_two_empty_texts_have_no_lines():
    assert compare("", "") == []
    assert shown(compare("", "New.")) == ["{+New.+}"]
    assert shown(compare("Old.", "")) == ["[-Old.-]"]


def many_words(count: int) -> list[str]:
    random = Random(7)
    return [f"w{min(1999, int(random.paretovariate(0.6)))}" for _ in range(count)]


def with_edits(words: list[str], count: int) -> list[str]:
    random = Random(8)
    places = set(random.sample(range(len(words)), count))
    return [f"new{place}" if place in places else word for place, word in enumerate(words)]


def paragraphs(words: list[str]) -> str:
    return "\n".join(" ".join(words[start : start + 80]) for start in range(0, len(words), 80))


@pytest.mark.parametrize("join", [" ".join, paragraphs], ids=["one line", "paragraphs"])
def test_fifty_edits_in_twenty_thousand_words_are_found_without_a_long_wait(join):
    old = many_words(20_000)
    before, after = join(old), join(with_edits(old, 50))

    start = process_time()
    lines = compare(before, after, context=None)
    seconds = process_time() - start

    added = [piece for line in lines for piece in line.pieces if piece.kind == "added"]
    assert sum(len(piece.text.split()) for piece in added) <= 60
    assert seconds < 10


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n".join(f"old{n}" for n in range(10_000)), "\n".join(f"new{n}" for n in range(10_000))),
        (
            "\n".join(f"old {n}" for n in range(10_000)),
            "\n".join(f"new {n}" for n in range(10_000)),
        ),
        (" ".join(f"a{n}" for n in range(100_000)), " ".join(f"b{n}" for n in range(100_000))),
        (" ".join(f"a{n}" for n in range(100_000)), " ".join(f"a{-n}" for n in range(100_000))),
        ("a b " * 50_000, "b b a " * 33_000),
        ("a\nb\n" * 5_000, "b\nb\na\n" * 3_000),
        ("x" * 1_000_000, "y" * 1_000_000),
        (" " * 100_000, "\n" * 100_000),
    ],
    ids=["lines", "alike lines", "words", "turned", "two words", "two lines", "one word", "blank"],
)
def test_texts_that_have_nothing_in_common_are_replaced_without_a_long_wait(before, after):
    start = process_time()
    lines = compare(before, after, context=None)
    seconds = process_time() - start

    assert side(lines, "removed") == before
    assert side(lines, "added") == after
    assert seconds < 10
