"""A questionnaire is built, tried out, published and answered, by people who never saw JSON."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from intake.models import Questionnaire, Release, Submission, UnfinishedResponse
from tests.conftest import make_staff
from tests.intake import building
from tests.journeys import steps
from tests.journeys.looking import DESK, PHONE, look_at

pytestmark = pytest.mark.journey

LIST = "/staff/intake/questionnaire/"


@pytest.fixture
def at_builder(open_browser):
    """Return a function that seats an editor at the list of questionnaires."""

    def sit_down(name: str = "edith", *, scripts: bool = False, width: int = DESK):
        make_staff(name, "Publisher")
        page = open_browser(width, scripts=scripts)
        steps.sign_in(page, name)
        page.goto(LIST)
        return page

    return sit_down


def add(page, kind: str, words: str, place: str = "") -> None:
    steps.follow(page, "Add a question")
    page.get_by_role("radio", name=re.compile(rf"^{kind}\b(?!,)")).check()
    page.get_by_label("Its words").fill(words)
    if place:
        page.get_by_label("Where?").select_option(label=place)
    steps.press(page, "Add it")


def row(page, words: str):
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=words))


@pytest.mark.parametrize("scripts", [False, True])
def test_three_questions_with_a_condition_go_from_idea_to_patient(
    at_builder, open_browser, scripts
):
    page = at_builder(scripts=scripts)
    look_at(page)
    steps.follow(page, "New questionnaire")
    look_at(page)
    page.get_by_label("Title").fill("Before your first visit")
    page.get_by_label("Introduction").fill("Three short questions.")
    steps.press(page, "Make it")
    look_at(page)

    add(page, "Yes or no", "Is a leg swollen?", "Last in 1 First page")
    page.get_by_label("Must be answered").check()
    look_at(page)
    steps.press(page, "Save")

    add(page, "Choose one", "Which leg?", "Last in 1 First page")
    page.get_by_label("Option 1", exact=True).fill("Left")
    page.get_by_label("Option 2", exact=True).fill("Right")
    page.get_by_label("Condition 1: question").select_option(label="Is a leg swollen?")
    if not scripts:
        steps.press(page, "Show the answers of the chosen questions")
    page.get_by_label("Condition 1: answer").select_option(label="Yes")
    look_at(page)
    steps.press(page, "Save")
    expect(page.get_by_text("Ask only if yes to “Is a leg swollen?”.")).to_be_visible()

    add(page, "Short answer", "Your name")
    page.get_by_label("Staff see it as").select_option(label="The patient’s name")
    page.get_by_label("Why we ask").fill("So that we know who you are.")
    steps.press(page, "Save")
    look_at(page)

    before = rows_there()
    steps.follow(page, "Preview")
    expect(page.get_by_text("Nothing is stored or sent.")).to_be_visible()
    look_at(page)
    steps.go_on(page)
    look_at(page)
    steps.choose(page, "Is a leg swollen?", "Yes")
    steps.go_on(page)
    steps.choose(page, "Which leg?", "Left")
    steps.go_on(page)
    page.get_by_label("Your name").fill("Nobody Real")
    steps.go_on(page)
    assert steps.heading(page) == "Check your answers"
    expect(page.get_by_text("Left")).to_be_visible()
    look_at(page)
    steps.press(page, "Send my answers")
    look_at(page)
    assert rows_there() == before
    steps.follow(page, "Leave the preview")

    steps.follow(page, "Check and publish")
    expect(page.get_by_text("Staff will not see whom to call.")).to_be_visible()
    look_at(page)
    page.get_by_label("I have read the list.").check()
    steps.press(page, "Publish version 1")
    expect(page.get_by_text("“Before your first visit” is published as version 1.")).to_be_visible()
    look_at(page)
    steps.follow(page, re.compile("Read it"))
    look_at(page)
    patient = open_browser()
    patient.goto("/check/form/before-your-first-visit/")
    expect(patient.get_by_text("Three short questions.")).to_be_visible()
    steps.follow(patient, re.compile("Start"))
    assert steps.heading(patient) == "Is a leg swollen?"
    definition = Release.objects.newest("before-your-first-visit").definition
    assert [item.text for item in definition.questions] == [
        *("Is a leg swollen?", "Which leg?", "Your name"),
    ]


def rows_there() -> list[int]:
    return [model.objects.count() for model in (Submission, UnfinishedResponse, Release)]


def test_rows_are_moved_by_number_by_step_and_by_hand(at_builder):
    page = at_builder(scripts=True)
    steps.follow(page, "New questionnaire")
    page.get_by_label("Title").fill("Order")
    steps.press(page, "Make it")
    for words in ("Alpha?", "Beta?", "Gamma?"):
        add(page, "Yes or no", words)
        steps.press(page, "Save")

    row(page, "Gamma?").get_by_label("Place of 4").fill("2")
    row(page, "Gamma?").get_by_label("Place of 4").press("Enter")
    expect(page.get_by_text("“Gamma?” is moved.")).to_be_visible()
    row(page, "Beta?").get_by_role("button", name=re.compile("^Up")).click()
    assert outline(page) == ["First page", "Gamma?", "Beta?", "Alpha?"]

    grip = row(page, "Alpha?").locator(".qb-grip")
    with page.expect_navigation():
        grip.drag_to(row(page, "First page"), target_position={"x": 200, "y": 40})

    expect(row(page, "Alpha?").locator(".qb-number")).to_have_text("1.1")
    look_at(page)


def outline(page) -> list[str]:
    return page.locator(".qb-text").all_inner_texts()


def test_what_is_deleted_is_named_first_and_two_editors_lose_nothing(at_builder):
    edith = at_builder()
    steps.follow(edith, "Leg check")
    steps.press(edith, "Start editing")
    look_at(edith)
    steps.follow(edith, "Is a leg swollen?")
    wren = at_builder("wren")
    leg_check = Questionnaire.objects.get(slug="leg-check")
    wren.goto(f"{LIST}{leg_check.pk}/build/question/?item=swelling")
    wren.get_by_label("Hint").fill("Wren’s hint")
    steps.press(wren, "Save")

    edith.get_by_label("Words").fill("Is one of your legs swollen?")
    steps.press(edith, "Save")

    expect(edith.get_by_text("wren saved this draft after you opened it.")).to_be_visible()
    assert edith.get_by_label("Words").input_value() == "Is one of your legs swollen?"
    look_at(edith)
    steps.follow(edith, "Back to the outline")
    row(edith, "Is a leg swollen?").first.get_by_role("link", name="Delete").click()
    expect(edith.get_by_role("heading", name="These depend on its answer")).to_be_visible()
    expect(edith.get_by_role("link", name="About the swelling")).to_be_visible()
    expect(edith.get_by_role("heading", name="Triage needs it")).to_be_visible()
    assert edith.get_by_role("button", name="Delete it").count() == 0
    look_at(edith)
    steps.follow(edith, "Keep it")
    building.add(leg_check, "choice", "Which foot?", by=User.objects.get(username="wren"))
    steps.follow(edith, "Check and publish")
    expect(edith.get_by_role("heading", name="Mend this first")).to_be_visible()
    look_at(edith)


@pytest.mark.parametrize("width", [PHONE])
def test_a_file_is_imported_by_pasting_it(at_builder, width):
    page = at_builder(width=width)
    steps.follow(page, "Import a file")
    page.get_by_label("The file’s text").fill("{not json")
    steps.press(page, "Import it as a draft")
    expect(page.get_by_role("link", name="The file’s text: Line 1")).to_be_visible()
    look_at(page)
    page.get_by_label("The file’s text").fill(
        '{"resourceType": "Questionnaire", "title": "Feet", "status": "draft", "item": '
        '[{"linkId": "1", "text": "Do your feet hurt?", "type": "boolean"}]}'
    )
    steps.press(page, "Import it as a draft")
    expect(page.get_by_text("“Feet” is imported as a draft.")).to_be_visible()
    look_at(page)
    steps.follow(page, "Build")
    look_at(page)
