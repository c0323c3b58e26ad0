"""The leg check as it is shipped: what it asks, in which order, and how long it takes."""

from __future__ import annotations

import pytest

from intake.domain.items import ItemType
from intake.domain.triage import Priority
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET, calm

EMERGENCY = {
    *("short_breath_sudden", "chest_pain", "coughing_blood", "fainted", "vein_bleeding"),
    *("cold_pale_leg_sudden", "numb_weak_sudden", "sudden_severe_pain", "black_toes"),
    *("skin_hot_red", "fever", "confused_or_very_ill"),
}
YES_OR_NO = {
    *(EMERGENCY - {"vein_bleeding", "skin_hot_red"}),
    *("calf_bigger_3cm", "one_leg_pain_new", "muscle_strain", "hard_sore_vein"),
    *("hard_sore_vein_long", "clot_history", "cancer_active", "immobile_recent"),
    *("surgery_recent", "long_trip", "cramp_wakes", "cramp_over_10_min_not_easing"),
    *("rest_pain_foot", "diabetes", "known_pad", "heart_stroke", "dark_urine"),
    *("prior_vein_treatment", "family_veins", "rls_urge", "back_related"),
    *("dehydration", "electrolyte_low", "interpreter_needed"),
}
# The codes under which rules and records know the answers; “none” of several is ours.
CODES = {
    "vein_bleeding": "no now recent past",
    "skin_hot_red": "no stable spreading",
    "leg": "left right both",
    "symptoms": "cramp ache heavy tired swelling_feel throbbing itch burning numb_tingle none",
    "swelling": "none one_leg both_legs",
    "swelling_onset": "new long",
    "swelling_extent": "ankle calf whole_leg",
    "hard_sore_vein_site": "below_knee above_knee",
    "pregnancy": "no pregnant postpartum",
    "cramp_when": "night rest_day walking after_exercise",
    "cramp_freq": "less_than_weekly weekly most_nights",
    "cramp_duration": "seconds_minutes over_10_min",
    "ecq1": "yes no unable",
    "ecq2": "yes no",
    "ecq3": "yes no",
    "ecq4": "yes no",
    "ecq5": "over_10_min within_10_min",
    "ecq6": "calf thigh buttock hamstring shin foot joint other",
    "vein_signs": "spider bulging none",
    "skin_changes": "brown_stain eczema hard_tight_skin white_scar ankle_fan_veins none",
    "ulcer": "none new open_2w healed",
    "ulcer_site": "lower_leg foot_toe",
    "smoking": "never former current",
    "bulging_extent": "few calf_or_thigh calf_and_thigh",
    "worse_with": "standing end_of_day heat walking lying_flat",
    "better_with": "leg_up moving_around stockings cool standing_still sitting bending_forward "
    "hanging_leg_down stretching",
    "hurts_where": "left_thigh left_knee left_calf left_ankle left_foot "
    "right_thigh right_knee right_calf right_ankle right_foot",
    "meds": "diuretic statin inhaler_laba estrogen raloxifene teriparatide naproxen iv_iron "
    "blood_thinner none unsure",
    "other_conditions": "dialysis cirrhosis thyroid neuropathy back_stenosis arthritis",
    "best_time": "morning afternoon any",
}
SEVERAL = {
    *("symptoms", "cramp_when", "ecq6", "vein_signs", "skin_changes", "worse_with"),
    *("better_with", "hurts_where", "meds", "other_conditions"),
}
OPTIONAL = {
    *("leg", "hurts_where", "worse_with", "better_with", "cramp_when", "cramp_freq"),
    *("cramp_duration", "cramp_wakes", "vein_signs", "bulging_extent", "skin_changes"),
    *("prior_vein_treatment", "family_veins", "rls_urge", "back_related", "heart_stroke"),
    *("dehydration", "electrolyte_low", "other_conditions", "date_of_birth", "best_time"),
    *("preferred_language", "interpreter_needed", "message"),
}
TYPED = {
    "age": ItemType.INTEGER,
    "name": ItemType.STRING,
    "date_of_birth": ItemType.DATE,
    "phone": ItemType.STRING,
    "preferred_language": ItemType.STRING,
    "message": ItemType.TEXT,
}


def names(found) -> set[str]:
    return {each.item.link_id for each in found}


def test_the_emergency_questions_come_first_and_each_must_be_answered():
    first = Walk(LEG_CHECK, {}).pages[0]

    assert names(first.questions) == EMERGENCY
    assert all(asked.item.required for asked in first.questions)


def test_contact_comes_last_however_the_answers_turn_out():
    for answers in ({}, dict.fromkeys(YES_OR_NO, True), {"symptoms": ("cramp",), "ecq1": "yes"}):
        last = Walk(LEG_CHECK, answers).pages[-1]

        assert names(last.questions) == {
            *("name", "date_of_birth", "phone", "best_time", "message", "preferred_language"),
        }


@pytest.mark.parametrize(
    ("language", "is_asked"),
    [("", False), ("English", False), ("inglés", False), ("Hmong", True), ("Sign language", True)],
)
def test_an_interpreter_is_offered_to_whoever_names_another_language(language, is_asked):
    last = Walk(LEG_CHECK, {"preferred_language": language}).pages[-1]

    assert ("interpreter_needed" in names(last.questions)) is is_asked
    assert "interpreter" in LEG_CHECK.by_id["preferred_language"].hint


def test_what_an_emergency_or_an_urgent_rule_looks_at_cannot_be_left_blank():
    urgent = [rule for rule in RULESET.rules if rule.priority >= Priority.URGENT]
    looked_at = {name for rule in urgent if rule.test for name in rule.test.questions()}

    assert {item.link_id for item in LEG_CHECK.questions if not item.required} == OPTIONAL
    assert not looked_at & OPTIONAL


def test_every_question_has_the_name_and_the_answers_that_the_rules_know():
    by_type = {item.link_id: item.type for item in LEG_CHECK.questions}

    assert by_type == {
        **dict.fromkeys(YES_OR_NO, ItemType.BOOLEAN),
        **dict.fromkeys(CODES, ItemType.CHOICE),
        **TYPED,
    }
    assert {
        item.link_id: " ".join(option.code for option in item.options)
        for item in LEG_CHECK.questions
        if item.options
    } == CODES
    assert {item.link_id for item in LEG_CHECK.questions if item.repeats} == SEVERAL


def test_a_none_of_these_stands_alone_and_is_the_last_answer():
    for name in ("symptoms", "vein_signs", "skin_changes"):
        exclusive = [option.exclusive for option in LEG_CHECK.by_id[name].options]

        assert exclusive == [False] * (len(exclusive) - 1) + [True]


def test_we_know_whom_to_call_and_when_they_were_born():
    roles = {role: LEG_CHECK.with_role(role) for role in ("Patient.name", "Patient.telecom")}

    assert {role: item.link_id for role, item in roles.items()} == {
        "Patient.name": "name",
        "Patient.telecom": "phone",
    }
    assert LEG_CHECK.with_role("Patient.birthDate").link_id == "date_of_birth"


# Typical visits: what people tell who come for what a vein clinic mostly sees.
TYPICAL = {
    "a rare night cramp at 34": {
        "age": 34,
        "symptoms": ("cramp",),
        "cramp_when": ("night",),
        "cramp_freq": "less_than_weekly",
        "leg": "both",
    },
    "weekly night cramps and heavy legs at 53": {
        "age": 53,
        "symptoms": ("cramp", "heavy"),
        "cramp_when": ("night",),
        "cramp_freq": "weekly",
        "cramp_wakes": True,
        "worse_with": ("end_of_day", "standing"),
        "better_with": ("leg_up",),
        "vein_signs": ("spider",),
        "leg": "both",
    },
    "aching legs with bulging veins at 46": {
        "age": 46,
        "symptoms": ("ache", "itch"),
        "worse_with": ("standing", "heat"),
        "better_with": ("stockings",),
        "vein_signs": ("bulging",),
        "bulging_extent": "calf_or_thigh",
        "leg": "left",
    },
}
MOST_ANSWERS = 25
MOST_ASKED = 39
"""With what may stay blank: 14 or fewer, 4 of them on how to reach the patient."""
WORDS_A_MINUTE = 180
SECONDS_AN_ANSWER = 4
"""To look through the options and choose."""


def words_read(walk: Walk, answered: set[str]) -> int:
    """Count what is read: titles, questions, and the hints of those that are answered."""
    pages = [page for page in walk.pages if len(page.items) > 1]
    read = [text for page in pages for text in (page.title, page.hint)]
    read += [asked.item.text for asked in walk.asked]
    read += [asked.item.hint for asked in walk.asked if asked.item.link_id in answered]
    return sum(len(text.split()) for text in read)


@pytest.mark.parametrize("told", TYPICAL.values(), ids=TYPICAL)
def test_a_typical_visit_is_short(told):
    walk = Walk(LEG_CHECK, calm() | told)
    required = {asked.item.link_id for asked in walk.asked if asked.item.required}
    answered = required | told.keys()
    minutes = words_read(walk, answered) / WORDS_A_MINUTE
    minutes += len(answered) * SECONDS_AN_ANSWER / 60

    assert len(required) <= MOST_ANSWERS
    assert len(walk.asked) <= MOST_ASKED
    assert minutes < 5
    assert len(walk.pages) <= 12


def test_everything_that_a_rule_looks_at_is_asked():
    looked_at = {name for rule in RULESET.rules if rule.test for name in rule.test.questions()}

    assert looked_at - {item.link_id for item in LEG_CHECK.questions} == {"score.ecq"}


def test_continue_passes_every_page_once():
    answers: dict = {item.link_id: None for item in LEG_CHECK.questions}
    page, passed = Walk(LEG_CHECK, {}).first_open, []
    while page:
        passed.append(page.key)
        page = Walk(LEG_CHECK, answers).after(page.key)

    assert passed == [page.key for page in Walk(LEG_CHECK, answers).pages]
