"""The words around a question, its picture, and what is one page."""

from __future__ import annotations

import pytest

from intake.domain.items import Picture, Unit
from intake.domain.reading import read
from tests.intake.domain.reading.make import (
    SDC,
    concept,
    control,
    document,
    extension,
    helper,
    missing,
    only,
    question,
    when,
)


def test_texts_below_a_question_say_what_they_are_for():
    below = [
        helper("prompt", "In years."),
        helper("flyover", "A number."),
        {
            "linkId": "i",
            "type": "display",
            "text": "Round down.",
            "extension": [concept("questionnaire-displayCategory", "instructions")],
        },
        helper("help", "It matters."),
        helper("lower", "None"),
        helper("upper", "Worst"),
        helper("unit", "years"),
        question("note", "display"),
    ]

    item = only("integer", item=below)

    assert item.hint == "In years. A number. Round down."
    assert (item.why, item.lower, item.upper) == ("It matters.", "None", "Worst")
    assert item.units == (Unit("years"),)
    assert [each.link_id for each in item.items] == ["note"]


def test_a_hint_that_comes_and_goes_stays_a_text_of_its_own():
    conditional = helper("help", "Only then.", enableWhen=[when("q", answerBoolean=True)])
    form = document(question(), question("x", "string", item=[conditional]))

    item = read(form).questionnaire.by_id["x"]

    assert item.why == ""
    assert item.items[0].enable_when


def test_hints_of_a_group_belong_to_its_page_and_else_stay_where_they_are():
    below = [helper("help", "It matters."), question("a")]

    page = only("group", control("page"), item=below)
    loose = only("group", item=below)

    assert (page.is_page, page.why, len(page.items)) == (True, "It matters.", 1)
    assert (loose.is_page, loose.why, len(loose.items)) == (False, "", 2)


def test_a_question_without_a_text_takes_its_first_hint_for_it():
    item = read(
        document({"linkId": "x", "type": "string", "item": [helper("flyover", "First name")]})
    )

    assert item.repaired == ()
    assert item.questionnaire.items[0].text == "First name"
    assert item.questionnaire.items[0].hint == ""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("rendering-xhtml", "<p>How <b>old</b> are you?<br/></p>"),
        ("rendering-markdown", "How **old** are you?"),
    ],
)
def test_a_text_that_is_only_formatted_is_read_as_its_words(name, written):
    beside = {"extension": [extension(name, valueString=written)]}
    form = document({"linkId": "x", "type": "integer", "_text": beside})

    assert read(form).questionnaire.items[0].text == "How old are you?"
    assert only("integer", _text=beside).text == "x?"


def test_texts_below_a_text_come_after_it():
    note = question("note", "display", item=[question("more", "display")])

    items = read(document(note, question())).questionnaire.items

    assert [each.link_id for each in items] == ["note", "more", "q"]


def test_a_picture_in_a_formatted_text_is_named():
    formatted = extension("rendering-xhtml", valueString="Where? <img src='#body'/>")

    assert "formatted text" in missing("string", _text={"extension": [formatted]})


def test_a_picture_is_read_and_one_that_is_elsewhere_is_named():
    here = {"contentType": "image/png", "data": "aGk=\n", "title": "A leg"}
    item = only("string", extension(f"{SDC}itemMedia", valueAttachment=here))

    assert item.picture == Picture("image/png", "aGk=", "A leg")
    away = extension(f"{SDC}itemMedia", valueAttachment={"url": "https://example.org/a.png"})
    assert "kept elsewhere" in missing("string", away)
    film = {"contentType": "video/mp4", "data": "aGk="}
    assert "video/mp4" in missing("string", extension(f"{SDC}itemMedia", valueAttachment=film))


@pytest.mark.parametrize("code", ["page", "gtable", "table", "htable", "atable"])
def test_a_group_that_is_a_page_or_a_table_is_one_page(code):
    assert only("group", control(code), item=[question("a")]).is_page


def test_each_row_of_a_grid_is_a_page():
    rows = [question(name, "group", item=[question(f"{name}.a")]) for name in "rs"]
    grid = only("group", control("grid"), item=rows)

    assert [grid.is_page, *(row.is_page for row in grid.items)] == [False, True, True]


def test_a_short_group_that_repeats_is_one_page():
    def repeated(*below: dict) -> bool:
        return only("group", item=list(below), repeats=True).is_page

    few = [question(str(number)) for number in range(8)]
    assert repeated(*few)
    assert repeated(question("note", "display"), *few)
    assert not repeated(*few, question("8"))
    assert not repeated(question("g", "group", item=[question("a")]))
    assert not only("group", item=few).is_page


@pytest.mark.parametrize(
    "below",
    [
        question("g", "group", item=[question("a")], repeats=True),
        question("r", "string", item=[question("a")], repeats=True),
        question("p", "group", item=[question("a")], extension=[control("page")]),
        question("note", "display"),
    ],
)
def test_what_needs_pages_of_its_own_is_not_put_on_one(below):
    assert not only("group", control("page"), item=[below]).is_page
