"""What editors do in the editor."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from articles.models import Article

LIST = "/staff/articles/article/"


def begin_article(page: Page, title: str = "Why legs ache") -> None:
    page.goto(f"{LIST}add/")
    page.get_by_label("Title").first.fill(title)
    text(page).click()


def open_again(page: Page, article: Article) -> None:
    page.goto(f"{LIST}{article.pk}/change/")
    text(page).wait_for()


def text(page: Page) -> Locator:
    """Return the text in the editor."""
    return page.get_by_role("textbox", name="Text:")


def use(page: Page, *names: str) -> None:
    """Press tools above the text, one after the other."""
    tools = page.get_by_role("toolbar", name="Tools for the text")
    for name in names:
        tools.get_by_role("button", name=name, exact=True).click()


def is_on(page: Page, name: str) -> bool:
    tool = page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)
    return tool.get_attribute("aria-pressed") == "true"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def confirm(page: Page, name: str) -> None:
    dialog(page).get_by_role("button", name=name, exact=True).click()


def typed_html(page: Page) -> str:
    """Return what the form would send."""
    return page.locator("#id_body_html").input_value()


def choose(page: Page, name: str) -> None:
    """Press an answer in a dialog, where people press: on its words."""
    dialog(page).get_by_text(name).first.click()


def go_to_end(page: Page) -> None:
    text(page).focus()
    page.wait_for_timeout(100)  # the editor puts its own cursor in place a moment after
    page.keyboard.press("Control+End")
