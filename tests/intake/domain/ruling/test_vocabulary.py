"""What a condition can name: only what is read before it."""

from __future__ import annotations

from intake.domain.ruling.parts import FINDINGS, FLAGS, HINTS, RULES, Place
from intake.domain.ruling.vocabulary import vocabulary
from tests.intake.domain.ruling.make import DOCUMENT, asks, sound


def rules_named(rules, place: Place) -> list[str]:
    subjects = vocabulary(rules, DOCUMENT, place).subjects
    return [key for key in subjects if key.startswith("rule:")]


def test_a_rule_names_those_above_it_that_have_a_condition():
    assert rules_named(sound(), Place(RULES, "S1")) == ["rule:U1"]
    assert rules_named(sound(), Place(FLAGS, "F1")) == ["rule:U1", "rule:S1", "rule:V7"]


def test_nothing_names_a_hint_for_a_grade_is_no_reason():
    walks = {"id": "H1", "when": asks("age", 65, ">="), "reason": "Older"}
    hints = [*sound()["hints"], {"id": "other", "title": "Other", "rules": [walks]}]
    place = Place(FINDINGS, "H1", HINTS, "other")

    assert "rule:C2" not in rules_named({**sound(), "hints": hints}, place)
