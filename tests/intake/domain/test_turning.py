"""Text reads as it is written, whatever signs somebody hid in it; and right to left stays so."""

from __future__ import annotations

import json

import pytest

from intake.domain.importing import bring_in, report
from intake.domain.reading import read
from intake.domain.reading.source import write
from intake.domain.responses import write_response
from intake.domain.ruling.faults import rule_faults
from intake.domain.turning import escaped, straight
from intake.domain.validation.definition import Definition
from intake.domain.validation.validating import validate
from tests.intake.domain.reading.make import coding, document, question
from tests.intake.domain.ruling.make import DOCUMENT, sound

OVERRIDE, EMBED, POP, ISOLATE, CLOSE = "\u202e", "\u202b", "\u202c", "\u2067", "\u2069"
DISGUISED = f"Do you take {OVERRIDE}nirapsa{POP}?"


@pytest.mark.parametrize(
    "text",
    [
        "محمد بن سلمان",
        "שרה כהן (Sarah)",
        "علی\u200cرضا",  # the joiner that Persian needs
        "\u200fשלום\u200e!",
        "\u061c12/3",
        f"Ask {ISOLATE}مريم{CLOSE} first",
        "",
    ],
)
def test_right_to_left_writing_stays_exactly_as_it_is(text):
    assert straight(text) == text
    assert escaped(text) == text or ISOLATE in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (DISGUISED, "Do you take nirapsa?"),
        (f"a{EMBED}b", "ab"),
        (f"a{ISOLATE}b", "ab"),
        (f"a{CLOSE}b{ISOLATE}c", "abc"),
    ],
)
def test_what_would_turn_a_text_around_is_not_shown(text, shown):
    assert straight(text) == shown


def hostile():
    options = [coding("a", f"No{OVERRIDE}seY"), coding("b", "نعم")]
    item = question("q", "choice", text=DISGUISED, answerOption=options)
    return document(item, question("r", text="هل تؤلمك ساقك؟"), title=f"Legs{EMBED}")


def test_a_definition_is_shown_in_the_order_in_which_it_is_written():
    reading = read(hostile())
    asked, other = reading.questionnaire.questions

    assert (asked.text, other.text) == ("Do you take nirapsa?", "هل تؤلمك ساقك؟")
    assert [option.display for option in asked.options] == ["NoseY", "نعم"]
    assert [option.code for option in asked.options] == ["a", "b"]
    assert reading.questionnaire.title == "Legs"


def test_an_option_of_nothing_but_such_signs_is_shown_by_its_code():
    options = [coding("none", OVERRIDE), coding("b", "نعم")]
    item = question("q", "choice", answerOption=options)

    (asked,) = read(document(item)).questionnaire.questions

    assert [option.display for option in asked.options] == ["none", "نعم"]


def test_a_response_to_it_is_valid_with_the_words_that_were_shown():
    definition = read(hostile()).questionnaire
    response = write_response(definition, {"q": "a"}, authored="2026-11-26T12:00:00Z")

    issues = validate(Definition(hostile()), response)

    assert response["item"][0]["text"] == "Do you take nirapsa?"
    assert [issue.detail for issue in issues if issue.is_error] == []


def test_nothing_of_a_definition_is_lost_and_what_we_write_shows_the_signs():
    text = write(hostile())

    assert "\\u202enirapsa\\u202c" in text and OVERRIDE not in text
    assert json.loads(text) == hostile()
    assert bring_in(text).document["item"][0]["text"] == DISGUISED


def test_check_names_the_item_and_the_signs():
    found = [
        (each["linkId"], each["text"])
        for each in report(write(hostile()), name="legs")["faults"]
        if each["code"] == "turning"
    ]

    assert [link_id for link_id, _ in found] == ["", "q"]
    assert "turns letters around: U+202C, U+202E." in found[1][1]


def test_an_editor_is_told_of_such_signs_in_rules():
    rules = sound()
    rules["rules"][0]["reason"] += OVERRIDE
    rules["texts"]["T5"]["lead"] += OVERRIDE

    found = [fault for fault in rule_faults(rules, DOCUMENT) if "U+202E" in fault.text]

    assert [str(fault.place) for fault in found] == ["rule U1", "patient text T5"]
