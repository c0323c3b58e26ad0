from __future__ import annotations

import pytest

from intake.domain import linting
from intake.domain.ruling.faults import broken_rules, rule_faults
from intake.domain.ruling.parts import Place
from tests.intake.domain.make import leg_check_document
from tests.intake.domain.ruling.make import DOCUMENT, asks, sound


def spoiled(where: str, **fields):
    """Return sound rules of which one part has other fields."""
    made = sound()
    parts = {
        "rule": made["rules"][1],
        "finding": made["patterns"][0]["rules"][0],
        "flag": made["flags"][0],
        "hint": made["hints"][0]["rules"][0],
        "helper": made["helpers"]["risk"],
    }
    parts[where].update(fields)
    return made


def faults(rules):
    return [(fault.code, str(fault.place), fault.text) for fault in rule_faults(rules, DOCUMENT)]


def test_sound_rules_have_no_faults():
    assert faults(sound()) == []


@pytest.mark.parametrize("where", ["rule", "finding", "flag", "hint", "helper"])
def test_whatever_asks_for_what_is_not_there_is_grave(where):
    found = [*rule_faults(spoiled(where, when=asks("gone")), DOCUMENT)]

    assert [fault.text for fault in found if "asks for “gone”" in fault.text]
    assert all(linting.is_grave(fault) for fault in found if "gone" in fault.text)


@pytest.mark.parametrize("where", ["finding", "flag", "hint"])
def test_an_option_that_any_part_asks_for_is_needed(where):
    after = leg_check_document()
    item = next(e for e in everything(after) if e.get("linkId") == "swelling")
    item["answerOption"] = item["answerOption"][:1]
    rules = spoiled(where, when=asks("swelling", "both_legs"))

    assert any(rules[where] for where in ("patterns", "flags", "hints"))
    name = {"finding": "The rule “V7”", "flag": "The flag “F1”", "hint": "The hint “C2”"}[where]
    assert name in broken_rules(rules, DOCUMENT, after)


def everything(node):
    for each in node.get("item", []):
        yield each
        yield from everything(each)


@pytest.mark.parametrize(
    ("where", "fields", "place", "words"),
    [
        ("rule", {"reason": " "}, "rule S1", "gives staff no reason"),
        ("flag", {"source": ""}, "flag F1", "names no source"),
        ("rule", {"id": "U1"}, "rule U1", "Two parts have the id “U1”"),
        ("rule", {"id": "V7"}, "finding V7", "Two parts have the id “V7”"),
        ("rule", {"text": "T9"}, "rule S1", "the text “T9”, which is not there"),
        ("rule", {"when": {"rule": "V7"}}, "rule S1", "“V7”, which does not stand before it"),
        ("helper", {"when": {"helper": "pos"}}, "named condition risk", "“pos”, which does not"),
        ("rule", {"when": asks("age")}, "named condition pos", "No rule uses"),
        ("flag", {"when": asks("score.pattern", "odd")}, "flag F1", "does not have: odd"),
    ],
)
def test_each_fault_names_its_part(where, fields, place, words):
    assert [
        each for each in faults(spoiled(where, **fields)) if each[1] == place and words in each[2]
    ]


def test_a_text_that_no_rule_gives_is_told_and_the_receipt_is_not():
    rules = sound()
    rules["texts"]["T0"] = {"heading": "Emergency signs", "call": "911"}
    rules["texts"]["T9"] = {"heading": "Nobody reads this", "call": "clinic"}

    assert faults(rules) == [
        ("rule-slight", "patient text T9", "No rule gives the patient text T9.")
    ]


@pytest.mark.parametrize(
    "when",
    [
        {"all": [asks("swelling", "none"), asks("swelling_onset", "new")]},
        {"any": [{"all": [asks("swelling", "none"), asks("swelling_onset", "new")]}]},
        {"any": [asks("diabetes"), asks("age", 3, ">")], "least": 2},
    ],
)
def test_a_rule_whose_question_is_hidden_then_is_dead(when):
    rules = spoiled("flag", when=when)
    dead = [each for each in linting.lint(DOCUMENT, rules, []) if each.code == "dead-rule"]

    assert [each.place for each in dead] == ([Place("flags", "F1")] if "least" not in when else [])
