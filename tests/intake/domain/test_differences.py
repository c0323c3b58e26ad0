from __future__ import annotations

import pytest

from intake.domain import drafting
from intake.domain.differences import compare
from intake.domain.drafting import Choice, Clause
from tests.intake.domain.drafting.make import option, swelling


def told(after, before=None):
    """Return what is said of the only item that differs."""
    (change,) = compare(before or swelling(), after)
    return change.kind, change.name, *change.sentences


def test_a_version_does_not_differ_from_itself():
    assert compare(swelling(), swelling()) == ()


def test_other_words_are_told_with_the_old_ones():
    after = drafting.change(swelling(), "age", text="Your age?")

    assert told(after) == (
        *("changed", "Your age?"),
        "It now reads “Your age?” (before: “How old are you?”)",
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"required": True}, "It must now be answered"),
        ({"kind": "string"}, "It is now “Short answer” (before: “Whole number”)"),
        ({"hint": "In years"}, "The hint is new: “In years”"),
        ({"why": "Risk grows."}, "“Why we ask” is new: “Risk grows.”"),
        ({"minimum": "18"}, "The least is new: “18”"),
        ({"units": ["years"]}, "The unit is new: “years”"),
    ],
)
def test_each_change_has_a_sentence_there_and_back(fields, sentence):
    after = drafting.change(swelling(), "age", **fields)

    assert told(after)[2:] == (sentence,)
    assert told(swelling(), after)[2:] != (sentence,)


def test_options_are_told_one_by_one():
    left, right = drafting.question(swelling(), "which").options
    wanted = [Choice(right.key, "Your right leg"), Choice("", "Both", True)]

    after = drafting.change(swelling(), "which", options=wanted)

    assert told(after)[2:] == (
        "The option “Right” now reads “Your right leg”",
        "Option added: “Both”",
        "Option removed: “Left”",
    )
    turned = drafting.change(swelling(), "which", options=[right, left])
    assert told(turned)[2:] == ("The options stand in another order",)


def test_a_condition_is_told_as_a_sentence():
    after = drafting.set_conditions(swelling(), "age", [Clause("which", "=", "urn:sides|left")])

    assert told(after)[2:] == ("It is now asked only if “Which leg?” is “Left” (before: always)",)


def test_conditions_that_stay_are_not_told():
    both = [Clause("which", "=", "urn:sides|left"), Clause("swollen", "=", "true")]
    before = drafting.set_conditions(swelling(), "age", both)

    after = drafting.change(before, "age", text="Your age?")
    turned = drafting.set_conditions(before, "age", both, is_any=True)

    assert told(after, before)[2:] == ("It now reads “Your age?” (before: “How old are you?”)",)
    assert "” or yes to “" in told(turned, before)[2]


def test_a_new_question_tells_where_it_is_and_when_it_is_asked():
    after, name = drafting.add(swelling(), "boolean", "Does it hurt?", parent="page")
    after = drafting.set_conditions(after, name, [Clause("swollen", "=", "true")])

    assert told(after) == (
        *("added", "Does it hurt?"),
        "Yes or no, number 1.3, in “Your legs”",
        "Asked only if yes to “Is a leg swollen?”",
    )
    assert told(swelling(), after) == ("removed", "Does it hurt?")


def test_only_what_was_moved_is_told_to_have_moved():
    document = swelling()
    for words in ("A?", "B?", "C?"):
        document, _ = drafting.add(document, "boolean", words)

    after = drafting.number(document, "c", "1")

    assert told(after, document)[1:] == ("C?", "It moved from number 5 to 1")
    inside = drafting.number(document, "c", "1.1")
    assert told(inside, document)[2:] == (
        "It moved: now number 1.1 in “Your legs” (before: at the top)",
    )


def test_the_title_is_told_first_and_what_has_no_words_is_not_hidden():
    after = drafting.set_words(swelling(), title="Veins", description="")
    after["item"][0]["item"][1]["answerOption"][0] = option("left", "Left")

    whole, which = compare(swelling(), after)

    assert whole.sentences == ("The title is now “Veins” (before: “Legs”)",)
    assert which.sentences == ("A technical detail has changed that has no words here",)


def test_a_technical_detail_of_the_whole_is_told():
    after = swelling() | {"useContext": []}

    assert told(after)[2:] == ("A technical detail has changed that has no words here",)
