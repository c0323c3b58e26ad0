"""Worked cases are written by clinicians; nobody takes away what another wrote."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from clinic import audit
from clinic.models import AuditEvent
from intake import cases
from intake.domain.case_files import write_cases
from intake.models import WorkedCase
from tests.intake.make import make_release
from tests.intake.working import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def leg_check(db):
    return make_release().questionnaire


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


@pytest.mark.parametrize("persona", ["doctor", "editor", "administrator"])
def test_a_clinician_writes_a_case_and_it_is_audited(leg_check, persona, request):
    by = request.getfixturevalue(persona)

    row = make_case(leg_check, by=by)

    assert (row.case.id, row.case.answers) == ("C1", {"chest_pain": True})
    assert row.written_by == by
    event = last_event()
    assert (event.action, event.actor) == ("case added", by)
    assert event.detail == {"name": "C1", "questionnaire": "leg-check"}


@pytest.mark.parametrize("persona", ["nurse", "writer"])
def test_who_is_no_clinician_writes_none(leg_check, doctor, persona, request):
    row, by = make_case(leg_check, by=doctor), request.getfixturevalue(persona)
    acts = [
        lambda: cases.add(leg_check, row.case, by=by),
        lambda: cases.change(row, row.case, seen=cases.stamp(row), by=by),
        lambda: cases.copy(row, by=by),
        lambda: cases.remove(row, by=by),
        lambda: cases.take_in(leg_check, "[]", replaces=True, by=by),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    assert WorkedCase.objects.get() == row


def test_a_change_names_what_changed(leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)

    changed = cases.change(row, replace(row.case, why="New"), seen=cases.stamp(row), by=editor)

    assert (changed.why, changed.written_by) == ("New", editor)
    assert last_event().detail["changed"] == ["why"]


def test_saving_it_as_it_stands_makes_nobody_its_writer(leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)

    cases.change(row, row.case, seen=cases.stamp(row), by=editor)

    assert WorkedCase.objects.get().written_by == doctor
    assert last_event().action == "case added"


def test_nobody_takes_away_what_another_saved(leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)
    seen = cases.stamp(row)
    cases.change(row, replace(row.case, why="Edith’s"), seen=seen, by=editor)

    with pytest.raises(cases.ChangedMeanwhile, match="edith saved this case"):
        cases.change(row, replace(row.case, why="Ingrid’s"), seen=seen, by=doctor)

    assert WorkedCase.objects.get().why == "Edith’s"


def test_a_case_that_was_removed_is_not_changed(leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)
    cases.remove(WorkedCase.objects.get(), by=editor)

    with pytest.raises(cases.ChangedMeanwhile, match="removed"):
        cases.change(row, row.case, seen=cases.stamp(row), by=doctor)

    assert last_event().action == "case removed"


def test_two_cases_never_have_one_name(leg_check, doctor):
    first, second = (make_case(leg_check, by=doctor, name=name) for name in ("C1", "C2"))

    with pytest.raises(cases.CaseError, match="Another case is called “C1”"):
        make_case(leg_check, by=doctor, name="C1")
    with pytest.raises(cases.CaseError, match="Another case is called “C1”"):
        cases.change(second, first.case, seen=cases.stamp(second), by=doctor)


def test_a_copy_has_a_name_that_is_free(leg_check, doctor):
    row = make_case(leg_check, by=doctor, name="C" * 40)

    names = [cases.copy(row, by=doctor).name for _ in range(2)]

    assert names == ["C" * 35 + "-copy", "C" * 33 + "-copy-2"]
    assert WorkedCase.objects.get(name=names[1]).case.answers == row.case.answers


def test_a_file_comes_back_in_as_it_went_out(leg_check, doctor):
    make_case(leg_check, by=doctor)
    text = write_cases(row.case for row in leg_check.cases.all())
    cases.remove(WorkedCase.objects.get(), by=doctor)

    taken = cases.take_in(leg_check, text, replaces=False, by=doctor)

    assert taken == cases.TakenIn(added=1, replaced=0)
    assert write_cases(row.case for row in leg_check.cases.all()) == text


def test_an_import_replaces_only_when_it_is_told_to(leg_check, doctor, editor):
    row = make_case(leg_check, by=doctor)
    entry = {"id": "C1", "answers": {}, "expect": {"priority": "routine"}}
    text = json.dumps([entry, {**entry, "id": "C2"}])

    with pytest.raises(cases.CaseError, match="C1: there already"), transaction.atomic():
        cases.take_in(leg_check, text, replaces=False, by=editor)
    assert WorkedCase.objects.count() == 1

    assert cases.take_in(leg_check, text, replaces=True, by=editor) == cases.TakenIn(1, 1)
    row.refresh_from_db()
    assert (row.case.expect, row.written_by) == ({"priority": "routine"}, editor)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "no case in it"),
        ("[NaN]", "impossible number"),
        ('[{"id": "C1", "expect": {"priority": "high"}}]', "not a priority"),
    ],
)
def test_a_file_with_one_broken_case_is_refused_whole(leg_check, doctor, text, told):
    with pytest.raises(cases.CaseError, match=told):
        cases.take_in(leg_check, text, replaces=True, by=doctor)

    assert not WorkedCase.objects.exists()


def test_there_is_an_end_to_how_many_there_can_be(leg_check, doctor, monkeypatch):
    monkeypatch.setattr(cases, "MOST", 1)
    row = make_case(leg_check, by=doctor)

    with pytest.raises(cases.CaseError, match="at most 1"):
        cases.copy(row, by=doctor)


def test_nothing_is_kept_that_cannot_be_audited(leg_check, doctor, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(leg_check, by=doctor)

    assert not WorkedCase.objects.exists()
