"""A doctor says what must come out; publishing asks whoever contradicts her for a reason."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import make_staff
from tests.intake.working import REASON, make_draft
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

LIST = "/staff/intake/questionnaire/"


def test_a_case_that_contradicts_stops_publishing_until_somebody_signs(open_browser):
    make_staff("ingrid", "Medical reviewer")
    edith = make_staff("edith", "Publisher")
    make_draft(edith)
    doctor = open_browser(DESK)
    steps.sign_in(doctor, "ingrid")
    doctor.goto(LIST)
    steps.follow(doctor, "Leg check")
    steps.follow(doctor, "Worked cases")
    look_at(doctor)
    steps.follow(doctor, "Add a case")
    look_at(doctor)
    doctor.get_by_text("First, your safety", exact=True).click()
    doctor.get_by_label("Are you coughing up blood?").select_option(label="Yes")
    steps.press(doctor, "See what comes out")
    expect(doctor.get_by_role("row", name=re.compile("Priority.*emergency"))).to_be_visible()
    doctor.get_by_label("Priority", exact=True).select_option(label="Soon")
    steps.press(doctor, "Save")
    expect(doctor.get_by_role("link", name="Name: Give the case a short name")).to_be_visible()
    look_at(doctor)
    doctor.get_by_label("Name", exact=True).fill("C1")
    doctor.get_by_label("Why this must come out").fill("A nosebleed looks the same.")
    steps.press(doctor, "Save")
    expect(doctor.get_by_text("“C1” is saved. It comes out otherwise")).to_be_visible()
    look_at(doctor)

    publisher = open_browser(DESK)
    steps.sign_in(publisher, "edith")
    publisher.goto(LIST)
    steps.follow(publisher, "Leg check")
    steps.follow(publisher, "Check and publish")
    expect(publisher.get_by_text("Priority: expected soon; came out emergency.")).to_be_visible()
    look_at(publisher)
    if publisher.get_by_label("I have read the list.").count():
        publisher.get_by_label("I have read the list.").check()
    steps.press(publisher, "Publish version 2")
    expect(publisher.get_by_role("alert").get_by_text("Nothing is published.")).to_be_visible()
    look_at(publisher)
    publisher.get_by_label("Why it is right to publish it").fill(REASON)
    steps.press(publisher, "Publish version 2")
    expect(publisher.get_by_text("is published as version 2")).to_be_visible()
    expect(publisher.get_by_text("Signed with a reason")).to_be_visible()
    look_at(publisher)
    steps.follow(publisher, re.compile("Read it"))
    expect(publisher.get_by_text(REASON)).to_be_visible()
    look_at(publisher)
