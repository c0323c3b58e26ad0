"""Places on the legs: chosen on a drawing, by keyboard and on the boxes, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake import publishing
from intake.models import UnfinishedResponse
from tests.intake.make import RECEIPT_RULES
from tests.journeys import steps
from tests.journeys.looking import look_at

pytestmark = pytest.mark.journey

ACHES = Path(__file__).parents[1] / "intake" / "aches.json"
SIDES = ("left", "right")
FILL = "zone => getComputedStyle(zone).fill"
SMALLEST = """labels => Math.min(...labels.flatMap(label => {
  const {width, height} = label.getBoundingClientRect();
  return [width, height];
}))"""
WRITTEN = "direction => { document.documentElement.dir = direction; }"


def test_places_are_chosen_on_the_drawing_and_on_the_boxes(site, open_browser):
    publishing.publish(ACHES.read_text(encoding="utf-8"), RECEIPT_RULES, by=None)
    patient = open_browser(320)
    patient.goto("/check/form/aches/begin/")
    steps.go_on(patient)
    look_at(patient)
    assert patient.title().startswith("Error: ")

    patient.get_by_label("Left thigh").focus()
    patient.keyboard.press("Space")
    patient.locator(".legpic .leg").nth(1).locator(".at-ankle").click()
    steps.choose(patient, "Left leg", "Left lower leg")

    plain = patient.locator(".zone.left-foot").evaluate(FILL)
    for place in ("left-thigh", "left-calf", "right-ankle"):
        assert patient.locator(f".zone.{place}").evaluate(FILL) != plain
    assert patient.get_by_label("Right ankle").is_checked()
    assert patient.locator(".legpic label").evaluate_all(SMALLEST) >= 44
    look_at(patient)

    patient.evaluate(WRITTEN, "rtl")
    left, right = (patient.locator(f".zone.{one}-foot").bounding_box() for one in SIDES)
    assert left["x"] < right["x"]
    look_at(patient)
    patient.evaluate(WRITTEN, "ltr")

    steps.go_on(patient)
    patient.locator(".view").nth(1).locator(".at-lower").click()
    steps.choose(patient, "Where do you get this pain when you walk?", "A joint", "Foot")
    look_at(patient)
    steps.go_on(patient)

    said = patient.locator("main").inner_text()
    for words in ("Left thigh", "Left lower leg", "Right ankle", "Calf", "Foot", "A joint"):
        assert words in said
    assert "Shin" not in said
    assert UnfinishedResponse.objects.count() == 1
