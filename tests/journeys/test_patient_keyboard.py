"""The leg check without a mouse: every stop is seen, and keys alone are enough."""

from __future__ import annotations

import pytest

from tests.journeys import steps
from tests.journeys.looking import DESK

pytestmark = pytest.mark.journey

FOCUS = ":focus"
RING = """
here => [here, here.closest(".choice")].filter(Boolean).some(shown => {
  const style = getComputedStyle(shown);
  return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
})
"""
MOST_STOPS = 60


def tab_to(page, wanted: str) -> None:
    """Press Tab until the focus is there. Wherever it rests on the way, it must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.locator(FOCUS).count() == 0:  # the browser's own bar, between end and beginning
            continue
        assert page.locator(FOCUS).evaluate(RING), page.locator(FOCUS).evaluate("e => e.outerHTML")
        if page.locator(f"{wanted}{FOCUS}").count():
            return
    raise AssertionError(f"Tab never came to {wanted}")


def answer(page, link_id: str, *keys: str) -> None:
    tab_to(page, f"[name={link_id}]")
    for key in keys:
        page.keyboard.press(key)


def go_on_to(page, title: str) -> None:
    tab_to(page, "main form .btn")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert steps.heading(page) == title


def test_two_pages_are_answered_with_keys_alone(open_browser):
    patient = open_browser(DESK)
    steps.begin(patient)
    patient.keyboard.press("Tab")
    assert patient.locator(FOCUS).inner_text() == "Skip to main content"
    patient.keyboard.press("Enter")

    yes_or_no = patient.locator("input[value=false]").evaluate_all("all => all.map(e => e.name)")
    names = patient.locator("[type=radio]").evaluate_all("all => all.map(e => e.name)")
    for name in dict.fromkeys(names):
        answer(patient, name, *(["ArrowDown"] if name in yes_or_no else ["Space"]))
    go_on_to(patient, "How do your legs feel?")

    answer(patient, "age", "5", "8")
    answer(patient, "symptoms", "Space", "Tab", "Space")
    answer(patient, "leg", "Space", "ArrowDown", "ArrowUp")
    go_on_to(patient, "New pain or swelling")

    steps.follow(patient, "Back")
    leg, feel = "Which leg bothers you more?", "What do you feel?"
    assert steps.is_chosen(patient, leg, "Left leg")
    assert steps.is_chosen(patient, feel, "Cramps")
    assert steps.is_chosen(patient, feel, "Aching")
