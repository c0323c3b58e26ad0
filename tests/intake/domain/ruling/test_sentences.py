from __future__ import annotations

from copy import deepcopy

import pytest

from intake.domain.drafting import tree
from intake.domain.ruling import rows
from intake.domain.ruling.parts import entries
from intake.domain.ruling.sentences import sentence
from intake.domain.ruling.vocabulary import vocabulary
from tests.intake.domain.make import leg_check_rules
from tests.intake.domain.ruling.make import DOCUMENT, asks, sound

SWOLLEN = "“Is a leg swollen?” is “Yes, one leg”"
NEW = "“When did the swelling start?” is “In the last 2 weeks”"


def said(condition) -> str:
    return str(sentence(condition, vocabulary(sound(), DOCUMENT)))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (asks("swelling", "one_leg"), SWOLLEN),
        (asks("age", 65, ">="), "“How old are you?” is at least 65"),
        (asks("age", True, "exists"), "“How old are you?” is answered"),
        (asks("age", False, "exists"), "“How old are you?” is not answered"),
        ({"helper": "risk"}, "“a clot risk” holds"),
        ({"not": {"rule": "U1"}}, "the rule U1 does not hold"),
        (
            {"any": [asks("score.ecq", "definite"), asks("score.ecq", "atypical")]},
            "“Walking questions (ECQ)” is “definite” or “atypical”",
        ),
        (asks("score.pattern", "venous"), "“The pattern of the answers” is “Veins”"),
        (
            {"all": [asks("swelling", "one_leg"), asks("swelling_onset", "new")]},
            f"{SWOLLEN} and {NEW}",
        ),
        (
            {
                "any": [
                    {"all": [asks("swelling", "one_leg"), asks("swelling_onset", "new")]},
                    {"rule": "U1"},
                ]
            },
            f"({SWOLLEN} and {NEW}) or the rule U1 holds",
        ),
        (
            {"any": [{"rule": "U1"}, {"helper": "pos"}, {"helper": "risk"}], "least": 2},
            "at least 2 of: the rule U1 holds; “pos” holds; “a clot risk” holds",
        ),
        (
            {"not": {"any": [{"rule": "U1"}, {"helper": "risk"}]}},
            "none of these is so: the rule U1 holds; “a clot risk” holds",
        ),
        (
            {"all": [asks("swelling", "one_leg", "!="), asks("swelling", "both_legs", "!=")]},
            "“Is a leg swollen?” is none of “Yes, one leg”, “Yes, both legs”",
        ),
        (
            {"not": {"any": [asks("swelling", "one_leg"), asks("swelling", "both_legs")]}},
            "“Is a leg swollen?” is none of “Yes, one leg”, “Yes, both legs”",
        ),
        (asks("diabetes", False), "no to “Do you have diabetes?”"),
        ({"not": asks("diabetes")}, "anything but yes to “Do you have diabetes?”"),
        ({"not": asks("age", 65, ">=")}, "it is not so that “How old are you?” is at least 65"),
        (asks("gone"), "“gone” (not there) is “true”"),
    ],
)
def test_a_condition_is_said_in_plain_words(condition, words):
    assert said(condition) == words


def test_a_long_condition_is_a_list_without_brackets():
    both = {"all": [asks("swelling", "one_leg"), asks("swelling_onset", "new")]}

    found = sentence(
        {"any": [both, {"rule": "U1"}, asks("calf_bigger_3cm")]}, vocabulary(sound(), DOCUMENT)
    )

    assert found.is_long
    assert found.heading == "any of these is so:"
    assert found.items[:2] == (f"{SWOLLEN} and {NEW}", "the rule U1 holds")
    assert "(about 1¼ inch around)" in found.items[2]


def test_the_shipped_rules_say_nothing_that_is_not_there():
    rules = leg_check_rules()
    known = vocabulary(rules, DOCUMENT)

    told = [str(sentence(entry["when"], known)) for _, entry in entries(rules) if "when" in entry]

    assert told
    assert not [each for each in told if "not there" in each or "{" in each]


def test_a_question_with_several_answers_includes_some():
    document = deepcopy(DOCUMENT)
    for spot in tree.spots(document):
        spot.node["repeats"] = tree.link_id(spot.node) == "swelling"
    known = vocabulary(sound(), document)
    both = [asks("swelling", "one_leg"), asks("swelling", "both_legs")]

    told = [str(sentence(each, known)) for each in (both[0], {"any": both}, {"not": {"any": both}})]

    assert told == [
        "“Is a leg swollen?” includes “Yes, one leg”",
        "“Is a leg swollen?” includes “Yes, one leg” or “Yes, both legs”",
        "“Is a leg swollen?” includes none of “Yes, one leg”, “Yes, both legs”",
    ]


def test_the_list_has_every_part_once_under_its_heading():
    found = rows.chapters(sound(), DOCUMENT)

    listed = {
        (section.title or chapter.title): [row.place.id for row in section.rows]
        for chapter in found
        for section in chapter.sections
    }
    assert listed == {
        "Emergency": [],
        "Urgent": ["U1"],
        "Soon": ["S1"],
        "Routine": ["R"],
        "venous: Veins": ["V7"],
        "Flags": ["F1"],
        "ceap: CEAP": ["C2"],
        "Named conditions": ["risk", "pos"],
        "Patient texts": ["T5", "T8"],
    }
    (text, _) = found[-1].sections[0].rows
    assert text.note == "Says to call the clinic · 2 steps · used by U1 · Spanish reviewed"
