"""A newer version that came with the software: seen, compared, and taken over only as a draft."""

from __future__ import annotations

import json

import pytest

from intake import drafting, preparing, publishing
from intake.domain import patient_texts
from intake.domain.reading.source import write
from intake.models import Questionnaire, Release
from tests.intake.building import at, make_form
from tests.intake.reading import words
from tests.intake.shipped import shipped

pytestmark = pytest.mark.django_db

NAME = "before-your-ultrasound"
NOTE = "ships a newer version of this form"


@pytest.fixture
def row(editor) -> Questionnaire:
    """A form that began with an older version, since changed by the clinic, and translated."""
    document = shipped(NAME) | {"description": "As we ask it.", "version": "7"}
    rules = patient_texts.reviewed(shipped(NAME, ".triage"), "Rosa Diaz, CMI", "2026-03-02")
    changed = next(iter(rules["texts"].values()))
    changed["heading"] = "Call us, we said before"
    return publishing.publish(write(document), write(rules), by=editor).questionnaire


def test_a_newer_version_is_named_and_patients_keep_theirs(desk, row):
    (told,) = preparing.tell_of_newer_forms()
    assert f"brings a newer “{row}” than your patients have" in told

    assert NOTE in words(desk.get(at(row)))
    page = words(desk.get(at(row, "newer/")))
    assert "From your version 1" in page
    assert "As we ask it." in page
    assert "Call us, we said before" in page
    assert "as a whole" not in page
    assert Release.objects.newest(NAME).definition.description == "As we ask it."


def test_it_is_taken_over_as_a_draft_that_an_editor_publishes(desk, row, editor):
    page = desk.post(at(row, "newer/"), follow=True)

    assert "The newer version is your draft now" in words(page)
    row.refresh_from_db()
    draft = json.loads(row.draft)
    assert draft["description"] == shipped(NAME)["description"]
    assert Release.objects.get().slug == NAME

    release = drafting.publish(row, number=row.draft_number, by=editor)
    assert json.loads(release.document)["version"] == "8"
    assert NOTE not in words(desk.get(at(row)))
    assert desk.get(at(row, "newer/")).status_code == 302


def test_words_that_did_not_change_need_no_second_review(desk, row):
    before = json.loads(Release.objects.get().rules)
    desk.post(at(row, "newer/"))
    row.refresh_from_db()

    after = json.loads(row.draft_rules)

    changed, *same = before["texts"]
    assert patient_texts.unreviewed(after, "es") == (changed,)
    for name in same:
        assert after["texts"][name] == before["texts"][name]


def test_a_draft_that_somebody_works_on_is_not_replaced(desk, row, editor):
    drafting.start(row, by=editor)
    row.refresh_from_db()

    page = desk.post(at(row, "newer/"), follow=True)

    assert "has a draft already" in words(page)
    assert Questionnaire.objects.get().draft == row.draft


def test_who_only_reads_may_compare_and_no_more(client, nurse, row):
    client.force_login(nurse)

    assert "Take it over" not in words(client.get(at(row, "newer/")))
    assert client.post(at(row, "newer/")).status_code == 403


@pytest.mark.parametrize("for_the_sample", [True, False])
def test_what_ships_now_and_what_never_shipped_are_not_called_old(desk, editor, for_the_sample):
    preparing.publish_forms(for_the_sample=for_the_sample)
    make_form(editor)

    assert list(preparing.tell_of_newer_forms()) == []
    for row in Questionnaire.objects.all():
        assert NOTE not in words(desk.get(at(row)))
