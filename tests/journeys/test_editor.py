"""The way of an article: written, reviewed, put on the site, read, and taken off again."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article, Reviewer
from tests.articles.rows import make_draft, make_topic
from tests.conftest import make_staff
from tests.journeys import steps
from tests.journeys.looking import DESK, PHONE, look_at

pytestmark = pytest.mark.journey

LIST = "/staff/articles/article/"
ADDRESS = "/articles/why-legs-ache/"


@pytest.fixture
def at_desk(open_browser):
    """Return a function that seats somebody at a desk of their own, and returns their page."""
    topic = make_topic("Symptoms")
    topic.is_about_symptoms = True
    topic.save()

    def sit_down(name: str, role: str, width: int = DESK):
        user = make_staff(name, role)
        if role == "Medical reviewer":
            Reviewer.objects.create(name="Ingrid Solberg", credentials="MD", user=user)
        page = open_browser(width, scripts=True)
        steps.sign_in(page, name)
        page.goto("/staff/")
        return page

    return sit_down


def write_draft(page) -> None:
    page.goto(f"{LIST}add/")
    page.get_by_label("Title").first.fill("Why legs ache")
    page.get_by_label("Topic").select_option(label="Symptoms")
    page.get_by_role("textbox", name="Text:").fill("Blood has to travel uphill.")


def complete(page) -> None:
    page.goto(LIST)
    steps.follow(page, "Why legs ache")
    page.get_by_label("Summary").fill("Aching legs are common.")
    page.get_by_label("Standfirst").fill("Most of us know them by evening.")
    page.get_by_label("Key points").fill("Aching is common.\nA walk helps.")
    page.get_by_label("Author").fill("Edith Park")
    text = page.get_by_role("textbox", name="Text:")
    text.press("Control+End")
    page.get_by_role("button", name="Call us today", exact=True).click()
    page.keyboard.type("Call us if one leg swells.")
    for number in range(2):
        page.locator(f"#id_sources-{number}-title").fill(f"A study of legs, part {number + 1}")
        page.locator(f"#id_sources-{number}-publisher").fill("BMJ")
        page.locator(f"#id_sources-{number}-year").fill("2019")
    steps.press(page, "Save and continue editing")


def to_desk(page) -> None:
    page.goto(f"{LIST}{Article.objects.get().pk}/desk/")


def test_an_article_goes_from_its_writer_to_readers_by_way_of_a_doctor(at_desk, open_browser):
    writer, reader = at_desk("wren", "Writer"), open_browser()
    write_draft(writer)
    steps.press(writer, "Save")
    to_desk(writer)
    checklist = writer.get_by_role("region", name="Before it goes live")
    for what in ("Summary", "Key points", "Sources", "Medical review", "When to get help"):
        expect(checklist.get_by_text(what, exact=True)).to_be_visible()
    look_at(writer)

    complete(writer)
    steps.follow(writer, "Review and publish")
    steps.press(writer, "Send for review")
    expect(writer.get_by_text("“Why legs ache” waits for a medical review.")).to_be_visible()

    doctor = at_desk("ingrid", "Medical reviewer", PHONE)
    steps.follow(doctor, "Why legs ache")  # among what waits, on the first page
    look_at(doctor)
    steps.press(doctor, "Sign the review")
    expect(doctor.get_by_text("The medical review of “Why legs ache” is signed.")).to_be_visible()
    assert reader.goto(ADDRESS).status == 404

    editor = at_desk("edith", "Publisher")
    to_desk(editor)
    look_at(editor)
    steps.press(editor, "Publish")
    expect(editor.get_by_text("“Why legs ache” is published.")).to_be_visible()
    assert reader.goto(ADDRESS).status == 200
    expect(reader.get_by_text("Blood has to travel uphill.")).to_be_visible()
    expect(reader.get_by_text("by Ingrid Solberg, MD").first).to_be_visible()
    look_at(reader)

    editor.get_by_text("Take it off the site at once").click()
    editor.get_by_label("Why?").fill("A new guideline is out.")
    steps.press(editor, "Withdraw now")
    newcomer = open_browser()  # the reader's own browser may keep the page for a minute
    assert newcomer.goto(ADDRESS).status == 404


def test_a_doctor_from_outside_answers_on_a_phone_without_an_account(at_desk, open_browser):
    make_draft(by=None)
    Reviewer.objects.create(name="Noor Aziz", credentials="MD")
    editor, doctor = at_desk("edith", "Publisher"), open_browser(PHONE)
    to_desk(editor)
    steps.press(editor, "Send for review")
    editor.get_by_label("For a medical reviewer").select_option(label="Noor Aziz, MD")
    steps.press(editor, "Make a link")
    address = editor.locator("code").inner_text()

    doctor.goto("/articles/preview/" + address.split("/preview/")[1])
    look_at(doctor)
    doctor.get_by_text("No, I ask for changes").click()
    steps.press(doctor, "Send your answer")
    expect(doctor.get_by_role("link", name="Say what should change")).to_be_visible()
    look_at(doctor)
    doctor.get_by_text("Yes, I approve it").click()
    doctor.get_by_label("Your words").fill("All right.")
    steps.press(doctor, "Send your answer")
    expect(doctor.get_by_text("Thank you.")).to_be_visible()

    to_desk(editor)
    expect(editor.get_by_text("All right.")).to_be_visible()
    editor.get_by_text("Sign the review for Noor Aziz, MD").click()
    look_at(editor)
    steps.press(editor, "Sign in their name")
    expect(editor.get_by_text("The medical review of “Night cramps” is signed.")).to_be_visible()


def test_two_who_write_at_once_meet_without_losing_a_word(at_desk):
    article = make_draft(by=None)
    wren, edith = at_desk("wren", "Writer"), at_desk("edith", "Publisher")
    for page, words in ((wren, "Wren’s summary."), (edith, "Edith’s summary.")):
        page.goto(f"{LIST}{article.pk}/change/")
        page.get_by_label("Summary").fill(words)

    steps.press(wren, "Save")
    steps.press(edith, "Save")

    expect(edith.get_by_text("wren saved this article after you opened it.")).to_be_visible()
    assert edith.get_by_label("Summary").input_value() == "Edith’s summary."
    expect(edith.locator("ins", has_text="Wren’s")).to_be_visible()
    look_at(edith)
    steps.press(edith, "Save")
    article.refresh_from_db()
    assert article.summary == "Edith’s summary."

    edith.goto(f"{LIST}{article.pk}/revisions/")
    look_at(edith)
    steps.press(edith, "Bring back revision 2")
    article.refresh_from_db()
    assert article.summary == "Wren’s summary."


def test_a_mistake_loses_nothing_that_was_typed(at_desk):
    page = at_desk("edith", "Publisher")
    write_draft(page)
    page.get_by_label("Address").fill("feed")
    page.locator("#id_sources-0-url").fill("not a link")
    steps.press(page, "Save")

    expect(page.get_by_text("Not saved yet. What you typed is below.")).to_be_visible()
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    way = page.get_by_role("link", name="Address: “feed” is the address of another page")
    assert way.get_attribute("href") == "#id_slug"
    expect(page.get_by_role("link", name="Source 1, link: Enter a valid URL")).to_be_visible()
    assert "travel uphill" in page.get_by_role("textbox", name="Text:").inner_text()
    assert page.get_by_label("Address").input_value() == "feed"
    look_at(page)
    assert not Article.objects.exists()


def test_the_list_of_articles_can_be_used_by_everyone(at_desk):
    page = at_desk("edith", "Publisher")
    call_command("sample_articles", verbosity=0)

    page.goto(LIST)

    assert page.locator("#result_list").get_by_role("row").count() == 11
    look_at(page)


def test_who_leaves_with_words_unsaved_is_asked_and_who_saves_is_not(at_desk):
    page = at_desk("edith", "Publisher")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write_draft(page)

    page.goto("/staff/")
    assert asked == ["beforeunload"]

    write_draft(page)
    steps.press(page, "Save")
    page.goto(f"{LIST}{Article.objects.get().pk}/change/")
    page.get_by_role("textbox", name="Text:").click()
    page.goto("/staff/")
    assert asked == ["beforeunload"]
