"""A draft is tried out on the patient's own pages, and not one row is written."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from clinic.urls import patterns
from intake import draft_rows, drafting, taking_in
from intake.domain import drafting as pure
from tests.intake.building import add, at, make_form, make_swelling
from tests.intake.make import CALM, make_profile, make_release
from tests.intake.reading import words

EVERY_TYPE = Path(__file__).resolve().parents[1] / "every_type.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    make_profile()
    return client


@pytest.fixture
def row(editor):
    return make_swelling(editor)


def rows_there() -> dict[str, int]:
    """Count every row there is; a session only remembers when staff were last here."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model._meta.label: model.objects.count() for model in models}


def walk(client, row, **typed):
    """Answer page after page of the preview; return every page that was shown."""
    shown = [client.get(at(row, "preview/"), follow=True)]
    for _ in range(60):
        here = shown[-1].wsgi_request.get_full_path()
        if "/preview/end/" in here:
            return shown
        shown.append(client.post(here, typed, follow=True))
    raise AssertionError(words(shown[-1]))


def test_a_draft_is_walked_as_patients_would_and_nothing_is_stored(desk, row):
    before = rows_there()

    shown = walk(desk, row, is_a_leg_swollen="true", which_leg="left", your_name="Nobody")

    told = [words(page) for page in shown]
    assert all("Nothing is stored or sent. Use made-up answers." in page for page in told)
    assert "Is a leg swollen?" in told[0]
    assert any("Check your answers" in page and "Left" in page for page in told)
    assert "Priority: Routine" in told[-1]
    assert rows_there() == before


def test_a_branch_that_is_not_opened_is_not_shown(desk, row):
    shown = walk(desk, row, is_a_leg_swollen="false", your_name="Nobody")

    assert not any("Which leg?" in words(page) for page in shown)


def test_an_alert_interrupts_the_preview_too(desk):
    row = make_release().questionnaire

    shown = walk(desk, row, **{**CALM, "chest_pain": "true"})

    told = [words(page) for page in shown]
    alert = next(page for page in told if "I have read this; go on" in page)
    assert "Call 911" in alert
    assert "Do you have chest pain" in alert
    assert "Priority: Emergency" in told[-1]


def test_what_is_mistyped_is_told_as_patients_would_be_told(desk, row, editor):
    document = pure.change(draft_rows.document_of(row), "is_a_leg_swollen", required=True)
    row = drafting.save(row, document, number=row.draft_number, by=editor)
    first = desk.get(at(row, "preview/"), follow=True)

    refused = desk.post(first.wsgi_request.get_full_path(), {})

    assert refused.status_code == 422
    assert "There is a problem" in words(refused)


def test_answers_can_be_changed_from_the_check_page(desk, row):
    shown = walk(desk, row, is_a_leg_swollen="true", which_leg="left", your_name="Nobody")
    check = next(page for page in shown if "Check your answers" in words(page))
    ((_, rows),) = [each for each in check.context["sections"] if each[0]][:1]

    changed = desk.post(rows[0][2], {"is_a_leg_swollen": "false"}, follow=True)

    assert "Check your answers" in words(changed)
    assert "Which leg?" not in words(changed)


def test_a_draft_that_changed_meanwhile_begins_again(desk, row, editor):
    shown = desk.get(at(row, "preview/"), follow=True)
    add(row, "boolean", "Do you smoke?", by=editor)

    again = desk.get(shown.wsgi_request.get_full_path())

    assert "The questionnaire has changed meanwhile" in words(again)


@pytest.mark.parametrize("state", ["x", "a:b:c", "%00"])
def test_a_state_that_was_tampered_with_begins_again(desk, row, state):
    assert "begins again" in words(desk.get(at(row, f"preview/page/?at=first_page&state={state}")))


def test_a_form_without_a_question_says_what_to_do(desk, editor):
    shown = words(desk.get(at(make_form(editor), "preview/"), follow=True))

    assert "It cannot be shown to patients yet" in shown


def test_very_long_answers_do_not_make_an_address_too_long(desk, row, editor):
    for number in range(12):
        add(row, "text", f"Story {number}", by=editor)
    typed = {f"story_{number}": f"{number} " + "many words " * 300 for number in range(12)}

    shown = walk(desk, row, is_a_leg_swollen="false", your_name="Nobody", **typed)

    assert max(len(page.wsgi_request.get_full_path()) for page in shown) < 7000


def test_who_reads_questionnaires_tries_them_out_too(client, nurse, editor):
    row = make_swelling(editor)
    client.force_login(nurse)
    make_profile()

    assert "Is a leg swollen?" in words(client.get(at(row, "preview/"), follow=True))


def test_to_save_and_come_back_is_only_told_of(desk, row):
    first = desk.get(at(row, "preview/"), follow=True).wsgi_request.get_full_path()

    told = desk.post(first, {"save-and-come-back": "1"})

    assert "Here patients get a code" in words(told)


def test_what_repeats_is_added_and_taken_away(desk, editor):
    row = make_form(editor)
    name = add(row, "group", "Medicine", by=editor)
    add(row, "string", "Its name", by=editor, parent=name)
    document = pure.change(draft_rows.document_of(row), name, repeats=True)
    row = drafting.save(row, document, number=row.draft_number, by=editor)
    before = rows_there()

    ending = desk.get(at(row, "preview/"), follow=True)
    asked = desk.post(ending.wsgi_request.get_full_path(), {"more": "true"}, follow=True)
    assert "Its name" in words(asked)
    typed = {f"{'its_name'}@0": "Aspirin"}
    ending = desk.post(asked.wsgi_request.get_full_path(), typed, follow=True)
    assert "another" in words(ending)
    here = ending.wsgi_request.get_full_path()
    saved = desk.post(here, {"save-and-come-back": "1"}, follow=True)
    assert "Here patients get a code" in words(saved)
    twice = desk.post(here, {"remove": "7"}, follow=True)  # what is not there any more
    assert words(twice) == words(ending)
    taken = desk.post(ending.wsgi_request.get_full_path(), {"remove": "0"}, follow=True)
    done = desk.post(taken.wsgi_request.get_full_path(), {"more": "false"}, follow=True)

    assert "Check your answers" in words(done)
    assert rows_there() == before


def test_a_photo_is_neither_missed_nor_taken(desk, editor):
    row = make_form(editor)
    name = add(row, "attachment", "A photo of your leg", by=editor)
    document = pure.change(draft_rows.document_of(row), name, required=True)
    row = drafting.save(row, document, number=row.draft_number, by=editor)
    before = rows_there()

    shown = walk(desk, row)

    assert "Check your answers" in words(shown[-2])
    assert rows_there() == before


def test_an_answer_that_nobody_can_change_has_no_way_to_change_it(desk, row, editor):
    document = draft_rows.document_of(row)
    fixed = {"linkId": "score", "type": "integer", "text": "Score", "readOnly": True}
    document["item"].append({**fixed, "initial": [{"valueInteger": 12}]})
    drafting.save(row, document, number=row.draft_number, by=editor)

    shown = walk(desk, row, is_a_leg_swollen="false", your_name="Nobody")

    assert "Score 12" in words(shown[-2])
    assert "Change : Your name" in words(shown[-2])
    assert "Change : Score" not in words(shown[-2])


def test_every_type_of_question_can_be_tried_out(desk, editor):
    row = taking_in.take_in(EVERY_TYPE.read_text(encoding="utf-8"), by=editor).row

    first = desk.get(at(row, "preview/"), follow=True)
    document = draft_rows.document_of(row)

    assert first.status_code == 200
    for item in pure.outline(document):
        assert pure.question(document, item.link_id).kind, item


def test_a_server_for_staff_alone_shows_the_preview_too(desk, row, settings):
    staff_alone = ModuleType("staff_alone")
    staff_alone.urlpatterns = patterns("staff")
    settings.ROOT_URLCONF = staff_alone

    shown = walk(desk, row, is_a_leg_swollen="true", which_leg="left", your_name="Nobody")

    assert "Priority: Routine" in words(shown[-1])
