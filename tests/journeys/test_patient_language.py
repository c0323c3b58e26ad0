"""A patient changes the language in the middle of a page, in a browser that runs no scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from clinic.models import SiteLanguage
from tests.clinic.languages import offer_spanish
from tests.conftest import make_staff
from tests.intake.spanish import publish_feet
from tests.journeys import steps
from tests.journeys.looking import PHONE

pytestmark = pytest.mark.journey


def test_english_to_spanish_and_back_in_the_middle_of_a_page(open_browser):
    if not SiteLanguage.objects.offered().exists():
        offer_spanish(by=make_staff("ada", "Clinic administrator"))
    publish_feet("town", "words")
    patient = open_browser(PHONE)
    patient.goto("/check/form/foot-check/")
    steps.follow(patient, "Start now")
    patient.get_by_label("Type a few letters of your answer").fill("Alder Bay")
    steps.go_on(patient)

    patient.get_by_label("Your full name").fill("Ann Lee")
    patient.get_by_label("Phone number").fill("12")
    steps.press(patient, "Español")

    assert re.search(r"/es/check/\w+/question/words$", patient.url)
    assert patient.locator("html").get_attribute("lang") == "es"
    name = patient.get_by_label("Su nombre completo")
    assert name.input_value() == "Ann Lee"
    name.fill("Ana Lee")
    with patient.expect_navigation():  # Enter goes on, and never to another language
        name.press("Enter")
    assert patient.url.endswith("/question/words")
    expect(patient.locator("#errors")).to_be_visible()
    assert patient.locator("html").get_attribute("lang") == "es"

    steps.press(patient, "English")

    assert re.search(r"//[^/]+/check/\w+/question/words$", patient.url)
    assert patient.get_by_label("Your full name").input_value() == "Ana Lee"
    assert patient.get_by_label("Phone number").input_value() == "12"
    patient.get_by_label("Phone number").fill("651-555-0173")
