"""Worked cases in the builder: written without JSON, tried at once, and read by everybody."""

from __future__ import annotations

import json

import pytest

from intake import cases, draft_rows, drafting
from intake.domain import drafting as pure
from intake.domain.cases import Case
from intake.models import Questionnaire, WorkedCase
from tests.intake.building import at, make_form
from tests.intake.make import make_release
from tests.intake.reading import words
from tests.intake.working import case_at, make_case, make_draft

pytestmark = pytest.mark.django_db

ADD = "cases/add/"
WRITERS_PAGES = (ADD, "cases/import/")


@pytest.fixture
def desk(client, doctor):
    client.force_login(doctor)
    return client


@pytest.fixture
def leg_check(db):
    return make_release().questionnaire


def test_the_list_says_of_each_case_whether_it_agrees(desk, leg_check, doctor):
    assert "No worked cases yet" in words(desk.get(at(leg_check, "cases/")))
    make_case(leg_check, by=doctor)
    make_case(leg_check, by=doctor, name="C2", priority="soon")

    shown = words(desk.get(at(leg_check, "cases/")))

    assert "1 of 2 comes out otherwise" in shown
    assert "Tried on version 1" in shown
    assert "Never enter a real patient" in shown
    assert "Differs C2 Chest pain is an emergency. Priority: expected soon; came out" in shown
    assert "As expected C1 Chest pain is an emergency. Priority emergency" in shown


def test_a_case_is_found_by_its_words(desk, leg_check, doctor):
    make_case(leg_check, by=doctor)
    make_case(leg_check, by=doctor, name="C2", priority="soon")

    found = words(desk.get(at(leg_check, "cases/?q=SOON c2")))
    none = words(desk.get(at(leg_check, "cases/?q=cramp")))

    assert "1 of 2 comes out otherwise" in found
    assert "C2 Chest pain" in found
    assert "C1 Chest pain" not in found
    assert "No case has “cramp”" in none
    assert "Show all 2" in none


def test_cases_are_tried_on_the_draft_where_there_is_one(desk, editor):
    row = make_draft(editor)
    make_case(row, by=editor, priority="routine", message="Hello")
    made = pure.remove(draft_rows.document_of(row), "message")
    drafting.save(row, made, number=2, by=editor)

    shown = words(desk.get(at(row, "cases/")))

    assert "Tried on the draft" in shown
    assert "there is no question 'message'." in shown


def test_a_draft_that_cannot_be_read_is_told_and_what_patients_have_is_tried(desk, editor):
    row = make_draft(editor)
    make_case(row, by=editor)
    Questionnaire.objects.filter(pk=row.pk).update(draft_rules="{}")

    shown = words(desk.get(at(row, "cases/")))

    assert "Tried on version 1" in shown
    assert "The draft itself cannot be tried" in shown


def test_where_nothing_can_be_tried_the_page_says_why(desk, editor):
    row = make_form(editor)
    Questionnaire.objects.filter(pk=row.pk).update(draft_rules="{}")

    assert "Nothing can be tried yet" in words(desk.get(at(row, "cases/")))
    assert "Mend the draft first" in words(desk.get(at(row, ADD), follow=True))


def test_a_case_is_written_by_choosing_answers(desk, leg_check, doctor):
    form = words(desk.get(at(leg_check, ADD)))
    assert "Do you have chest pain" in form
    assert "0 of 12 answered" in form
    assert "Your full name" not in form
    assert "Never enter a real patient" in form

    typed = {
        "name": "C1",
        "why": "A clot in the lung.",
        "q-chest_pain": "true",
        "q-age": "64",
        "q-swelling": "one_leg",
        "q-symptoms": ["ache", "itch"],
        "priority": "emergency",
        "fired": ["E1"],
        "texts": ["T1"],
        "texts_only": "on",
    }
    done = desk.post(at(leg_check, ADD), typed, follow=True)

    assert "“C1” is saved. It comes out as expected." in words(done)
    row = WorkedCase.objects.get()
    assert row.written_by == doctor
    assert json.loads(row.answers) == {
        "chest_pain": True,
        "age": 64,
        "swelling": "one_leg",
        "symptoms": ["ache", "itch"],
    }
    assert json.loads(row.expect) == {
        "priority": "emergency",
        "fired": {"including": ["E1"]},
        "texts": ["T1"],
    }


def test_what_is_saved_and_differs_is_told_at_once(desk, leg_check):
    typed = {"name": "C1", "q-chest_pain": "true", "priority": "soon"}

    done = desk.post(at(leg_check, ADD), typed, follow=True)

    told = "“C1” is saved. It comes out otherwise: Priority: expected soon; came out emergency."
    assert told in words(done)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"priority": "soon"}, "Give the case a short name"),
        ({"name": "C2"}, "Say what must come out"),
        ({"name": "C1", "priority": "soon"}, "Another case is called “C1”"),
        ({"name": "C2", "priority": "soon", "q-age": "old"}, "Enter a whole number"),
        ({"name": "C2", "priority": "soon", "q-swelling": "huge"}, "Select a valid choice"),
        ({"name": "C2", "priority": "high"}, "Select a valid choice"),
        ({"name": "C2", "priority": "soon", "fired": "E99"}, "Select a valid choice"),
        ({"name": "x" * 41, "priority": "soon"}, "at most 40 characters"),
    ],
)
def test_what_is_missing_or_odd_is_told_and_what_was_typed_stays(
    desk, leg_check, doctor, typed, told
):
    make_case(leg_check, by=doctor)

    refused = desk.post(at(leg_check, ADD), {"why": "Because of this.", **typed})

    assert refused.status_code == 422
    assert told in words(refused)
    assert "Because of this." in words(refused)
    assert WorkedCase.objects.count() == 1


def test_a_case_is_changed_where_it_was_opened(desk, leg_check, doctor):
    row = make_case(leg_check, by=doctor, chest_pain=True, symptoms=["ache"])
    page = desk.get(case_at(row))
    typed = page.context["form"].initial | {"seen": page.context["seen"], "q-chest_pain": ""}

    desk.post(case_at(row), {**typed, "priority": "routine"})

    row.refresh_from_db()
    assert row.case.answers == {"symptoms": ["ache"]}
    assert row.case.expect == {"priority": "routine"}


def test_who_saves_second_is_stopped_once_and_loses_nothing(desk, leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)
    seen = desk.get(case_at(row)).context["seen"]
    cases.change(row, Case("C1", {}, {"ecq": "negative"}), seen=seen, by=editor)
    typed = {"name": "C1", "priority": "soon", "q-fever": "true"}

    stopped = desk.post(case_at(row), {**typed, "seen": seen})
    assert stopped.status_code == 422
    assert "edith saved this case after you opened it." in words(stopped)
    assert stopped.context["form"]["q-fever"].value() == "true"

    assert desk.post(case_at(row), {**typed, "seen": stopped.context["seen"]}).status_code == 302
    row.refresh_from_db()
    assert row.case.answers == {"fever": True}


def test_a_case_is_copied_deleted_exported_and_imported(desk, leg_check, doctor):
    row = make_case(leg_check, by=doctor)

    copied = desk.post(case_at(row, "copy/"), follow=True)
    assert "“C1” is copied. Change the copy now." in words(copied)
    assert "Delete “C1”?" in words(desk.get(case_at(row, "delete/")))
    assert "“C1” is deleted." in words(desk.post(case_at(row, "delete/"), follow=True))
    file = desk.get(at(leg_check, "cases/export/"))
    assert file["Content-Disposition"] == 'attachment; filename="leg-check.cases.json"'
    assert [entry["id"] for entry in json.loads(file.content)] == ["C1-copy"]

    text = file.content.decode().replace("C1-copy", "C9")
    done = desk.post(at(leg_check, "cases/import/"), {"document": text}, follow=True)

    assert "1 added, 0 replaced." in words(done)
    assert [case.name for case in leg_check.cases.all()] == ["C1-copy", "C9"]


@pytest.mark.parametrize("text", ["", "[NaN]", "{}", "[" * 5_000, '[{"id": "C1"}]'])
def test_an_import_that_is_refused_keeps_what_was_pasted(desk, leg_check, text):
    refused = desk.post(at(leg_check, "cases/import/"), {"document": text})

    assert refused.status_code == 422
    assert "Not saved yet" in words(refused)
    assert refused.context["form"]["document"].value() == text
    assert not WorkedCase.objects.exists()


@pytest.mark.parametrize("persona", ["nurse", "writer"])
def test_others_read_cases_and_write_none(client, leg_check, doctor, persona, request):
    row = make_case(leg_check, by=doctor, chest_pain=True, gone=5)
    make_case(leg_check, by=doctor, name="C2", symptoms=["ache"])
    client.force_login(request.getfixturevalue(persona))

    listed = words(client.get(at(leg_check, "cases/")))
    assert "Add a case" not in listed
    assert "Copy" not in listed
    read = words(client.get(case_at(row)))
    assert "Do you have chest pain, or pain when you take a deep breath? Yes" in read
    assert "gone 5 (there is no such question)" in read
    for page in WRITERS_PAGES:
        assert client.get(at(leg_check, page)).status_code == 403
        assert client.post(at(leg_check, page)).status_code == 403
    for page in ("", "copy/", "delete/"):
        assert client.post(case_at(row, page)).status_code == 403, page
    assert WorkedCase.objects.count() == 2


def test_a_case_of_another_questionnaire_is_not_found_here(desk, leg_check, doctor, editor):
    row = make_case(make_form(editor), by=doctor)

    assert desk.get(at(leg_check, f"cases/{row.pk}/")).status_code == 404
    assert desk.post(at(leg_check, f"cases/{row.pk}/delete/")).status_code == 404


def test_the_list_asks_the_database_little(desk, leg_check, doctor, django_assert_num_queries):
    for number in range(5):
        make_case(leg_check, by=doctor, name=f"C{number}")

    with django_assert_num_queries(13):
        desk.get(at(leg_check, "cases/"))
