"""The leg check in the builder: what its triage asks for can be reworded, and not be lost."""

from __future__ import annotations

import pytest

from intake import drafting
from tests.intake.building import at, question_at, typed_in
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def leg_check(editor):
    return drafting.start(make_release().questionnaire, by=editor)


def test_a_question_that_a_rule_asks_for_cannot_be_deleted(desk, leg_check):
    page = at(leg_check, "build/delete/")

    asked = words(desk.get(f"{page}?item=chest_pain"))
    refused = desk.post(page, {"item": "chest_pain", "number": 1}, follow=True)

    assert "The triage rule “E1”" in asked
    assert "Delete it" not in asked
    assert "Triage needs this as it is: triage rule “E1”" in words(refused)
    leg_check.refresh_from_db()
    assert leg_check.draft_number == 1


def test_what_no_rule_asks_for_can_be_deleted(desk, leg_check):
    page = at(leg_check, "build/delete/")

    assert "Delete it" in words(desk.get(f"{page}?item=message"))
    desk.post(page, {"item": "message", "number": 1})

    leg_check.refresh_from_db()
    assert '"message"' not in leg_check.draft


@pytest.mark.parametrize(
    ("name", "changes"),
    [("chest_pain", {"kind": "date"}), ("pregnancy", {"option-1-text": ""})],
)
def test_an_answer_that_a_rule_asks_for_cannot_be_taken_away(desk, leg_check, name, changes):
    address = question_at(leg_check, name)

    refused = desk.post(address, typed_in(desk, address, **changes))

    assert refused.status_code == 422
    assert "Triage needs this as it is" in words(refused)
    leg_check.refresh_from_db()
    assert leg_check.draft_number == 1


def test_its_words_can_be_changed_as_before(desk, leg_check):
    address = question_at(leg_check, "chest_pain")

    saved = desk.post(address, typed_in(desk, address, text="Does your chest hurt?"))

    assert saved.status_code == 302
