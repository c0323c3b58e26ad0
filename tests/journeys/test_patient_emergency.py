"""What cannot wait is said at once, and reaches the staff as what it is."""

from __future__ import annotations

import pytest

from intake.models import Submission
from tests.conftest import make_staff
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

CHEST_PAIN = "Do you have chest pain"


def test_chest_pain_alone_leads_to_911_before_anything_else_is_asked(patient):
    steps.begin(patient)
    steps.choose(patient, CHEST_PAIN, "Yes")
    steps.go_on(patient)

    assert steps.heading(patient) == "Call 911 now"
    assert patient.get_by_text("We have not sent your answers").is_visible()
    for call in patient.get_by_role("link", name="Call 911").all():
        assert call.get_attribute("href") == "tel:911"
    assert patient.get_by_role("banner").get_by_role("link", name="Call 911").is_visible()
    look_at(patient)


def test_chest_pain_by_mistake_can_be_taken_back(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.answer_page(patient, chest_pain="true")
    steps.go_on(patient)

    steps.follow(patient, "Change my answer")
    assert steps.is_chosen(patient, CHEST_PAIN, "Yes")
    steps.choose(patient, CHEST_PAIN, "No")
    steps.go_on(patient)
    assert steps.heading(patient) == "How do your legs feel?"


def test_who_goes_on_is_seen_by_staff_as_an_emergency(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.choose(patient, CHEST_PAIN, "Yes")
    steps.go_on(patient)
    steps.press(patient, "I have read this; go on")
    steps.answer_page(patient, chest_pain="true")
    steps.go_on(patient)
    assert steps.heading(patient) == "Call 911 now"
    steps.press(patient, "I have read this; go on")
    steps.walk(patient)
    reference = steps.send(patient)
    assert patient.get_by_role("region", name="Call 911 now").is_visible()
    look_at(patient)

    make_staff("maya", "Nurse")
    nurse = open_browser(DESK, scripts=True)
    steps.sign_in(nurse, "maya")

    row = nurse.get_by_role("row", name=reference)
    assert row.get_by_text("Emergency").is_visible()
    steps.follow(nurse, reference)
    assert nurse.get_by_role("heading", name="Why “Emergency”").is_visible()
    assert nurse.get_by_text("and went on").is_visible()


def test_one_newly_swollen_leg_asks_for_a_call_today(open_browser):
    patient = open_browser(DESK)
    steps.begin(patient)
    steps.walk(patient, until="About the swelling", swelling="one_leg")
    steps.answer_page(patient, swelling_onset="new")
    steps.go_on(patient)

    assert steps.heading(patient) == "Please call us now at 651-555-0142"
    main = patient.get_by_role("main")
    call = main.get_by_role("link", name="Call 651-555-0142")
    assert call.get_attribute("href") == "tel:+16515550142"
    look_at(patient)

    steps.press(patient, "I have read this; go on")
    steps.walk(patient, swelling="one_leg", swelling_onset="new")
    reference = steps.send(patient)
    look_at(patient)
    sent = Submission.objects.get(reference=reference)
    assert sent.priority == Submission.Priority.URGENT
