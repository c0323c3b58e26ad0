"""From the first page to the nurse's desk: each order of calling back, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from clinic.models import SiteLanguage
from intake.domain.triage import PatientText
from tests.clinic.languages import offer_spanish
from tests.conftest import make_staff
from tests.intake.make import PRIORITY
from tests.intake.reading import calendar
from tests.intake.spanish import REVIEW
from tests.intake.views.test_never_said import NEVER
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at, read_large, too_wide
from tests.journeys.speaking import Patient, publish_reviewed

pytestmark = pytest.mark.journey

# What somebody tells that is not calm, and the text that this brings up at once
STORIES = {
    PRIORITY.EMERGENCY: ({"chest_pain": "true"}, "T1"),
    PRIORITY.URGENT: ({"swelling": "one_leg", "swelling_onset": "new"}, "T5"),
    PRIORITY.SOON: ({"ulcer": "healed", "best_time": "morning"}, ""),
    PRIORITY.ROUTINE: ({"best_time": "morning", "message": "Hola, Maya."}, ""),
}
# By when we call whom nothing interrupts
CALLED = {
    PRIORITY.SOON: {"en": "December 2", "es": "2 de diciembre"},
    PRIORITY.ROUTINE: {"en": "December 4", "es": "4 de diciembre"},
}
CALLS = {"911": "tel:911", "clinic": "tel:+16515550142"}
READ = "I have read this; go on"
SORTED = {
    "en": NEVER,
    "es": re.compile(
        r"\b(priori\w*|rutin\w*|puntaj\w*|puntuaci\w*|patr[oó]n\w*|bajo riesgo|reglas?|arterial\w*"
        r"|urgencia|(?<!atención )urgente\w*|venos[oa]s?|claudicaci\w*)\b",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("priority", STORIES, ids=lambda priority: priority.label)
def test_from_the_first_page_to_the_nurse(in_hours, open_browser, priority, language):
    told, alert = STORIES[priority]
    if not SiteLanguage.objects.offered().exists():
        offer_spanish(by=make_staff("ada", "Clinic administrator"))
    patient = Patient(open_browser(), publish_reviewed(), language)
    patient.begin()
    if (priority, language) == (PRIORITY.SOON, "es"):
        read_large(patient.page)

    if alert:
        walk(patient, told, until="/alert/")
        assert "name" not in patient.asked
        be_told_at_once(patient, patient.translated.ruleset.texts[alert])
    walk(patient, told)
    patient.press("Send my answers")
    reference = steps.shown_reference(patient.page)
    if alert:
        assert patient.words("Do not wait for our call.") in patient.read()
    else:
        assert CALLED[priority][language] in patient.read()
        put_the_call_into_a_calendar(patient)
    if priority == PRIORITY.URGENT:
        look_at(patient.page)
        tell_of_a_change(patient, reference)
    keep_a_copy(patient, reference)
    if priority == PRIORITY.URGENT:
        name, paper = patient.save("Save as PDF")
        assert (name, paper[:5]) == ("my-answers.pdf", b"%PDF-")

    be_read_by_the_nurse(open_browser(DESK), patient, reference, priority)


def walk(patient: Patient, told: dict[str, str], until: str = "/check/") -> None:
    """Answer page after page."""
    while not re.search(f"{until}$", patient.page.url):
        patient.answer(told)
        patient.press("Continue")
        assert not SORTED[patient.language].search(patient.read())
        if patient.language != "en":  # pages in English are looked at elsewhere
            assert not too_wide(patient.page)


def be_told_at_once(patient: Patient, text: PatientText) -> None:
    """Read what cannot wait, go on, and come back to it with the browser's own Back."""
    said = patient.read()
    assert text.lead in said
    assert all(step in said for step in text.steps)
    assert patient.words("Source: %(source)s") % {"source": text.source} in said
    assert (REVIEW["reviewed_by"] in said) == (patient.language == "es")
    assert patient.words("We have not sent your answers") in said
    call = patient.page.locator("main a.btn").first
    assert call.get_attribute("href") == CALLS[text.call]
    banner = patient.page.get_by_role("banner").locator(".call")
    assert banner.get_attribute("href") == CALLS[text.call]
    look_at(patient.page)

    heading = text.heading.replace("{phone}", "651-555-0142")
    assert steps.heading(patient.page) == heading
    patient.press(READ)
    patient.page.go_back()
    assert steps.heading(patient.page) == heading
    patient.press(READ)


def tell_of_a_change(patient: Patient, reference: str) -> None:
    patient.follow("My symptoms changed")
    assert reference in patient.read()
    look_at(patient.page)
    patient.follow("Back")


def put_the_call_into_a_calendar(patient: Patient) -> None:
    name, content = patient.save("Add the call to my calendar")
    assert name == "call.ics"
    assert calendar(content)["DTSTART"].startswith("20261201T1")


def keep_a_copy(patient: Patient, reference: str) -> None:
    patient.follow("Copy to print")
    said = patient.read()
    assert reference in said
    assert all(item.text in said for item in patient.answered)
    assert not SORTED[patient.language].search(said)


def be_read_by_the_nurse(page, patient: Patient, reference: str, priority) -> None:
    """The nurse sees how soon to call and why, and every answer in English."""
    make_staff("maya", "Nurse")
    steps.sign_in(page, "maya")
    page.goto("/staff/")
    row = page.get_by_role("row", name=reference)
    expect(row.get_by_text(priority.label, exact=True)).to_be_visible()
    steps.follow(page, reference)

    expect(page.get_by_role("heading", name=f"Why “{priority.label}”")).to_be_visible()
    said = page.get_by_role("main").inner_text()
    assert ("Answered in Spanish" in said) == (patient.language == "es")
    assert ("and went on" in said) == bool(STORIES[priority][1])
    english = patient.release.definition.by_id
    assert all(english[item.link_id].text in said for item in patient.answered)
