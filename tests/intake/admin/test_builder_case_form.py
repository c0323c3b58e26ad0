"""The form of a worked case: every kind of question, what is lost, what is taken over."""

from __future__ import annotations

import json

import pytest

from intake import cases, publishing
from intake.domain.cases import Case
from intake.domain.items import ItemType
from intake.models import WorkedCase
from tests.intake.building import at
from tests.intake.make import EVERY_TYPE, RECEIPT_RULES, make_release
from tests.intake.reading import words
from tests.intake.working import case_at, make_case

pytestmark = pytest.mark.django_db

ADD = "cases/add/"


@pytest.fixture
def desk(client, doctor):
    client.force_login(doctor)
    return client


@pytest.fixture
def leg_check(db):
    return make_release().questionnaire


def test_what_comes_out_is_shown_and_taken_without_being_saved(desk, leg_check):
    typed = {"q-chest_pain": "true", "q-swelling": "one_leg"}

    tried = desk.post(at(leg_check, ADD), {**typed, "_try": "1"})
    taken = desk.post(at(leg_check, ADD), {**typed, "priority": "soon", "_take": "1"})

    assert "Priority – emergency" in words(tried)
    form = taken.context["form"]
    assert form["priority"].value() == "emergency"
    assert "E1" in form["fired"].value()
    assert form["q-swelling"].value() == "one_leg"
    assert tried.status_code == taken.status_code == 200
    assert not WorkedCase.objects.exists()


def test_answers_that_are_lost_are_named_first_and_hidden_ones_stay(desk, leg_check, doctor):
    answers = {"gone": True, "swelling": "huge", "name": "Nobody", "fever": True}
    row = cases.add(leg_check, Case("C1", answers, {"priority": "soon"}), by=doctor)

    page = desk.get(case_at(row))
    assert "These answers go when you save gone: there is no such question." in words(page)
    assert "swelling: 'huge' is no answer to it." in words(page)
    typed = page.context["form"].initial | {"seen": page.context["seen"]}
    desk.post(case_at(row), typed)

    row.refresh_from_db()
    assert row.case.answers == {"name": "Nobody", "fever": True}


def test_a_rule_that_is_gone_stays_expected_until_it_is_unticked(desk, leg_check, doctor):
    row = make_case(leg_check, by=doctor)
    row.expect = json.dumps({"fired": ["E1", "OLD"], "pattern": "lymphatic"})
    row.save()

    page = desk.get(case_at(row))

    assert "OLD (gone)" in words(page)
    assert "lymphatic (gone)" in words(page)


def test_every_kind_of_question_can_be_answered(desk, doctor):
    text = EVERY_TYPE.read_text(encoding="utf-8")
    row = publishing.publish(text, RECEIPT_RULES, by=None).questionnaire
    page = desk.get(at(row, ADD))
    typed = {"name": "E1", "priority": "routine", **dict(_one_of_each(page.context["form"]))}

    done = desk.post(at(row, ADD), typed, follow=True)

    assert "“E1” is saved. It comes out as expected." in words(done)
    kept = WorkedCase.objects.get()
    assert len(kept.case.answers) == len(page.context["form"].boxes)
    again = desk.get(case_at(kept)).context["form"]
    assert not again.lost
    unchanged = {**again.initial, "seen": cases.stamp(kept)}
    desk.post(case_at(kept), unchanged)
    kept.refresh_from_db()
    assert cases.stamp(kept) == unchanged["seen"]


def _one_of_each(form):
    """Yield something to type or choose for each question."""
    native = {"date": "2026-11-01", "time": "14:30", "datetime-local": "2026-11-01T14:30"}
    for boxes in form.boxes:
        field = form.fields[boxes.name]
        choices = [value for value, _ in getattr(field, "choices", []) if value]
        kind = field.widget.input_type if hasattr(field.widget, "input_type") else ""
        is_day = boxes.item.type == ItemType.DATE
        yield boxes.name, choices[0] if choices else native.get("date" if is_day else kind, "7")
