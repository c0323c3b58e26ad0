"""What each answer in the leg check opens, and what stays out of the way of the others."""

from __future__ import annotations

import pytest

from intake.domain.items import Item
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, calm


def names(found) -> set[str]:
    return {each.item.link_id for each in found}


def what_opens(item: Item) -> dict:
    """Return answers that lead to this item: those it waits for, and what those wait for."""
    parent = LEG_CHECK.parents[item.link_id]
    answers = what_opens(LEG_CHECK.by_id[parent]) if parent else {}
    for condition in item.enable_when[:1] if item.enable_any else item.enable_when:
        waited_for = LEG_CHECK.by_id[condition.question]
        value = (condition.answer,) if waited_for.repeats else condition.answer
        answers |= what_opens(waited_for) | {condition.question: value}
    return answers


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
    *({"ecq1": "yes"}, {"ecq1": "unable"}, {"rest_pain_foot": True}, {"age": 65}),
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


def test_smoking_and_diabetes_are_asked_from_50_on_and_pregnancy_before():
    at_49, at_50 = (names(Walk(LEG_CHECK, calm() | {"age": age}).asked) for age in (49, 50))

    assert {"smoking", "diabetes"} <= at_50 - at_49
    assert "pregnancy" in at_49 - at_50


def test_one_painful_thing_does_not_ask_about_the_other():
    only_pain = names(Walk(LEG_CHECK, {"one_leg_pain_new": True, "hard_sore_vein": False}).asked)
    only_cord = names(Walk(LEG_CHECK, {"one_leg_pain_new": False, "hard_sore_vein": True}).asked)

    assert "hard_sore_vein_site" not in only_pain
    assert "muscle_strain" not in only_cord
