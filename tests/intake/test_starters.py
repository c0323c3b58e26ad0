"""The forms that ship beside the leg check: sound, plain, and quick to say what cannot wait."""

from __future__ import annotations

import json
from typing import Any

import pytest

from intake import preparing, publishing
from intake.domain.cases import differences, outcome, read_case
from intake.domain.importing import report
from intake.domain.linting import lint
from intake.domain.reading import read
from intake.domain.rules import read_ruleset
from intake.domain.triage import Priority, triage, unread_alerts
from intake.domain.walk import Walk
from intake.models import Questionnaire, Release, Submission, UnfinishedResponse
from intake.shipped import FOLDER
from tests.conftest import make_staff
from tests.intake.make import make_profile
from tests.intake.reading import fields, in_the_menu, title, words
from tests.intake.shipped import shipped

BEFORE, FOLLOW_UP = STARTERS = ("before-your-ultrasound", "after-your-treatment")
CONTACT = {"name": "Joan Alder", "phone": "651-555-0173"}
SCREEN = {
    *("short_breath_sudden", "chest_pain", "coughing_blood", "fainted", "bleeding_now"),
    *("cold_pale_leg_sudden", "numb_weak_sudden", "skin_hot_red", "fever"),
    "confused_or_very_ill",
}
# Each sign on its own must stop the patient, with what the page says first.
RED_FLAGS = [
    *((FOLLOW_UP, name, True, "911") for name in sorted(SCREEN - {"skin_hot_red", "fever"})),
    *((FOLLOW_UP, "skin_hot_red", code, "clinic") for code in ("stable", "spreading")),
    (FOLLOW_UP, "fever", True, "clinic"),
    (FOLLOW_UP, "calf_swelling", "leg", "clinic"),
    (FOLLOW_UP, "calf_pain_new", True, "clinic"),
    (FOLLOW_UP, "pain", "severe", "clinic"),
    (FOLLOW_UP, "numbness", "foot", "clinic"),
    *((FOLLOW_UP, "wound", code, "clinic") for code in ("pus", "open")),
    (FOLLOW_UP, "bruising", "growing", "clinic"),
    (FOLLOW_UP, "stockings", "too_tight", "clinic"),
    ("before-your-ultrasound", "new_leg_problem", True, "clinic"),
]


DEFINED = {name: read(shipped(name)).questionnaire for name in STARTERS}
RULES = {name: read_ruleset(shipped(name, ".triage"), DEFINED[name]) for name in STARTERS}
CASES = [
    pytest.param(name, case, id=case["id"]) for name in STARTERS for case in shipped(name, ".cases")
]


@pytest.mark.parametrize("name", STARTERS)
def test_nothing_is_wrong_with_it_nor_has_to_be_mended(name):
    document = shipped(name)
    told = report((FOLDER / f"{name}.json").read_bytes(), name=name)

    assert lint(document, shipped(name, ".triage"), [document]) == ()
    assert told == {
        "accepted": True,
        "complete": True,
        "repaired": [],
        "unsupported": [],
        "faults": [],
    }


@pytest.mark.parametrize(("name", "written"), CASES)
def test_each_worked_case_comes_out_as_a_clinician_says(name, written):
    case = read_case(written)

    got = outcome(case, DEFINED[name], RULES[name])

    assert differences(case, got) == (), got


@pytest.mark.parametrize("name", STARTERS)
def test_each_rule_and_flag_has_a_case_that_fires_it(name):
    got = [outcome(read_case(case), DEFINED[name], RULES[name]) for case in shipped(name, ".cases")]

    assert {each for one in got for each in one.fired} == {rule.id for rule in RULES[name].rules}
    assert {each for one in got for each in one.flags} == {flag.id for flag in RULES[name].flags}


@pytest.mark.parametrize(("name", "question", "answer", "call"), RED_FLAGS)
def test_each_red_flag_interrupts_on_its_own(name, question, answer, call):
    verdict = triage(RULES[name].rules, {question: answer})

    [alert] = unread_alerts(verdict, RULES[name], frozenset())

    assert alert.text.call == call
    assert alert.because == (question,)
    assert alert.text.source


def test_every_urgent_rule_calls_somebody_and_names_where_it_comes_from():
    for ruleset in RULES.values():
        for rule in ruleset.rules:
            call = ruleset.texts[rule.text].call
            assert bool(call) == (rule.priority >= Priority.URGENT), rule.id
            assert rule.source or rule.test is None, rule.id


def test_the_follow_up_asks_what_cannot_wait_first():
    first = Walk(DEFINED[FOLLOW_UP], {}).pages[0]

    assert {asked.item.link_id for asked in first.questions} == SCREEN
    assert all(asked.item.required for asked in first.questions)


# At the clinic: from the first start on, for patients and staff.


@pytest.fixture
def installed(db):
    make_profile()
    preparing.publish_forms()


def typed(name: str, case: str, **more: Any) -> dict[str, Any]:
    """Return what a browser sends for the answers of a worked case."""
    answers = next(each for each in shipped(name, ".cases") if each["id"] == case)["answers"]
    sent = {k: str(v).lower() if isinstance(v, bool) else v for k, v in answers.items()}
    return sent | CONTACT | more


def walk(client, name: str, sent: dict[str, Any]) -> list[str]:
    """Answer page after page up to the confirmation; return what each place is called."""
    response = client.post(f"/check/form/{name}/begin/", sent)
    passed = []
    while response.status_code == 302 and not response.url.endswith("/sent/"):
        passed.append(response.url.rstrip("/").rpartition("/")[2])
        response = client.post(response.url, sent)
    assert response.status_code == 302, words(response)
    return passed


def test_a_patient_gets_ready_for_an_ultrasound(client, installed):
    start = client.get("/check/form/before-your-ultrasound/")
    assert title(start).startswith("Before your ultrasound")
    assert in_the_menu(start) == []  # the menu names the leg check, and this is another form

    passed = walk(client, "before-your-ultrasound", typed("before-your-ultrasound", "B03"))

    assert passed == ["coming", "health", "contact_page", "check"]
    sent = Submission.objects.get()
    assert sent.release.slug == "before-your-ultrasound"
    key = UnfinishedResponse.objects.get().key
    assert in_the_menu(client.get(f"/check/{key}/sent/")) == []
    assert sent.priority == Submission.Priority.SOON


def test_a_swollen_calf_after_a_treatment_is_called_about_at_once(client, installed):
    sent = typed(FOLLOW_UP, "T15")
    first = client.get(f"/check/form/{FOLLOW_UP}/begin/")
    assert fields(first).keys().isdisjoint(CONTACT)

    passed = walk(client, FOLLOW_UP, sent)

    assert passed == [
        *("treatment", "leg_today", "alert", "skin", "moving", "contact_page", "check"),
    ]
    assert Submission.objects.get().priority == Submission.Priority.URGENT


def test_chest_pain_after_a_treatment_calls_911_before_any_other_question(client, installed):
    response = client.post(f"/check/form/{FOLLOW_UP}/begin/", {"chest_pain": "true"})
    alert = client.get(response.url)

    assert response.url.endswith("/alert/")
    assert title(alert).startswith("Call 911")
    assert "Do not drive yourself." in words(alert)


def test_pain_is_followed_up_and_no_pain_is_not(client, installed):
    assert "pain_trend" in walk(client, FOLLOW_UP, typed(FOLLOW_UP, "T25"))
    assert "pain_trend" not in walk(client, FOLLOW_UP, typed(FOLLOW_UP, "T01"))


def test_staff_find_it_in_the_inbox_and_read_why_it_is_urgent(client, installed):
    walk(client, FOLLOW_UP, typed(FOLLOW_UP, "T16"))
    client.force_login(make_staff("maya", "Nurse"))

    inbox = words(client.get("/staff/intake/submission/"))
    opened = words(client.get(f"/staff/intake/submission/{Submission.objects.get().pk}/change/"))

    assert "After your treatment" in inbox
    assert "DVT must be excluded today" in opened
    assert "Hardly at all" in opened


def test_a_form_that_the_clinic_has_begun_by_that_name_is_left_alone(db):
    row = Questionnaire.objects.create(slug=FOLLOW_UP, title="Our own")
    preparing.publish_forms()
    preparing.publish_forms()

    assert Release.objects.newest(FOLLOW_UP) is None
    assert Questionnaire.objects.get(pk=row.pk).title == "Our own"
    assert {release.slug for release in Release.objects.all()} == {"leg-check", BEFORE}


def test_a_newer_version_of_the_clinic_stays(installed):
    text = json.dumps({**shipped(FOLLOW_UP), "description": "As we ask it."})
    rules = json.dumps(shipped(FOLLOW_UP, ".triage"))
    publishing.publish(text, rules, by=None)

    preparing.publish_forms()

    assert Release.objects.newest(FOLLOW_UP).definition.description == "As we ask it."
