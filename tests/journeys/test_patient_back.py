"""A patient stops on the phone and goes on at the kitchen table, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

SAVE = "Save and come back later"
FEELINGS = "How do your legs feel?"
LEG = "Which leg bothers you more?"


def test_a_code_written_down_opens_the_answers_on_another_device(open_browser):
    phone = open_browser()
    steps.begin(phone)
    steps.walk(phone, until=FEELINGS)
    steps.choose(phone, LEG, "Right leg")
    steps.press(phone, SAVE)
    assert steps.heading(phone) == SAVE
    look_at(phone)
    steps.press(phone, "Save and show my code")
    look_at(phone)
    code = phone.locator(".resume-code").inner_text()

    desk = open_browser(DESK)
    desk.goto("/check/")
    steps.follow(desk, "Come back with your code")
    look_at(desk)
    desk.get_by_label("Your code").fill(code[:-1])
    steps.press(desk, "Open my answers")
    look_at(desk)
    desk.get_by_role("alert").get_by_role("link").click()
    assert desk.get_by_label("Your code").input_value() == code[:-1]
    desk.get_by_label("Your code").fill(f" {code.lower().replace('-', ' ')} ")
    steps.press(desk, "Open my answers")

    assert steps.heading(desk) == FEELINGS
    assert steps.is_chosen(desk, LEG, "Right leg")


def test_a_link_in_a_letter_opens_the_answers(open_browser, mailbox):
    phone = open_browser()
    steps.begin(phone)
    steps.walk(phone, until=FEELINGS)
    steps.press(phone, SAVE)
    phone.get_by_label("Your email address").fill("joan@home")
    steps.press(phone, "Save and show my code")
    look_at(phone)
    phone.get_by_label("Your email address").fill("joan@home.example")
    steps.press(phone, "Save and show my code")
    look_at(phone)
    steps.press(phone, "Close on this device")
    assert phone.get_by_text("You have started already").count() == 0

    tablet = open_browser()
    body = mailbox.letters[0].get_payload(decode=True).decode()
    (link,) = [word for word in body.split() if "/check/letter/" in word]
    tablet.goto(link.removeprefix("http://localhost"))
    look_at(tablet)
    steps.press(tablet, "Open my answers")

    assert steps.heading(tablet) == FEELINGS


def test_what_was_mistyped_is_said_before_it_is_left_out(open_browser):
    phone = open_browser()
    steps.begin(phone)
    steps.walk(phone, until="How can we reach you?")
    phone.get_by_label("Phone number").fill("651 555")
    steps.press(phone, SAVE)

    assert phone.get_by_label("Phone number").input_value() == "651 555"
    look_at(phone)
    steps.follow(phone, "save without it")
    assert steps.heading(phone) == SAVE


def test_five_wrong_codes_are_told_what_to_do(open_browser):
    phone = open_browser()
    steps.begin(phone)
    steps.walk(phone, until=FEELINGS)
    steps.press(phone, SAVE)
    steps.press(phone, "Save and show my code")
    code = phone.locator(".resume-code").inner_text()

    stranger = open_browser()
    stranger.goto("/check/back/")
    for letter in "CDFGHJ".replace(code[-1], "")[:5]:
        stranger.get_by_label("Your code").fill(code[:-1] + letter)
        steps.press(stranger, "Open my answers")

    expect(stranger.get_by_role("alert").get_by_text("does not work any more")).to_be_visible()
    look_at(stranger)
    steps.follow(phone, "Go on now")
    assert steps.heading(phone) == FEELINGS
