"""What answers are called that speak for several patterns, or for none."""

from __future__ import annotations

import pytest

from intake.domain.drafting.tree import DraftError
from intake.domain.ruling import changes, editing, naming
from intake.domain.ruling.naming import Names
from tests.intake.domain.ruling.make import DEFINITION, DOCUMENT, asks, sound


def two_patterns():
    """Return rules with a second pattern, and a flag that asks for answers of both."""
    made = sound()
    made["patterns"].append({"id": "arterial", "title": "Arteries", "rules": []})
    made["several"] = "mixed"
    made["flags"].append(
        {
            "id": "F2",
            "when": {"any": [asks("score.pattern", "mixed"), asks("score.pattern", "venous")]},
            "reason": "Ask about both",
            "source": "The clinic",
        }
    )
    return made


TITLES = {"venous": "Veins", "arterial": "Arteries"}


def test_the_names_are_said_in_sentences():
    assert naming.sentences(two_patterns()) == (
        "Answers that speak for more than one pattern are called “mixed”.",
        "Answers that speak for no pattern are called “undetermined”.",
    )
    assert naming.sentences({**sound(), "neither": ""})[1].endswith("have no name.")
    assert naming.sentences({}) == ()


def test_a_flag_goes_on_with_the_new_name_also_where_two_names_are_exchanged():
    made = naming.rename(two_patterns(), Names(TITLES, "undetermined", "mixed"))

    editing.check(made, DEFINITION)
    assert (made["several"], made["neither"]) == ("undetermined", "mixed")
    assert [part["answer"] for part in made["flags"][1]["when"]["any"]] == [
        "undetermined",
        "venous",
    ]


def test_what_is_not_renamed_stays_as_it_was():
    assert naming.rename(two_patterns(), naming.names_of(two_patterns())) == two_patterns()
    bare = {key: each for key, each in sound().items() if key != "neither"}
    assert naming.rename(bare, naming.names_of(bare)) == bare


def test_a_new_name_is_told_as_a_difference_and_to_the_audit_trail():
    made = naming.rename(two_patterns(), Names({**TITLES, "venous": "Leg veins"}, "both", ""))

    found = changes.compare(two_patterns(), DOCUMENT, made, DOCUMENT)

    assert found[-1].sentences == (
        "Answers that speak for more than one pattern are called “both” (before: “mixed”)",
        "Answers that speak for no pattern have no name (before: “undetermined”)",
    )
    assert changes.changed(two_patterns(), made) == (
        *("pattern venous", "flag F2", "name “several”", "name “neither”"),
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (Names(TITLES, "", "none"), "The flag F2 asks for “mixed”. Keep a name."),
        (Names(TITLES, "arterial", "none"), "There is a pattern arterial already."),
        (Names(TITLES, "alike", "alike"), "another name than those for none"),
        (Names(TITLES, "two words", "none"), "Enter a name of letters, digits, dots or hyphens"),
        (Names({**TITLES, "venous": " "}, "mixed", "none"), "Enter a title for the pattern venous"),
        (Names({"gone": "Gone"}, "mixed", "none"), "pattern gone is not in the draft any more"),
    ],
)
def test_names_that_could_not_be_told_apart_are_refused(names, words):
    with pytest.raises(DraftError, match=words):
        naming.rename(two_patterns(), names)


def test_answers_for_several_want_a_name_where_several_are_possible():
    made = two_patterns()
    del made["flags"][1]

    with pytest.raises(DraftError, match="Enter what answers are called that speak for more"):
        naming.rename(made, Names(TITLES, "", "none"))
