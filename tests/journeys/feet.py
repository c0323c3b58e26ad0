"""The foot check, which has a question of every type: what a patient answers, wrong and right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from intake import publishing
from intake.models import Release
from tests.intake.make import EVERY_TYPE, RECEIPT_RULES
from tests.journeys import steps

Typed = dict[str, Any]


@dataclass(frozen=True)
class Round:
    """A page: what is answered wrongly, what is said about it, and what is answered rightly.

    `again` are buttons that change the page between the two.
    """

    heading: str
    wrong: Typed = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    right: Typed = field(default_factory=dict)
    shown: tuple[str, ...] = ()


def day(month: int, number: int, year: int | str, time: str = "") -> dict[str, str]:
    boxes = {"Month": str(month), "Day": str(number), "Year": str(year)}
    return boxes | ({"Time": time} if time else {})


ROUNDS = (
    Round(
        "Do your feet hurt today?",
        {},
        ("Choose yes or no",),
        {"Do your feet hurt today?": "Yes"},
        ("Yes",),
    ),
    Round(
        "How strong is the pain?",
        {"How strong is the pain?": "11"},
        ("Enter a number that is 10 or less",),
        {"How strong is the pain?": "4"},
        ("4",),
    ),
    Round(
        "Where on your foot?",
        {},
        ("Choose one answer",),
        {"Where on your foot?": "a) The heel"},
        ("a) The heel",),
    ),
    Round(
        "What do you see on your skin?",
        {"What do you see on your skin?": ("A corn", "None of these")},
        ("Choose “None of these” alone, or take it away and keep the others",),
        {"What do you see on your skin?": ("None of these", "Dry skin")},  # the first, off again
        ("Dry skin, A corn",),
    ),
    Round(
        "In numbers",
        {
            "1. How many steps": "many",
            "2. How long is your longer foot?": "24.55",
            "3. What do you weigh?": {"Number": "82"},
            "4. How tall are you?": {"Number": "tall"},
        },
        (
            "Enter the number in steps: “1. How many steps do you walk in a day?”",
            "Enter at most 1 digit after the point: “2. How long is your longer foot?”",
            "Add the unit to the number: kg or lb: “3. What do you weigh?”",
            "“4. How tall are you?”",
        ),
        {
            "1. How many steps": "5,000",
            "2. How long is your longer foot?": "24.5",
            "3. What do you weigh?": {"Number": "82", "Unit": "kg"},
            "4. How tall are you?": {"Number": "5 ft 7", "Unit": "in"},
            "5. For how long have you had this?": "6",
        },
        ("5000 steps", "24.5 cm", "82 kg", "67 in", "6 weeks", "12"),
    ),
    Round(
        "Days and times",
        {
            "Since which day does it hurt?": day(2, 30, 2026),
            "At what time of the day is it worst?": "late",
            "When did you last fall?": {"Time": "2:30 pm"},
            "On which days can you come to see us?": day(12, 1, "26"),
        },
        (
            "Enter a date that is in the calendar, such as 4 12 1958: “Since which day",
            "“At what time of the day is it worst?”",
            "“When did you last fall?”",
            "Enter the year with 4 digits, such as 1958: “On which days",
        ),
        {
            "Since which day does it hurt?": day(4, 12, 2026),
            "At what time of the day is it worst?": "2:30 pm",
            "When did you last fall?": day(4, 13, 2026, "9:15 am"),
            "On which days can you come to see us?": day(12, 1, 2026),
        },
        ("April 12, 2026", "2:30 pm", "April 13, 2026, 9:15 am", "December 1, 2026"),
    ),
    Round(
        "In which town do you live?",
        {"Type a few letters": "al"},
        ("Choose one of the answers that fit what you typed",),
        {"In which town do you live?": "Lake Alder"},
        ("Lake Alder",),
    ),
    Round(
        "Your habits",
        {"Which sport do you do most?": "Something else"},
        ("“What floor do you stand on most?”", "“Which sport do you do most?”"),
        {
            "What floor do you stand on most?": "Stone",
            "Which sport do you do most?": {"Your own answer": "Dancing"},
            "How do you care for your feet?": ("I use a cream",),
            "What are your socks made of?": {"Your own answer": "Bamboo"},
        },
        ("Stone", "Dancing", "I use a cream", "Bamboo"),
    ),
    Round(
        "In your own words",
        {
            "Date of birth": day(4, 12, "58"),
            "Phone number": "555",
            "Member number on your card": "x1",
            "A web page about your shoes": "javascript:alert(1)",
            "What else should we know?": "Hi",
        },
        (
            "Enter your full name",
            "“Date of birth”",
            "“Phone number”",
            "Enter the answer in this form: AB-1234",
            "“A web page about your shoes”",
            "“What else should we know?”",
        ),
        {
            "Your full name": "Joan Alder",
            "Date of birth": day(4, 12, 1958),
            "Phone number": "651-555-0173",
            "Member number on your card": "AB-1234",
            "A web page about your shoes": "shoes.example/boots",
            "Your family doctor": "Dr. Wu, Elm Grove",
            "What else should we know?": "My boots are new.",
            "Which creams do you use?": {"Answer 1": "Urea cream"},
        },
        (
            *("Joan Alder", "April 12, 1958", "651-555-0173", "AB-1234"),
            *("https://shoes.example/boots", "Dr. Wu, Elm Grove", "My boots are new."),
            "Urea cream",
        ),
    ),
)


def publish() -> Release:
    return publishing.publish(EVERY_TYPE.read_text(encoding="utf-8"), RECEIPT_RULES, by=None)


def answer(page: Page, typed: Typed) -> None:
    """Fill in boxes, press answers and choose from lists, each under its question."""
    for question, value in typed.items():
        group = page.get_by_role("group", name=question)
        if not group.count():
            put(page.get_by_label(question), value)
        elif isinstance(value, dict):
            for label, text in value.items():
                put_within(group.first, label, text)
        else:
            for words in (value,) if isinstance(value, str) else value:
                group.first.get_by_text(words, exact=True).click()


def put_within(group: Locator, label: str, text: str) -> None:
    if label == "Unit" and group.get_by_role("group", name="Unit").count():
        group.get_by_text(text, exact=True).click()
    else:
        put(group.get_by_label(label, exact=True), text)


def put(box: Locator, text: str) -> None:
    if box.first.evaluate("box => box.tagName") == "SELECT":
        box.first.select_option(label=text)
    else:
        box.first.fill(text)


def mistake(page: Page, look: Callable[[Page], None], this: Round) -> None:
    """Answer wrongly, and find each mistake named on top, led to, and said at its box."""
    answer(page, this.wrong)
    steps.go_on(page)
    look(page)
    assert page.title().startswith("Error: "), page.url
    summary = page.get_by_role("alert")
    for words in this.errors:
        assert words in summary.inner_text(), summary.inner_text()
    for link in summary.get_by_role("link").all():
        link.click()
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']:focus").count() == 1
    assert page.locator(".field p.error").count() == summary.get_by_role("link").count()
