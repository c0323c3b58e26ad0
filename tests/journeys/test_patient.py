"""A patient's way: from an article to a reference, and all that may come between."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from intake.models import Submission
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

SAFE = "Do you have new or sudden trouble breathing?"
LEG = "Which leg bothers you more?"
SWOLLEN = "Is a leg swollen?"
PAIN = "New pain or swelling"


@pytest.mark.on_both
def test_from_an_article_to_a_reference_and_a_copy_without_scripts(open_browser):
    patient = open_browser()
    call_command("sample_articles", verbosity=0)
    patient.goto("/articles/night-leg-cramps/")
    steps.follow(patient, "Start the leg check")
    steps.follow(patient, "Start now")
    steps.walk(patient, look=look_at, symptoms=["cramp", "ache"])
    look_at(patient)

    steps.change(patient, SWOLLEN)
    assert steps.is_chosen(patient, SWOLLEN, "No")
    steps.choose(patient, SWOLLEN, "Yes, both legs")
    steps.go_on(patient)
    assert steps.heading(patient) == "About the swelling"
    steps.walk(patient, look=look_at)
    expect(patient.get_by_text("Foot or ankle")).to_be_visible()
    expect(patient.get_by_text("Cramps, Aching")).to_be_visible()

    reference = steps.send(patient)
    look_at(patient)
    steps.follow(patient, "Copy to print")
    look_at(patient)
    assert Submission.objects.get().reference == reference

    patient.emulate_media(media="print")  # the answers alone
    expect(patient.get_by_text(f"Reference {reference}")).to_be_visible()
    expect(patient.get_by_text("Yes, both legs")).to_be_visible()
    expect(patient.get_by_text("Joan Alder")).to_be_visible()
    expect(patient.get_by_text("Northside Vein Clinic · 651-555-0142")).to_be_visible()
    for bar in ("banner", "navigation", "contentinfo"):
        assert patient.get_by_role(bar).count() == 0
    assert patient.get_by_role("link", name="Back").count() == 0


def test_what_is_missing_is_said_and_leads_to_its_box(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until="How do your legs feel?")
    steps.choose(patient, LEG, "Right leg")
    patient.get_by_label("How old are you?").fill("about sixty")
    steps.go_on(patient)

    assert patient.title().startswith("Error: How do your legs feel?")
    look_at(patient)
    for link in patient.get_by_role("alert").get_by_role("link").all():
        link.click()
        assert patient.locator(f"{link.get_attribute('href')}:focus").count() == 1
    assert patient.get_by_label("How old are you?").input_value() == "about sixty"
    assert steps.is_chosen(patient, LEG, "Right leg")


def test_back_keeps_the_answers(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until=PAIN)

    steps.follow(patient, "Back")
    assert steps.is_chosen(patient, LEG, "Left leg")
    steps.follow(patient, "Back")
    assert steps.is_chosen(patient, SAFE, "No")
    steps.go_on(patient)
    steps.go_on(patient)
    assert steps.heading(patient) == PAIN

    patient.go_back()
    assert steps.is_chosen(patient, LEG, "Left leg")


def test_none_of_these_is_chosen_alone(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until="How do your legs feel?")
    steps.choose(patient, LEG, "Right leg")
    patient.get_by_label("How old are you?").fill("58")
    steps.choose(patient, "What do you feel?", "Cramps", "None of these")
    steps.go_on(patient)

    assert patient.title().startswith("Error: ")
    look_at(patient)
    steps.choose(patient, "What do you feel?", "Cramps")
    steps.go_on(patient)
    assert steps.heading(patient) == PAIN


def test_two_tabs_do_not_mix(open_browser):
    left = open_browser(DESK)
    right = left.context.new_page()
    for tab in (left, right):
        steps.begin(tab)
    steps.walk(left, until=PAIN, leg="left")
    steps.walk(right, until="Your skin and veins", leg="right")
    steps.walk(left, until="Your skin and veins")

    for tab, leg in ((left, "Left leg"), (right, "Right leg")):
        steps.follow(tab, "Back")
        steps.follow(tab, "Back")
        assert steps.is_chosen(tab, LEG, leg)


def test_a_closed_browser_goes_on_where_it_was(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until="Your skin and veins")
    kept = patient.context.storage_state()
    patient.context.close()

    patient = open_browser(storage_state=kept)
    patient.goto("/check/")
    look_at(patient)
    steps.follow(patient, "Go on with your answers")

    assert steps.heading(patient) == "Your skin and veins"
    steps.follow(patient, "Back")
    assert steps.heading(patient) == PAIN
    assert steps.is_chosen(patient, SWOLLEN, "No")


def test_another_browser_cannot_go_on(open_browser):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until=PAIN)
    stranger = open_browser()

    answer = stranger.goto(patient.url)

    assert answer.status == 410
    assert steps.heading(stranger) == "We cannot find your answers"
    look_at(stranger)


@pytest.mark.parametrize("place", ["First, your safety", "How can we reach you?"])
def test_an_expired_token_keeps_all_that_was_typed(open_browser, place):
    patient = open_browser()
    steps.begin(patient)
    steps.walk(patient, until=place)
    steps.answer_page(patient, chest_pain="false", message="It began in May.")
    before = typed(patient)
    patient.context.clear_cookies(name="csrftoken")
    steps.go_on(patient)

    assert steps.heading(patient) == place
    expect(patient.get_by_text("Your answers are still here")).to_be_visible()
    assert typed(patient) == before
    look_at(patient)
    steps.go_on(patient)
    assert steps.heading(patient) != place


def test_an_expired_token_keeps_a_message_to_the_clinic(open_browser):
    patient = open_browser()
    patient.goto("/contact/")
    patient.get_by_label("Your name").fill("Joan Alder")
    patient.get_by_label("Email").fill("joan@home.example")
    patient.get_by_label("Your message").fill("Do you have parking?")
    patient.context.clear_cookies(name="csrftoken")
    steps.press(patient, "Ask for a call")

    expect(patient.get_by_text("Your answers are still here")).to_be_visible()
    assert patient.get_by_label("Your message").input_value() == "Do you have parking?"
    look_at(patient)
    steps.press(patient, "Ask for a call")
    assert steps.shown_reference(patient) == Submission.objects.get().reference


def typed(page) -> list[tuple[str, str]]:
    """Return what the form on the page would send, its token apart."""
    return page.evaluate(
        "[...new FormData(document.querySelector('main form'))]"
        ".filter(([name]) => name !== 'csrfmiddlewaretoken')"
    )
