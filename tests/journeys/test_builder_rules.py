"""A clinic's own rule, from idea to the nurse who reads its reason; nobody needs a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from intake import draft_rows, drafting
from intake.domain import drafting as pure
from tests.conftest import make_staff
from tests.intake import building
from tests.journeys import steps
from tests.journeys.looking import DESK, PHONE, look_at

pytestmark = pytest.mark.journey

SWOLLEN, HOT, SORE = "Is a leg swollen?", "Is it hot?", "Is it sore?"


@pytest.fixture
def editor_at_rules(open_browser):
    """An editor at the rules of a small form that asks for three signs."""
    edith = make_staff("edith", "Publisher")
    row = building.make_form(edith)
    for question in (SWOLLEN, HOT, SORE):
        building.add(row, "boolean", question, by=edith, parent="first_page")
    for question, role in (("Your name", "Patient.name"), ("Your phone", "Patient.telecom")):
        name = building.add(row, "string", question, by=edith, parent="first_page")
        made = pure.change(draft_rows.document_of(row), name, role=role)
        row = drafting.save(row, made, number=row.draft_number, by=edith)
    page = open_browser(DESK)
    steps.sign_in(page, "edith")
    page.goto(building.at(row, "build/rules/"))
    return page


def choose(page, number: str, question: str) -> None:
    """Let a condition look at a question; its answer is Yes."""
    page.get_by_label(f"Condition {number}: what it looks at").select_option(label=question)


def test_a_clinics_own_rule_goes_from_idea_to_patient_and_nurse(
    in_hours, editor_at_rules, open_browser
):
    page = editor_at_rules
    look_at(page)
    steps.follow(page, "Add a patient text")
    page.get_by_role("textbox", name="Id").fill("T9")
    page.get_by_label("Heading").fill("Please call us today at {phone}")
    page.get_by_label("Steps").fill("Sit down.\nRaise your leg.")
    page.get_by_label("The clinic").check()
    look_at(page)
    steps.press(page, "Save")

    steps.follow(page, re.compile("Add a rule of priority Urgent"))
    page.get_by_label("Reason for staff").fill("Two signs of a clot: see today")
    page.get_by_label("Patient text").select_option(label="T9: Please call us today at {phone}")
    page.get_by_label("Source").fill("Clinic’s choice")
    for number, question in enumerate((SWOLLEN, HOT, SORE), 1):
        steps.press(page, "Add a condition for: When it holds")
        choose(page, str(number), question)
    steps.press(page, "Show the answers and the words for: When it holds")
    for number in range(1, 4):
        page.get_by_label(f"Condition {number}: answer").select_option(label="Yes")
    page.get_by_label("It holds if").select_option(label="at least … of these")
    page.get_by_label("How many").fill("2")
    look_at(page)
    steps.press(page, "Save")
    expect(page.get_by_text("The rule Own1 is saved.")).to_be_visible()
    look_at(page)
    steps.follow(page, "Check and publish")
    if page.get_by_label("I have read the list.").count():
        page.get_by_label("I have read the list.").check()
    steps.press(page, "Publish version 1")
    steps.follow(page, re.compile("Read it"))
    expect(page.get_by_text("Two signs of a clot: see today")).to_be_visible()
    look_at(page)

    patient = open_browser(PHONE)
    patient.goto("/check/form/before-your-visit/")
    steps.follow(patient, re.compile("Start"))
    steps.choose(patient, SWOLLEN, "Yes")
    steps.choose(patient, HOT, "No")
    steps.choose(patient, SORE, "Yes")
    patient.get_by_label("Your name").fill("Nobody Real")
    patient.get_by_label("Your phone").fill("651-555-0100")
    steps.go_on(patient)
    assert steps.heading(patient) == "Please call us today at 651-555-0142"
    expect(patient.get_by_text("Raise your leg.")).to_be_visible()
    steps.press(patient, "I have read this; go on")
    steps.walk(patient)
    reference = steps.send(patient)

    make_staff("maya", "Nurse")
    nurse = open_browser(DESK)
    steps.sign_in(nurse, "maya")
    nurse.goto("/staff/")
    steps.follow(nurse, reference)
    expect(nurse.get_by_text("Two signs of a clot: see today")).to_be_visible()
    expect(nurse.get_by_text("Clinic’s choice")).to_be_visible()
