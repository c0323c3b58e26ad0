"""A patient who reads the leg check in one language and answers by what stands there."""

from __future__ import annotations

import json

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from intake import publishing
from intake.domain.items import Item, ItemType
from intake.models import Release
from tests.intake.make import CALM, DEFINITION
from tests.intake.spanish import REVIEW
from tests.journeys import steps

QUESTIONS = """() => [...document.querySelectorAll(".questions > .field")].map(field => {
  const name = field.querySelector("legend, label");
  return (name.querySelector("h1, span") ?? name).innerText;
})"""


def publish_reviewed() -> Release:
    """Publish the leg check as it is shipped, its translations reviewed."""
    rules = json.loads(DEFINITION.with_suffix(".triage.json").read_text(encoding="utf-8"))
    for text in rules["texts"].values():
        text["translations"]["es"] |= REVIEW
    return publishing.publish(DEFINITION.read_text(encoding="utf-8"), json.dumps(rules), by=None)


class Patient:
    """Someone at a page, who knows only the words of their language."""

    def __init__(self, page: Page, release: Release, language: str) -> None:
        self.page, self.release, self.language = page, release, language
        self.translated = release.translated("" if language == "en" else language)
        self.questions = {each.text: each for each in self.translated.definition.questions}
        self.asked: set[str] = set()
        self.answered: set[Item] = set()

    def words(self, message: str) -> str:
        """Return what a button, a link or a heading says in this language."""
        with translation.override(self.language):
            return gettext(message)

    def read(self) -> str:
        return self.page.locator("main").inner_text()

    def begin(self) -> None:
        self.page.goto("/check/" if self.language == "en" else f"/{self.language}/check/")
        self.follow("Start now")

    def press(self, message: str) -> None:
        steps.press(self.page, self.words(message))

    def follow(self, message: str) -> None:
        steps.follow(self.page, self.words(message))

    def save(self, message: str) -> tuple[str, bytes]:
        """Follow a link to a file; return what it is called, and what is in it."""
        with self.page.expect_download() as found:
            self.page.get_by_role("link", name=self.words(message)).click()
        return found.value.suggested_filename, found.value.path().read_bytes()

    def answer(self, told: dict[str, str]) -> None:
        """Tell on this page what there is to tell, and answer calmly what must be answered.

        A question that is not in this language is not understood: KeyError.
        """
        for item in [self.questions[text] for text in self.page.evaluate(QUESTIONS)]:
            self.asked.add(item.link_id)
            if item.required or item.link_id in told:
                self.answered.add(item)
                self.say(item, {**CALM, **told}[item.link_id])

    def say(self, item: Item, answer: str | list[str]) -> None:
        if item.type is ItemType.BOOLEAN:
            steps.choose(self.page, item.text, self.words("Yes" if answer == "true" else "No"))
        elif item.type is ItemType.CHOICE:
            labels = {option.code: option.display for option in item.options}
            chosen = [answer] if isinstance(answer, str) else answer
            steps.choose(self.page, item.text, *(labels[code] for code in chosen))
        else:
            self.page.get_by_label(item.text).fill(answer)
