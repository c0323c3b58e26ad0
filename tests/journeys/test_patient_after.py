"""From an answer that needs a check today to a copy in hand, without any script."""

from __future__ import annotations

import pytest

from tests.intake.reading import calendar
from tests.journeys import steps
from tests.journeys.looking import look_at

pytestmark = pytest.mark.journey

SORE = {"rest_pain_foot": "true"}
READ = "I have read this; go on"


def saved(page, name: str) -> tuple[str, bytes]:
    """Follow a link to a file; return what it is called, and what is in it."""
    with page.expect_download() as found:
        page.get_by_role("link", name=name).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def walk_to_the_end(patient, **answers) -> None:
    """Answer every page, reading what interrupts."""
    while (told := steps.heading(patient)) != "Check your answers":
        if "/alert/" in patient.url:
            assert told == "Please call us today at 651-555-0142"
            steps.press(patient, READ)
        else:
            steps.answer_page(patient, **answers)
            steps.go_on(patient)


def test_a_foot_that_hurts_at_rest_is_told_what_to_do_to_the_end(in_hours, open_browser):
    patient = open_browser()
    steps.begin(patient)
    while "/alert/" not in patient.url:
        steps.answer_page(patient, **SORE)
        steps.go_on(patient)
    assert steps.heading(patient) == "Please call us today at 651-555-0142"
    assert patient.get_by_text("If you have not reached us in 30 minutes").is_visible()
    look_at(patient)

    steps.press(patient, READ)
    patient.go_back()
    assert steps.heading(patient) == "Please call us today at 651-555-0142"
    steps.press(patient, READ)
    walk_to_the_end(patient, **SORE)
    reference = steps.send(patient)
    assert patient.get_by_role("region", name="Please call us today").is_visible()
    assert patient.get_by_text("Do not wait for our call.", exact=True).is_visible()
    assert patient.get_by_role("link", name="Add the call to my calendar").count() == 0
    look_at(patient)

    steps.follow(patient, "Copy to print")
    assert patient.get_by_text(reference).is_visible()
    look_at(patient)
    name, paper = saved(patient, "Save as PDF")
    assert name == "my-answers.pdf"
    assert paper.startswith(b"%PDF-")

    steps.follow(patient, "My symptoms changed")
    assert patient.get_by_text(reference).is_visible()
    look_at(patient)
    steps.follow(patient, "Answer the questions again")
    assert steps.heading(patient) == "Leg check"


def test_who_can_wait_puts_our_call_into_a_calendar(in_hours, open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient)
    steps.send(patient)

    assert patient.get_by_role("heading", name="We call you by Friday, December 4").is_visible()
    look_at(patient)
    name, content = saved(patient, "Add the call to my calendar")
    assert name == "call.ics"
    assert calendar(content)["DTSTART"].startswith("20261201T1")
