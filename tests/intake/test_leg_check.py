"""The leg check as it is shipped: what it asks, in which order, and in how plain words."""

from __future__ import annotations

import pytest

from articles.readability import measure
from intake.domain.items import Item, ItemType
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET

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
    *("rest_pain_foot", "diabetes", "known_pad"),
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
    "best_time": "morning afternoon any",
}
SEVERAL = {"symptoms", "cramp_when", "ecq6", "vein_signs", "skin_changes"}
TYPED = {
    "age": ItemType.INTEGER,
    "name": ItemType.STRING,
    "date_of_birth": ItemType.DATE,
    "phone": ItemType.STRING,
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

        assert names(last.questions) == {"name", "date_of_birth", "phone", "best_time", "message"}


def test_only_a_chart_date_and_a_message_may_be_left_blank():
    optional = [item.link_id for item in LEG_CHECK.questions if not item.required]

    assert optional == ["date_of_birth", "message"]


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


ROUTINE = {"swelling": "none", "symptoms": ("cramp", "heavy"), "ecq1": "no", "ulcer": "none"}


def test_a_common_visit_is_short():
    assert len(Walk(LEG_CHECK, ROUTINE).asked) <= 40
    assert len(Walk(LEG_CHECK, ROUTINE).pages) <= 12


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


def test_one_painful_thing_does_not_ask_about_the_other():
    only_pain = names(Walk(LEG_CHECK, {"one_leg_pain_new": True, "hard_sore_vein": False}).asked)
    only_cord = names(Walk(LEG_CHECK, {"one_leg_pain_new": False, "hard_sore_vein": True}).asked)

    assert "hard_sore_vein_site" not in only_pain
    assert "muscle_strain" not in only_cord


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


def told(item: Item) -> str:
    """Return a question with all that stands around it, a line each."""
    options = [option.display for option in item.options]
    return "\n".join(filter(None, [item.text, item.hint, item.why, *options]))


@pytest.mark.parametrize("item", LEG_CHECK.by_id.values(), ids=lambda item: item.link_id)
def test_every_question_reads_at_grade_8_or_below(item):
    assert measure(item.text).grade <= 8
    assert measure(told(item)).grade <= 8


@pytest.mark.parametrize("text", RULESET.texts.values(), ids=lambda text: text.id)
def test_every_patient_text_reads_at_grade_8_or_below(text):
    for part in (text.heading, text.lead, *text.steps):
        assert measure(part.replace("{phone}", "")).grade <= 8


def test_the_title_and_first_words_are_plain():
    assert measure(LEG_CHECK.title).grade <= 8
    assert measure(LEG_CHECK.description).grade <= 8
