"""Triage: which rules fire, why, and what interrupts the patient."""

from __future__ import annotations

import pytest

from intake.domain.conditions import AnyOf
from intake.domain.triage import (
    PatientText,
    Priority,
    Rule,
    Ruleset,
    still_read,
    triage,
    unread_alerts,
)
from intake.models import Submission
from tests.intake.domain.make import RULESET, when

CALL_911 = PatientText("now", "Call 911 now", "Do not drive.", call="911")
CALL_US = PatientText("call", "Call us today", "We want to see it.", call="clinic")
THANKS = PatientText("thanks", "Thank you", "We will call.")
TEXTS = {text.id: text for text in (CALL_911, CALL_US, THANKS)}

CHEST = Rule("chest", Priority.EMERGENCY, when("chest"), "Chest pain", "now")
COLD = Rule("cold", Priority.EMERGENCY, when("cold"), "Cold leg", "now")
SORE = Rule("sore", Priority.URGENT, when("sore"), "Open sore", "call", lists=when("diabetes"))
STAIN = Rule("stain", Priority.SOON, when("stain"), "Brown skin", "thanks")
REST = Rule("rest", Priority.ROUTINE, None, "Nothing else", "thanks")
RULES = (STAIN, SORE, CHEST, REST, COLD)
SET = Ruleset(RULES, TEXTS)


def yes(*names: str) -> dict:
    return dict.fromkeys(names, True)


def fired(*names: str, rules=RULES) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.rule.id, each.because) for each in triage(rules, yes(*names)).fired]


def alerts(*names: str, read: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    found = unread_alerts(triage(RULES, yes(*names)), SET, frozenset(read))
    return [(alert.text.id, alert.because) for alert in found]


def test_the_most_urgent_rule_decides_and_every_rule_is_kept_as_a_reason():
    verdict = triage(RULES, yes("stain", "chest", "sore"))

    assert verdict.priority is Priority.EMERGENCY
    assert [each.rule.id for each in verdict.fired] == ["chest", "sore", "stain"]


def test_rows_keep_a_priority_as_its_number():
    stored = {priority.name: priority.value for priority in Submission.Priority}

    assert {priority.name: priority.value for priority in Priority} == stored


def test_the_rule_that_remains_fires_alone():
    assert fired() == [("rest", ())]
    assert fired("stain") == [("stain", ("stain",))]
    assert triage(RULES, {}).priority is Priority.ROUTINE


def test_without_any_rule_nothing_is_urgent():
    verdict = triage((), yes("chest"))

    assert (verdict.priority, verdict.fired) == (Priority.ROUTINE, ())


def test_what_a_rule_lists_stands_beside_its_reasons_and_fires_nothing():
    [sore] = triage(RULES, yes("sore", "diabetes")).fired

    assert (sore.rule.id, sore.because, sore.listed) == ("sore", ("sore",), ("diabetes",))
    assert fired("diabetes") == [("rest", ())]


def test_a_score_is_shown_as_the_questions_behind_it():
    unable = Rule("unable", Priority.SOON, when("score.ecq", "unable"), "Cannot walk", "thanks")
    positive = Rule("positive", Priority.SOON, when("score.ecq", "definite"), "Claudication", "x")
    answers = {"ecq2": "no", "ecq3": "yes", "ecq5": "within_10_min", "ecq6": ("calf",)}

    [cannot] = triage([unable, positive], {"ecq1": "unable", "age": 70}).fired
    [walks] = triage([unable, positive], {"ecq1": "yes", **answers}).fired

    assert cannot.because == ("ecq1",)
    assert walks.because == ("ecq1", "ecq2", "ecq3", "ecq5", "ecq6")


def test_new_leg_pain_lists_each_risk_of_a_clot():
    answers = {"one_leg_pain_new": True, "clot_history": True, "pregnancy": "pregnant"}

    [first] = triage(RULESET.rules, answers | {"long_trip": False}).fired

    assert first.rule.id == "U1"
    assert first.because == ("one_leg_pain_new",)
    assert first.listed == ("clot_history", "pregnancy")


def test_a_patient_cannot_answer_a_score():
    forged = {"score.ecq": "definite", "ecq1": "no"}

    assert triage(RULESET.rules, forged).priority is Priority.ROUTINE
    assert triage(RULESET.rules, forged).scores["score.ecq"] == "negative"


def test_only_the_most_urgent_texts_interrupt_each_once():
    assert alerts("chest", "cold", "sore") == [("now", ("chest", "cold"))]
    assert alerts("sore", "stain") == [("call", ("sore",))]
    assert alerts("stain") == alerts() == []


def test_an_alert_names_an_answer_once_that_is_behind_two_rules():
    rules = (CHEST, Rule("chest_too", Priority.EMERGENCY, when("chest"), "Chest", "now"))
    (alert,) = unread_alerts(triage(rules, yes("chest")), Ruleset(rules, TEXTS), frozenset())

    assert alert.because == ("chest",)


def still(*read: str, anew: str, ruleset: Ruleset = SET, **answers: object) -> set[str]:
    """Return which alerts stay read when one of these answers was given just now."""
    others = {name: value for name, value in answers.items() if name != anew}
    now, without = (triage(ruleset.rules, known) for known in (answers, others))
    again = frozenset({anew})
    return set(still_read(frozenset(read), now, ruleset, answered=again, without=without))


def test_what_was_read_is_read_no_longer_once_its_question_is_answered_anew():
    assert still("chest", "sore", anew="sore", **yes("chest", "sore")) == {"chest"}
    assert still("chest", "cold", anew="chest", **yes("cold")) == {"cold"}


def test_another_answer_behind_what_was_read_interrupts_again_only_if_it_says_911():
    swollen = {"swelling": "one_leg", "swelling_onset": "new"}
    both = {**swollen, "one_leg_pain_new": True}

    assert still("U1", anew="swelling_onset", ruleset=RULESET, **both) == {"U1"}
    assert still("U1", anew="swelling_onset", ruleset=RULESET, **swollen) == set()
    assert still("E1", anew="fainted", ruleset=RULESET, **yes("chest_pain", "fainted")) == set()


def test_what_was_passed_over_for_an_emergency_is_not_taken_for_read():
    either = Rule("sore", Priority.URGENT, AnyOf((when("sore"), when("ulcer"))), "Sore", "call")
    ruleset = Ruleset((CHEST, either), TEXTS)
    at_once = ("chest", "sore")  # of which the page has shown “Call 911” alone

    another = still(*at_once, anew="ulcer", ruleset=ruleset, **yes("chest", "sore", "ulcer"))
    corrected = still(*at_once, anew="chest", ruleset=ruleset, **yes("sore", "ulcer"))

    assert (another, corrected) == ({"chest"}, set())


def test_a_text_that_says_911_comes_before_one_as_urgent_that_does_not():
    rules = (Rule("a", Priority.URGENT, when("sore"), "Sore", "call"),)
    rules += (Rule("b", Priority.URGENT, when("chest"), "Chest", "now"),)
    found = unread_alerts(triage(rules, yes("chest", "sore")), Ruleset(rules, TEXTS), frozenset())

    assert [alert.text.id for alert in found] == ["now", "call"]


def test_a_read_text_interrupts_again_only_for_a_new_reason():
    assert alerts("chest", read=("chest",)) == []
    assert alerts("chest", "cold", read=("chest",)) == [("now", ("cold",))]
    assert alerts("chest", "sore", read=("chest",)) == [("call", ("sore",))]


# The words that the clinic signs for. A change here is a change of what patients are told.
SIGNED = {
    "T1": "Call 911 now. Do not drive yourself. Trouble breathing, chest pain, coughing up blood "
    "or fainting need help right away.",
    "T2": "Call 911 now. Lie down. Raise your leg. Press hard on the spot with a clean cloth and "
    "keep pressing. Take off tight socks or bands.",
    "T3": "Call 911 now. A leg or foot that is suddenly cold, pale, blue, black or numb may not be "
    "getting enough blood.",
    "T4": "Call 911 or go to an emergency room now. Hot, sore skin that spreads, with a fever, or "
    "feeling confused or very ill, needs care now.",
    "T5": "Please call us now at {phone}. New pain or swelling in one leg, or a hard sore vein, "
    "needs a check today. If we are closed, go to urgent care or an emergency room today. "
    "Call 911 if you get chest pain, have trouble breathing, or faint.",
    "T6": "Please call us today at {phone}. If the vein bleeds again, lie down, raise your leg, "
    "press hard, and call 911.",
    "T7": "Please call us today at {phone}. Some of your answers need a check today. If we are "
    "closed, go to urgent care or an emergency room.",
    "T8": "Thank you. We have your answers. Our staff will contact you. This is not a diagnosis. "
    "Call us the same day if one leg swells or hurts, if skin turns hot and red, if a sore opens, "
    "or if a vein bleeds. Call 911 for chest pain or trouble breathing.",
}
CALLS = {"T1": "911", "T2": "911", "T3": "911", "T4": "911"}
CALLS |= {"T5": "clinic", "T6": "clinic", "T7": "clinic", "T8": ""}
TEXT_OF = {"E1": "T1", "E2": "T2", "E3": "T3", "E4": "T4", "E5": "T3", "U1": "T5", "U2": "T6"}
TEXT_OF |= {"U3": "T5", "U4": "T7", "U5": "T7", "U6": "T7", "U7": "T7", "U8": "T7", "U9": "T7"}


@pytest.mark.parametrize("name", SIGNED)
def test_patients_read_the_signed_words_alone(name):
    text = RULESET.texts[name]
    heading = text.heading.rstrip(".") + "."
    sentences = [heading, text.lead, *text.steps]

    assert " ".join(part for part in sentences if part) == SIGNED[name]
    assert text.call == CALLS[name]
    assert bool(text.source) is bool(text.call)


def test_there_are_no_other_texts_and_every_rule_shows_its_own():
    assert RULESET.texts.keys() == SIGNED.keys()
    assert {rule.id: rule.text for rule in RULESET.rules} == {
        rule.id: TEXT_OF.get(rule.id, "T8") for rule in RULESET.rules
    }
