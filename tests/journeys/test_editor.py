"""An editor's way: from an empty page to an article on the site, and off it again."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from articles.models import Article
from tests.articles.rows import make_topic
from tests.conftest import make_staff
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

LIST = "/staff/articles/article/"
ADDRESS = "/articles/why-legs-ache/"
MISSING = (
    *("Write a summary", "Write the key points", "Name the medical reviewer"),
    *("Enter the day of the medical review", "List at least two sources"),
)


@pytest.fixture
def editor_at_desk(open_browser):
    make_staff("edith", "Publisher")
    make_topic("Symptoms")
    page = open_browser(DESK, scripts=True)
    steps.sign_in(page, "edith")
    return page


def act(page, action: str) -> None:
    """Choose the one article in the list and do this with it."""
    page.goto(LIST)
    page.get_by_role("checkbox", name="Select this object").check()
    page.get_by_role("combobox", name="Action").select_option(label=action)
    steps.press(page, "Go")


def write_draft(page) -> None:
    page.goto(f"{LIST}add/")
    page.get_by_label("Title").first.fill("Why legs ache")
    page.get_by_label("Topic").select_option(label="Symptoms")
    page.get_by_label("Drawing").select_option(label="Night leg cramps")
    page.get_by_role("textbox", name="Text:").fill("Blood has to travel uphill.")


def complete(page) -> None:
    page.goto(LIST)
    steps.follow(page, "Why legs ache")
    page.get_by_label("Summary").fill("Aching legs are common.")
    page.get_by_label("Standfirst").fill("Most of us know them by evening.")
    page.get_by_label("Key points").fill("Aching is common.\nA walk helps.")
    page.get_by_label("Author").fill("Edith Park")
    page.get_by_label("Medical reviewer").fill("Ingrid Solberg, MD, vein specialist")
    page.get_by_label("Reviewed on").fill("2026-03-04")
    page.get_by_label("Next review due").fill("2028-03-04")
    for number in range(2):
        page.locator(f"#id_sources-{number}-title").fill(f"A study of legs, part {number + 1}")
        page.locator(f"#id_sources-{number}-publisher").fill("BMJ")
        page.locator(f"#id_sources-{number}-year").fill("2019")
    steps.press(page, "Save")


def test_an_article_is_written_refused_completed_published_and_withdrawn(
    editor_at_desk, open_browser
):
    page, reader = editor_at_desk, open_browser()
    write_draft(page)
    look_at(page)
    steps.press(page, "Save")
    assert page.get_by_text("was added successfully").is_visible()

    act(page, "Publish the chosen articles now")
    refusal = page.locator(".messagelist .error")
    for sentence in MISSING:
        assert sentence in refusal.inner_text()
    look_at(page)
    assert reader.goto(ADDRESS).status == 404

    complete(page)
    act(page, "Publish the chosen articles now")
    assert page.get_by_text("“Why legs ache” is on the site.").is_visible()
    assert reader.goto(ADDRESS).status == 200
    assert reader.get_by_text("Blood has to travel uphill.").is_visible()
    assert reader.get_by_role("region", name="Key points").get_by_text("A walk helps.").is_visible()
    look_at(reader)

    act(page, "Withdraw the chosen articles")
    assert page.get_by_text("“Why legs ache” was taken off the site.").is_visible()
    newcomer = open_browser()  # the reader's own browser may keep the page for a minute
    assert newcomer.goto(ADDRESS).status == 404


def test_a_mistake_loses_nothing_that_was_typed(editor_at_desk):
    write_draft(editor_at_desk)
    editor_at_desk.get_by_label("Address").fill("feed")
    editor_at_desk.get_by_label("Reviewed on").fill("last spring")
    steps.press(editor_at_desk, "Save")

    assert editor_at_desk.get_by_text("is the address of another page").is_visible()
    assert editor_at_desk.get_by_text("Enter a valid date").is_visible()
    assert "travel uphill" in editor_at_desk.get_by_role("textbox", name="Text:").inner_text()
    assert editor_at_desk.get_by_label("Reviewed on").input_value() == "last spring"
    look_at(editor_at_desk)
    assert not Article.objects.exists()


def test_the_list_of_articles_can_be_used_by_everyone(editor_at_desk):
    call_command("sample_articles", verbosity=0)

    editor_at_desk.goto(LIST)

    assert editor_at_desk.locator("#result_list").get_by_role("row").count() == 11
    look_at(editor_at_desk)
