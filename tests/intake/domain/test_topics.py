"""Topics to ask about: which pattern the answers have, and which answers speak for it."""

from __future__ import annotations

import pytest

from intake.domain.conditions import Condition, Operator
from intake.domain.topics import PATTERN, pattern_names, topics
from intake.domain.triage import Finding, Hint, Pattern, Ruleset
from tests.intake.domain.make import when

PATTERNS = (
    Pattern("arteries", "Arteries", (Finding("A1", when("walking"), "Pain when walking"),)),
    Pattern("veins", "Veins", (Finding("V1", when("bulging"), "Ropy veins"),)),
    Pattern("others", "Others", (Finding("N1", when("statin"), "A statin"),), also=True),
)
MIXED = Condition(PATTERN, Operator.EQUALS, "mixed")
SET = Ruleset(
    (),
    {},
    PATTERNS,
    several="mixed",
    neither="undetermined",
    flags=(Finding("F1", MIXED, "Both: measure before compression"),),
    hints=(
        Hint(
            "ceap",
            "CEAP",
            (Finding("C6", when("sore"), "Sore"), Finding("C2", when("bulging"), "Veins")),
        ),
    ),
)


@pytest.mark.parametrize(
    ("answered", "pattern"),
    [
        ((), "undetermined"),
        (("walking",), "arteries"),
        (("walking", "statin"), "arteries"),
        (("statin",), "others"),
        (("walking", "bulging"), "mixed"),
        (("walking", "bulging", "statin"), "mixed"),
    ],
)
def test_answers_have_one_pattern_and_an_also_never_takes_anothers_place(answered, pattern):
    assert topics(SET, dict.fromkeys(answered, True)).pattern == pattern


def test_a_flag_for_a_pattern_names_the_answers_behind_the_pattern():
    (flag,) = topics(SET, {"walking": True, "bulging": True}).flags

    assert (flag.finding.id, flag.because) == ("F1", ("walking", "bulging"))


def test_a_hint_is_the_first_grade_that_holds():
    ((hint, found),) = topics(SET, {"bulging": True, "sore": True}).hints

    assert (hint.id, found.finding.id) == ("ceap", "C6")


def test_a_patient_cannot_answer_the_pattern():
    assert topics(SET, {PATTERN: "mixed"}).flags == ()


def test_a_pattern_that_has_no_name_is_none():
    assert pattern_names(SET) == ("arteries", "veins", "others", "mixed", "undetermined")
    assert pattern_names(Ruleset((), {}, PATTERNS[:1])) == ("arteries",)
