"""What patients read when a rule holds, in each language, and who reviewed it."""

from __future__ import annotations

import json

import pytest

from intake import drafting, ruling
from tests.intake.building import at
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db

T5 = {
    "heading": "Please call us now at {phone}",
    "about": "New pain or swelling",
    "lead": "Call now.",
    "steps": "Sit down.\n\n Raise your leg. ",
    "call": "clinic",
    "source": "NHS",
}
SPANISH = {
    "language": ["es"],
    "in-es-heading": "Llámenos ahora al {phone}",
    "in-es-about": "Dolor nuevo o hinchazón nueva",
    "in-es-lead": "Llame ya.",
    "in-es-steps": "Siéntese.\nLevante la pierna.",
    "in-es-reviewed_by": "Ana Ruiz",
    "in-es-reviewed_on": "2026-11-20",
}


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


@pytest.fixture
def save(desk, row):
    """Send the form of the text T5, and return the page that follows."""

    def send(name: str = "T5", **typed):
        row.refresh_from_db()
        wish = {"number": row.draft_number, **T5, **typed}
        return desk.post(at(row, f"build/rules/text/?id={name}"), wish, follow=True)

    return send


def text_in(row, name: str = "T5") -> dict:
    row.refresh_from_db()
    return json.loads(row.draft_rules)["texts"].get(name, {})


def test_a_text_is_saved_with_its_steps_one_a_line(save, row):
    assert "The patient text T5 is saved." in words(save())

    assert text_in(row) == {**T5, "steps": ["Sit down.", "Raise your leg."]}


def test_a_clinic_adds_a_text_of_its_own(save, row):
    assert "The patient text T9 is saved." in words(save("", id="T9"))

    assert text_in(row, "T9")["heading"] == T5["heading"]
    assert "There is a patient text T9 already." in words(save("", id="T9"))


def test_another_language_gets_room_without_a_loss(save, row):
    shown = save(heading="Typed and not saved", more_language="es", _language="1")

    assert "Translation: Spanish" in words(shown)
    assert "Typed and not saved" in shown.content.decode()
    assert text_in(row)["heading"] == T5["heading"]
    assert "Enter the short name of a language" in words(save(more_language="¿?", _language="1"))


def test_a_review_is_over_when_the_words_change_and_the_page_says_so(save, row):
    assert "Spanish reviewed" in words(save(**SPANISH))
    assert text_in(row)["translations"]["es"]["reviewed_by"] == "Ana Ruiz"

    told = words(save(**SPANISH, heading="Call us at {phone}"))

    assert "The words changed, so the review is over of: Spanish." in told
    assert "Not reviewed yet." in told
    assert "reviewed_by" not in text_in(row)["translations"]["es"]
    again = {**SPANISH, "in-es-reviewed_on": "2026-11-25", "heading": "Call us at {phone}"}
    assert "Spanish reviewed" in words(save(**again))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"heading": ""}, "Enter a heading"),
        ({"in-es-steps": "Siéntese."}, "has 1 step, and the text has 2"),
        ({"in-es-reviewed_by": ""}, "Enter who reviewed the translation into Spanish, and when."),
        ({"in-es-reviewed_on": "soon"}, "Enter a date such as 2026-11-26."),
        ({"call": "nobody"}, "It says to call: Select a valid choice."),
    ],
)
def test_what_is_not_whole_is_refused_and_kept_on_the_page(save, row, changes, message):
    before = text_in(row)

    refused = save(**{**SPANISH, **changes, "source": "Typed and not saved"})

    assert refused.status_code == 422
    assert message in words(refused)
    assert "Typed and not saved" in refused.content.decode()
    assert text_in(row) == before


def test_a_translation_without_a_heading_is_taken_out(save, row):
    save(**SPANISH)
    save(**{**SPANISH, "in-es-heading": ""})

    assert "translations" not in text_in(row)


def test_a_stale_save_is_refused_and_can_be_made_all_the_same(save, desk, row, editor):
    rules = ruling.rules_of(row)
    ruling.save(row, {**rules, "version": "77"}, number=1, by=editor)

    refused = save(number=1)

    assert refused.status_code == 422
    assert "edith saved this draft after you opened it." in words(refused)
    assert "The patient text T5 is saved." in words(save())


def test_a_text_that_is_gone_leads_back_to_the_list(desk, row):
    shown = desk.get(at(row, "build/rules/text/?id=T77"), follow=True)

    assert "The patient text T77 is not in the draft any more." in words(shown)
