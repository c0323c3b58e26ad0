"""A question of every type: answered wrongly, answered rightly, and read back. Without scripts."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect

from intake.models import Submission
from tests.clinic.picture_samples import halves
from tests.conftest import make_staff
from tests.journeys import feet, steps
from tests.journeys.looking import look_at

pytestmark = pytest.mark.journey

START = "/check/form/foot-check/"
# What can be answered at once, without a mistake before it
SHORTER = {
    "What do you see on your skin?": {"What do you see on your skin?": "Dry skin"},
    "In which town do you live?": {"Type a few letters": "lake al"},
}


@pytest.fixture
def feet_site(site):
    """The sample clinic, which asks about feet, too."""
    feet.publish()
    return site


def photos_and_a_letter(patient, look) -> None:
    """Add two photos, take one out again, and try to send a letter that is no PDF."""
    look(patient)
    choose_file(patient, "foot.jpg", jpeg())
    steps.press(patient, "Add file")
    choose_file(patient, "notes.txt", b"Dear doctor")
    steps.press(patient, "Add another file")
    look(patient)
    expect(patient.locator(".field p.error")).to_be_visible()
    choose_file(patient, "heel.jpg", jpeg())
    steps.press(patient, "Add another file")
    look(patient)
    steps.press(patient, "Remove heel.jpg")
    kept = patient.locator(".files").inner_text()
    assert "foot.jpg" in kept
    assert "heel.jpg" not in kept
    steps.go_on(patient)
    look(patient)
    choose_file(patient, "photo.pdf", jpeg())
    steps.go_on(patient)
    look(patient)
    assert patient.title().startswith("Error: ")
    steps.go_on(patient)


def choose_file(patient, name: str, data: bytes) -> None:
    kind = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    patient.locator("input[type=file]").set_input_files(kind)


def jpeg() -> bytes:
    written = BytesIO()
    halves().save(written, "JPEG")
    return written.getvalue()


def shoes_and_medicines(patient, look) -> None:
    """Add two pairs of shoes, one with a sore spot, and a medicine; take one away again."""
    patient.get_by_label("What kind of shoe is it?").fill("Boots")
    steps.go_on(patient)
    steps.choose(patient, "Does this shoe hurt you?", "Yes")
    steps.go_on(patient)
    look(patient)
    feet.mistake(patient, look, feet.Round("Sore spots", {}, ("Choose yes to add one",)))
    more(patient, "Yes")
    look(patient)
    patient.get_by_label("Where does it press?").fill("At the toe")
    patient.get_by_label("For how many days?").fill("9")
    steps.go_on(patient)
    more(patient, "No")
    more(patient, "Yes")
    patient.get_by_label("What kind of shoe is it?").fill("Sandals")
    steps.go_on(patient)
    steps.choose(patient, "Does this shoe hurt you?", "No")
    steps.go_on(patient)
    look(patient)
    expect(patient.get_by_text("You have added 2")).to_be_visible()
    steps.press(patient, "Remove Shoes 2")
    expect(patient.get_by_text("You have added 1")).to_be_visible()
    more(patient, "No")
    more(patient, "Yes")
    patient.get_by_label("Which medicine do you take?").fill("Aspirin")
    steps.go_on(patient)
    look(patient)
    patient.get_by_label("How much of it, and when?").fill("One in the morning")
    steps.go_on(patient)
    more(patient, "No")


def more(patient, wish: str) -> None:
    steps.choose(patient, "Do you want to add", wish)
    steps.go_on(patient)


def walk(patient, look) -> None:
    """Answer every page, first wrongly and then rightly, up to the check page."""
    for this in feet.ROUNDS:
        assert steps.heading(patient) == this.heading
        look(patient)
        feet.mistake(patient, look, this)
        feet.answer(patient, this.right)
        steps.go_on(patient)
    photos_and_a_letter(patient, look)
    shoes_and_medicines(patient, look)
    assert steps.heading(patient) == "Check your answers"
    look(patient)


def test_every_type_is_answered_mended_and_read_back(feet_site, open_browser):
    patient = open_browser()
    patient.goto(START)
    look_at(patient)
    steps.follow(patient, "Start now")

    walk(patient, look_at)
    said = patient.locator("main").inner_text()
    reference = steps.send(patient)
    look_at(patient)
    steps.follow(patient, "Copy to print")
    look_at(patient)
    copied = patient.locator("main").inner_text()

    words = [words for this in feet.ROUNDS for words in this.shown]
    words += ["foot.jpg", "Boots", "At the toe", "9", "Aspirin", "One in the morning"]
    assert [each for each in words if each not in said] == []
    assert [each for each in words if each not in copied] == []
    assert "Sandals" not in said
    assert Submission.objects.get().reference == reference


def test_a_nurse_reads_every_type(feet_site, open_browser):
    patient = open_browser()
    patient.goto(f"{START}begin/")
    walk(patient, steps.nothing)
    reference = steps.send(patient)
    make_staff("maya", "Nurse")
    nurse = open_browser(1280, scripts=True)
    steps.sign_in(nurse, "maya")

    nurse.goto(f"/staff/intake/submission/{Submission.objects.get().pk}/change/")
    look_at(nurse)

    read = nurse.locator("#content-main").inner_text()
    words = [words for this in feet.ROUNDS for words in this.shown]
    assert [each for each in [*words, "Aspirin", "Boots"] if each not in read] == []
    assert reference in read


def test_enter_goes_on_and_never_removes_or_adds(feet_site, open_browser):
    patient = open_browser()
    patient.goto(f"{START}begin/")
    for this in feet.ROUNDS[:-1]:
        feet.answer(patient, SHORTER.get(this.heading, this.right))
        steps.go_on(patient)
    feet.answer(patient, {**feet.ROUNDS[-1].right, "Your full name": ""})
    with patient.expect_navigation():
        patient.get_by_label("Answer 1").press("Enter")

    assert patient.title().startswith("Error: ")
    assert patient.get_by_label("Answer 1").input_value() == "Urea cream"
    steps.press(patient, "Add another answer")
    assert patient.get_by_label("Answer 2").evaluate("box => box === document.activeElement")
    assert patient.get_by_label("Your family doctor").input_value() == "Dr. Wu, Elm Grove"
    steps.press(patient, "Remove answer 1")
    assert patient.get_by_label("Answer 1").input_value() == ""
