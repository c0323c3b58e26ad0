"""What each answer in the leg check opens, and what stays out of the way of the others."""

from __future__ import annotations

import pytest

from intake.domain.conditions import Condition, Operator
from intake.domain.items import Item
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, calm


def names(found) -> set[str]:
    return {each.item.link_id for each in found}


def what_opens(item: Item) -> dict:
    """Return answers that lead to this item: those it waits for, and what those wait for."""
    parent = LEG_CHECK.parents[item.link_id]
    answers = what_opens(LEG_CHECK.by_id[parent]) if parent else {}
    if item.enable_any and any(map(holds_for_nothing, item.enable_when)):
        return answers
    for condition in item.enable_when[:1] if item.enable_any else item.enable_when:
        if holds_for_nothing(condition):
            continue
        waited_for = LEG_CHECK.by_id[condition.question]
        value = (condition.answer,) if waited_for.repeats else condition.answer
        if condition.operator is Operator.EXISTS:
            value = "something"
        answers |= what_opens(waited_for) | {condition.question: value}
    return answers


def holds_for_nothing(condition: Condition) -> bool:
    is_absence = condition.operator is Operator.EXISTS and condition.answer is False
    return is_absence or condition.operator is Operator.NOT_EQUALS


@pytest.mark.parametrize("item", LEG_CHECK.questions, ids=lambda item: item.link_id)
def test_every_question_can_be_reached(item):
    assert item.link_id in names(Walk(LEG_CHECK, what_opens(item)).asked)


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({"swelling": "one_leg"}, {"swelling_onset", "swelling_extent", "clot_history"}),
        ({"swelling": "both_legs"}, {"swelling_onset", "calf_bigger_3cm", "pregnancy"}),
        ({"one_leg_pain_new": True}, {"muscle_strain", "clot_history"}),
        ({"hard_sore_vein": True}, {"hard_sore_vein_site", "hard_sore_vein_long", "long_trip"}),
        ({"symptoms": ("ache", "cramp")}, {"cramp_when", "cramp_over_10_min_not_easing"}),
        ({"ecq1": "yes"}, {"ecq2", "ecq3", "ecq4", "ecq5", "ecq6"}),
        ({"ulcer": "new"}, {"ulcer_site"}),
        ({"ulcer": "open_2w"}, {"ulcer_site"}),
        ({"ulcer": "healed"}, {"ulcer_site"}),
    ],
)
def test_a_sign_opens_the_questions_about_it(answers, opened):
    calm = {"swelling": "none", "one_leg_pain_new": False, "hard_sore_vein": False}
    calm |= {"symptoms": ("none",), "ecq1": "no", "ulcer": "none"}

    assert not opened & names(Walk(LEG_CHECK, calm).asked)
    assert opened <= names(Walk(LEG_CHECK, calm | answers).asked)


SORE_OR_SWOLLEN = [
    *({"symptoms": ("cramp", feeling)} for feeling in ("ache", "throbbing", "burning", "itch")),
    *({"symptoms": ("cramp", "swelling_feel")}, {"symptoms": ("heavy",)}, {"symptoms": ("none",)}),
    *({name: True} for name in ("one_leg_pain_new", "fever", "sudden_severe_pain")),
    *({"prior_vein_treatment": True}, {"vein_signs": ("bulging",)}),
    *({"swelling": which} for which in ("one_leg", "both_legs")),
    *({"skin_hot_red": how} for how in ("stable", "spreading")),
    *({"vein_bleeding": since} for since in ("now", "recent", "past")),
    *({"skin_changes": (option.code,)} for option in LEG_CHECK.by_id["skin_changes"].options[:-1]),
]
ARTERY_SIGNS = [
    *({"ulcer": since} for since in ("new", "open_2w", "healed")),
    *({"ecq1": "yes"}, {"ecq1": "unable"}, {"rest_pain_foot": True}),
    *({"cramp_when": ("walking",)}, {"worse_with": ("walking",)}),
]


@pytest.mark.parametrize("told", SORE_OR_SWOLLEN)
def test_only_cramps_with_nothing_sore_or_swollen_leave_out_the_hard_vein(told):
    cramps = calm() | {"symptoms": ("cramp", "heavy", "tired", "numb_tingle")}

    assert "hard_sore_vein" not in names(Walk(LEG_CHECK, cramps).asked)
    assert "hard_sore_vein" in names(Walk(LEG_CHECK, cramps | told).asked)


@pytest.mark.parametrize("told", ARTERY_SIGNS)
def test_what_may_come_from_the_arteries_asks_for_their_risks(told):
    risks = {"smoking", "diabetes", "known_pad", "heart_stroke"}
    cramps = calm() | {"symptoms": ("cramp",)}

    assert not risks & names(Walk(LEG_CHECK, cramps | {"age": 49}).asked)
    assert risks <= names(Walk(LEG_CHECK, cramps | told).asked)


def test_who_is_65_is_asked_for_risks_of_the_arteries_but_not_for_heart_and_stroke():
    at_64, at_65 = (names(Walk(LEG_CHECK, calm() | {"age": age}).asked) for age in (64, 65))

    assert at_65 - at_64 == {"known_pad"}


def test_smoking_and_diabetes_are_asked_from_50_on_and_pregnancy_before():
    at_49, at_50 = (names(Walk(LEG_CHECK, calm() | {"age": age}).asked) for age in (49, 50))

    assert {"smoking", "diabetes"} <= at_50 - at_49
    assert "pregnancy" in at_49 - at_50


def test_one_painful_thing_does_not_ask_about_the_other():
    only_pain = names(Walk(LEG_CHECK, {"one_leg_pain_new": True, "hard_sore_vein": False}).asked)
    only_cord = names(Walk(LEG_CHECK, {"one_leg_pain_new": False, "hard_sore_vein": True}).asked)

    assert "hard_sore_vein_site" not in only_pain
    assert "muscle_strain" not in only_cord


# Something felt or seen in the veins, and what it takes for vein trouble to be sure.
WEEKLY = {"cramp_when": ("night",), "cramp_freq": "weekly"}
HEAVY = {"symptoms": ("cramp", "heavy")}
LATE = {"worse_with": ("end_of_day",)}
SPIDER, BULGING = {"vein_signs": ("spider",)}, {"vein_signs": ("bulging",)}
WHILE_UNSURE = {"better_with", "family_veins"}


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({}, set()),
        ({"cramp_freq": "less_than_weekly"}, set()),
        (SPIDER | {"symptoms": ("none",)}, set()),
        (HEAVY, WHILE_UNSURE),
        (WEEKLY, WHILE_UNSURE),
        (LATE, WHILE_UNSURE),
        ({"swelling": "both_legs"}, WHILE_UNSURE),
        (HEAVY | WEEKLY | LATE, WHILE_UNSURE),
        (HEAVY | LATE | SPIDER, WHILE_UNSURE),
        (HEAVY | WEEKLY | LATE | SPIDER, set()),
        (HEAVY | BULGING, set()),
    ],
)
def test_what_speaks_for_veins_is_asked_only_while_it_is_open(told, asked):
    cramps = calm() | {"symptoms": ("cramp",)}

    assert WHILE_UNSURE & names(Walk(LEG_CHECK, cramps | told).asked) == asked


@pytest.mark.parametrize("told", [HEAVY, WEEKLY, LATE, SPIDER, BULGING, HEAVY | WEEKLY | LATE])
def test_who_may_have_vein_trouble_is_asked_for_treatment_before(told):
    cramps = calm() | {"symptoms": ("cramp",)}

    assert "prior_vein_treatment" not in names(Walk(LEG_CHECK, cramps).asked)
    assert "prior_vein_treatment" in names(Walk(LEG_CHECK, cramps | told).asked)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hurts_where", {"symptoms": ("ache",)}),
        ("cramp_duration", {"cramp_over_10_min_not_easing": True}),
        ("cramp_wakes", {"cramp_when": ("night",), "cramp_freq": "weekly"}),
        ("rls_urge", {"cramp_when": ("rest_day",)}),
        ("back_related", {"ecq1": "yes"}),
        ("electrolyte_low", {"dehydration": True}),
        ("electrolyte_low", {"meds": ("diuretic",)}),
    ],
)
def test_a_rare_night_cramp_is_spared_what_does_not_matter(name, told):
    rare = calm() | {"symptoms": ("cramp",), "cramp_when": ("night",)}
    rare |= {"cramp_freq": "less_than_weekly"}

    assert name not in names(Walk(LEG_CHECK, rare).asked)
    assert name in names(Walk(LEG_CHECK, rare | told).asked)
