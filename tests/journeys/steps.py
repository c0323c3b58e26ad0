"""What people do on the pages: choose, type, press. All of it without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Locator, Page

from tests.intake.make import CALM

QUESTION = re.compile(r"/check/(begin/|\w+/question/)")
REFERENCE = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")

BOXES = "form :is(input:not([type=hidden]), textarea)"
READ_BOXES = "boxes => boxes.map(b => [b.id, b.name, b.type, b.value, b.checked])"


def nothing(page: Page) -> None:
    """Do not look at the page; for journeys that are about something else."""


def begin(page: Page) -> None:
    page.goto("/check/")
    follow(page, "Start now")


def question(page: Page, text: str) -> Locator:
    """Return the group of answers under a question."""
    return page.get_by_role("group", name=text)


def choose(page: Page, text: str, *answers: str) -> None:
    """Press answers under a question, where people press: on the words."""
    for answer in answers:
        question(page, text).get_by_text(answer, exact=True).click()


def is_chosen(page: Page, text: str, answer: str) -> bool:
    return question(page, text).get_by_label(answer, exact=True).is_checked()


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link with these words, and wait for its page."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def go_on(page: Page) -> None:
    press(page, "Continue")


def change(page: Page, text: str) -> None:
    """Press Change beside a question."""
    follow(page, re.compile(f"Change.*{re.escape(text)}"))


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def answer_page(page: Page, **changes: Any) -> None:
    """Fill in every question of this page: the calm answers, with changes by linkId."""
    wanted = {**CALM, **changes}
    for box, name, kind, value, is_checked in page.locator(BOXES).evaluate_all(READ_BOXES):
        if kind not in ("radio", "checkbox"):
            page.locator(f"#{box}").fill(wanted[name])
        elif is_checked != (value in wanted[name] if kind == "checkbox" else value == wanted[name]):
            page.locator(f"label[for={box}]:not(:empty)").click()


def walk(
    page: Page, *, until: str = "Check your answers", look: Callable = nothing, **changes: Any
) -> None:
    """Answer page after page, and look at each, up to the one with this heading."""
    page.bring_to_front()
    while heading(page) != until:
        assert QUESTION.search(page.url), f"{until} was not reached: {heading(page)}"
        look(page)
        answer_page(page, **changes)
        go_on(page)


def send(page: Page) -> str:
    """Send the answers and return the reference."""
    press(page, "Send my answers")
    return shown_reference(page)


def shown_reference(page: Page) -> str:
    reference = page.locator(".ref").inner_text()
    assert REFERENCE.fullmatch(reference), reference
    return reference


def sign_in(page: Page, name: str) -> None:
    """Let this person have signed in already; `test_staff` tells how that is done."""
    client = Client()
    client.force_login(User.objects.get(username=name))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    where = {"domain": "localhost", "path": "/"}
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **where}])


def sign_in_by_hand(page: Page, name: str, password: str = "a long enough password") -> None:
    page.goto("/staff/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")
