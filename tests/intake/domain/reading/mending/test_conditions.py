"""Broken conditions: no question is ever hidden because its condition is broken."""

from __future__ import annotations

import pytest

from intake.domain.reading import read
from intake.domain.reading.mending import mend
from tests.intake.domain.reading.make import coding, document, question, when

YES = {"answerBoolean": True}
LEFT = {"answerOption": [coding("left", "On the left")]}


def mended(*conditions: dict, first: dict | None = None, **more) -> tuple[dict, str]:
    """Return question b with these conditions, mended, and what was said."""
    second = question("b", enableWhen=list(conditions), **more)
    after, repaired = mend(document(first or question("a"), second))
    assert mend(after) == (after, ())
    read(after)
    return after["item"][1], " ".join(repaired)


@pytest.mark.parametrize(
    ("kind", "broken", "words"),
    [
        ("boolean", when("z", **YES), "the question 'z' does not exist"),
        ("boolean", {"operator": "=", **YES}, "the question '' does not exist"),
        ("boolean", when("a"), "it names no answer"),
        ("boolean", when("a", "is", **YES), "operator 'is' is not FHIR's"),
        ("boolean", when("a", answerInteger=5), "neither true nor false"),
        ("integer", when("a", answerString="many"), "not a number"),
        ("date", when("a", answerDate="in May"), "not a date"),
        ("choice", when("a", answerCoding={"code": "lefft"}), "has no option 'lefft'"),
        ("group", when("a", **YES), "takes no such value"),
        ("display", when("a", "exists", **YES), "has no answer"),
    ],
)
def test_a_condition_that_could_never_hold_is_dropped_and_the_question_asked(kind, broken, words):
    below = {"item": [question("below")]} if kind == "group" else {}
    first = question("a", kind, **(LEFT if kind == "choice" else below))

    after, said = mended(broken, first=first)

    assert "enableWhen" not in after
    assert said.startswith("b: a condition is dropped: ")
    assert words in said


def test_of_all_that_must_hold_the_broken_one_is_dropped():
    after, _ = mended(when("z", **YES), when("a", **YES), enableBehavior="all")

    assert after["enableWhen"] == [when("a", **YES)]


def test_where_any_was_enough_and_one_is_broken_the_question_is_always_asked():
    after, said = mended(when("z", **YES), when("a", **YES), enableBehavior="any")

    assert "enableWhen" not in after
    assert "enableBehavior" not in after
    assert "it is always asked" in said


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (when("a", "==", **YES), when("a", **YES)),
        (when("a", "equals", **YES), when("a", **YES)),
        ({"question": "a", **YES}, {"question": "a", "operator": "=", **YES}),
        ({"question": "a", "hasAnswer": True}, when("a", "exists", **YES)),
        ({"question": "a"}, when("a", "exists", **YES)),
        (when("a", "exists", answerString="false"), when("a", "exists", answerBoolean=False)),
        (when("a", "exists"), when("a", "exists", **YES)),
    ],
)
def test_an_operator_that_others_write_differently_is_mended(broken, expected):
    after, said = mended(broken)

    assert after["enableWhen"] == [expected]
    assert said.startswith("b: ")


def test_without_a_word_on_all_or_any_the_question_is_rather_asked():
    both = [when("a", **YES), when("a", "exists", **YES)]

    assert mended(*both)[0]["enableBehavior"] == "any"
    assert mended(*both, enableBehavior="ALL")[0]["enableBehavior"] == "all"
    assert "enableBehavior" not in mended(both[0])[0]


def test_what_waits_for_itself_or_for_one_another_is_asked():
    itself = question("a", enableWhen=[when("a", **YES)])
    one = question("b", enableWhen=[when("c", **YES)])
    other = question("c", enableWhen=[when("b", **YES)])
    below = question("below")
    group = question("g", "group", item=[below], enableWhen=[when("below", **YES)])

    reading = read(document(itself, one, other, group))

    assert len(reading.questionnaire.order) == 5
    assert reading.repaired == (
        "a: its condition on a is dropped: they wait for one another.",
        "c: its condition on b is dropped: they wait for one another.",
        "g: its condition on below is dropped: they wait for one another.",
    )


def test_an_operator_that_is_there_goes_before_one_of_an_older_version():
    after, _ = mended({**when("a", **YES), "hasAnswer": False})

    assert after["enableWhen"][0]["operator"] == "="
    assert after["enableWhen"][0]["answerBoolean"] is True
