"""The leg check's triage rules: what calls someone back sooner, and what only looks like it."""

from __future__ import annotations

import pytest

from intake.domain.scores import edinburgh_claudication
from intake.domain.triage import Priority, triage
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET

ECQ = {"ecq1": "yes", "ecq2": "no", "ecq3": "yes", "ecq5": "within_10_min", "ecq6": ("calf",)}
PAIN = {"one_leg_pain_new": True}
STRAIN = PAIN | {"muscle_strain": True}
CORD = {"hard_sore_vein": True}
ABOVE, BELOW = {"hard_sore_vein_site": "above_knee"}, {"hard_sore_vein_site": "below_knee"}
NEW, LONG = {"swelling_onset": "new"}, {"swelling_onset": "long"}
ONE, BOTH = {"swelling": "one_leg"}, {"swelling": "both_legs"}
TOE = {"ulcer": "new", "ulcer_site": "foot_toe"}
RISKS = [
    *({"clot_history": True}, {"cancer_active": True}, {"immobile_recent": True}),
    *({"surgery_recent": True}, {"long_trip": True}),
    *({"pregnancy": "pregnant"}, {"pregnancy": "postpartum"}),
    {"meds": ("naproxen", "estrogen")},
]
ARTERY_RISKS = [
    *({"diabetes": True}, {"known_pad": True}, {"smoking": "former"}, {"smoking": "current"}),
    *({"age": 65}, {"age": 90}, ECQ, ECQ | {"ecq6": ("thigh",)}),
]

# Rule, answers that fire it, and the nearest answers that do not
CASES = [
    ("E1", {"short_breath_sudden": True}, {"short_breath_sudden": False}),
    ("E1", {"chest_pain": True}, {"sudden_severe_pain": True}),
    ("E1", {"coughing_blood": True}, {"fever": True}),
    ("E1", {"fainted": True}, {"fainted": False}),
    ("E2", {"vein_bleeding": "now"}, {"vein_bleeding": "recent"}),
    ("E3", {"cold_pale_leg_sudden": True}, {"rest_pain_foot": True}),
    ("E3", {"numb_weak_sudden": True}, {"symptoms": ("numb_tingle",)}),
    ("E4", {"confused_or_very_ill": True}, {"fever": True}),
    (
        "E4",
        {"skin_hot_red": "spreading", "fever": True},
        {"skin_hot_red": "stable", "fever": True},
    ),
    ("E4", {"skin_hot_red": "spreading", "fever": True}, {"skin_hot_red": "spreading"}),
    ("E5", {"black_toes": True}, {"black_toes": False, "numb_weak_sudden": True}),
    ("U1", ONE | NEW, ONE | LONG),
    ("U1", ONE | NEW, BOTH | NEW),
    ("U1", ONE | NEW, ONE),
    ("U1", PAIN, STRAIN),
    *(("U1", STRAIN | risk, STRAIN) for risk in RISKS),
    ("U1", STRAIN | BOTH, STRAIN | {"swelling": "none"}),
    ("U1", STRAIN | ONE | LONG, STRAIN | {"swelling": "none"}),
    ("U1", STRAIN | {"skin_hot_red": "stable"}, STRAIN | {"skin_hot_red": "no"}),
    ("U1", STRAIN | {"skin_hot_red": "spreading"}, STRAIN | {"skin_hot_red": "no"}),
    ("U2", {"vein_bleeding": "recent"}, {"vein_bleeding": "past"}),
    ("U3", CORD | ABOVE, CORD | BELOW),
    ("U3", CORD | {"hard_sore_vein_long": True}, CORD | {"hard_sore_vein_long": False}),
    *(("U3", CORD | risk, risk) for risk in RISKS),
    ("U4", {"rest_pain_foot": True}, {"rest_pain_foot": False}),
    *(("U4", TOE | risk, TOE | {"ulcer_site": "lower_leg"} | risk) for risk in ARTERY_RISKS),
    *(("U4", TOE | {"ulcer": "open_2w"} | risk, TOE | {"ulcer": "healed"} | risk)
      for risk in ARTERY_RISKS),
    ("U4", TOE | {"age": 65}, TOE | {"age": 64}),
    ("U4", TOE | {"age": 65}, {"ulcer": "new", "age": 65}),
    ("U4", TOE | ECQ, TOE | ECQ | {"ecq6": ("shin",)}),
    ("U5", {"skin_hot_red": "stable"}, {"skin_hot_red": "no"}),
    ("U5", {"skin_hot_red": "spreading"}, {}),
    ("U6", {"fever": True, "ulcer": "new"}, {"fever": True, "ulcer": "healed"}),
    ("U6", {"fever": True, "ulcer": "open_2w"}, {"fever": False, "ulcer": "open_2w"}),
    ("U6", {"fever": True} | CORD, {"fever": True, "hard_sore_vein": False}),
    ("U7", {"sudden_severe_pain": True}, {"sudden_severe_pain": False}),
    (
        "U8",
        {"dark_urine": True, "meds": ("statin",)},
        {"dark_urine": True, "meds": ("diuretic",)},
    ),
    ("U8", {"dark_urine": True, "meds": ("statin",)}, {"meds": ("statin",)}),
    ("U9", {"cramp_over_10_min_not_easing": True}, {"cramp_duration": "over_10_min"}),
    ("S1", STRAIN, PAIN),
    *(("S1", STRAIN, STRAIN | risk) for risk in RISKS),
    ("S2", ECQ, ECQ | {"ecq5": "over_10_min"}),
    ("S2", ECQ | {"ecq6": ("buttock", "foot")}, ECQ | {"ecq6": ("foot",)}),
    ("S3", {"ulcer": "new"}, {"ulcer": "healed"}),
    ("S3", {"ulcer": "open_2w"}, {"ulcer": "none"}),
    *(
        ("S4", {"skin_changes": ("none", change)}, {"skin_changes": ("none",)})
        for change in ("brown_stain", "eczema", "hard_tight_skin", "white_scar", "ankle_fan_veins")
    ),
    ("S4", {"ulcer": "healed"}, {"ulcer": "none"}),
    ("S5", CORD | {"hard_sore_vein_long": False}, CORD | {"hard_sore_vein_long": True}),
    ("S5", CORD | BELOW, CORD | ABOVE),
    *(("S5", CORD, CORD | risk) for risk in RISKS),
    ("S6", {"vein_bleeding": "past"}, {"vein_bleeding": "no"}),
    ("S7", BOTH | NEW, BOTH | LONG),
    ("S7", ONE | LONG, ONE | NEW),
    *(("S8", {"ecq1": "unable"} | risk, {"ecq1": "no"} | risk) for risk in ARTERY_RISKS[:6]),
    ("S8", {"ecq1": "unable", "age": 65}, {"ecq1": "unable", "age": 64, "smoking": "never"}),
    (
        "S9",
        {"known_pad": True, "cramp_when": ("night", "walking")},
        {"known_pad": True, "cramp_when": ("night",)},
    ),
    (
        "S9",
        {"known_pad": True, "worse_with": ("walking",)},
        {"known_pad": True, "worse_with": ("standing",)},
    ),
    ("S9", {"known_pad": True, "cramp_when": ("walking",)}, {"cramp_when": ("walking",)}),
    (
        "S9",
        {"known_pad": True, "cramp_when": ("walking",)},
        {"known_pad": True, "cramp_when": ("walking",)} | ECQ,
    ),
]  # fmt: skip
PRIORITIES = {"E": Priority.EMERGENCY, "U": Priority.URGENT, "S": Priority.SOON}


def fired(answers: dict) -> list[str]:
    return [each.rule.id for each in triage(RULESET.rules, answers).fired]


@pytest.mark.parametrize(("rule", "answers", "nearest"), CASES)
def test_a_rule_fires_for_its_answers_and_not_for_the_nearest(rule, answers, nearest):
    assert rule in fired(answers)
    assert rule not in fired(nearest)

    assert triage(RULESET.rules, answers).priority >= PRIORITIES[rule[0]]


def test_every_rule_has_a_case_and_its_letter_is_its_priority():
    assert {rule.id for rule in RULESET.rules} == {rule for rule, _, _ in CASES} | {"R"}
    assert {rule.id: rule.priority for rule in RULESET.rules if rule.id != "R"} == {
        rule: PRIORITIES[rule[0]] for rule, _, _ in CASES
    }


def test_every_rule_but_the_last_names_its_source():
    assert [rule.id for rule in RULESET.rules if not rule.source] == ["R"]


@pytest.mark.parametrize("answers", [{}, {"symptoms": ("cramp",), "cramp_when": ("night",)}])
def test_who_fires_nothing_is_called_back_in_turn(answers):
    verdict = triage(RULESET.rules, answers)

    assert (verdict.priority, fired(answers)) == (Priority.ROUTINE, ["R"])


def test_a_hidden_red_flag_is_dead():
    swollen = {"swelling": "one_leg", "swelling_onset": "new"}
    taken_back = swollen | {"swelling": "none"}

    assert fired(Walk(LEG_CHECK, swollen).by_question) == ["U1"]
    assert fired(Walk(LEG_CHECK, taken_back).by_question) == ["R"]


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({}, "not_asked"),
        ({"ecq2": "no", "ecq6": ("calf",)}, "not_asked"),
        ({"ecq1": "no"}, "negative"),
        (ECQ | {"ecq1": "no"}, "negative"),
        ({"ecq1": "unable"}, "unable"),
        (ECQ | {"ecq1": "unable", "ecq2": "yes"}, "unable"),
        ({"ecq1": "yes", "ecq2": "yes"}, "negative"),
        ({"ecq1": "yes", "ecq3": "no"}, "negative"),
        ({"ecq1": "yes", "ecq5": "over_10_min"}, "negative"),
        ({"ecq1": "yes"}, "incomplete"),
        *((dict(ECQ, **{key: None}), "incomplete") for key in ("ecq2", "ecq3", "ecq5", "ecq6")),
        (ECQ | {"ecq6": ()}, "incomplete"),
        (ECQ, "definite"),
        (ECQ | {"ecq6": ("foot", "thigh", "calf")}, "definite"),
        (ECQ | {"ecq4": "no"}, "definite"),
        (ECQ | {"ecq6": ("thigh", "foot")}, "atypical"),
        (ECQ | {"ecq6": ("buttock",)}, "atypical"),
        (ECQ | {"ecq6": ("hamstring", "shin", "foot", "joint", "other")}, "negative"),
    ],
)
def test_the_edinburgh_questionnaire_is_scored_in_its_order(answers, result):
    assert edinburgh_claudication(answers) == result


def test_staff_see_beside_a_reason_what_they_would_ask_next():
    told = {"clot_history": True, "swelling_extent": "whole_leg", "meds": ("blood_thinner",)}
    told |= ONE | NEW | {"vein_bleeding": "recent"}
    listed = {each.rule.id: each.listed for each in triage(RULESET.rules, told).fired}

    assert listed == {"U1": ("clot_history", "swelling_extent"), "U2": ("meds",)}


def test_staff_see_what_is_felt_where_no_rule_fired():
    (only,) = triage(RULESET.rules, {"symptoms": ("itch",)}).fired

    assert (only.rule.id, only.listed) == ("R", ("symptoms",))
