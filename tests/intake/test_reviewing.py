"""A signature for translations is kept whole, with who entered it, or not at all."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from clinic import audit
from intake import draft_rows, drafting, reviewing, ruling
from intake.domain.ruling import reviews
from tests.intake.make import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


def sign(row, by, **how):
    rules = json.loads(row.draft_rules or row.releases.get().rules)
    shown = {pair.name: pair.stamp for pair in reviews.pairs(rules, "es")}
    who = {"translator": "Rosa Vidal, CHI", "on": date(2026, 1, 20), "by": by}
    return reviewing.sign(row, "es", shown, **who, **how)


def test_a_signature_is_undone_when_it_cannot_be_audited(row, editor, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(IntegrityError):
        sign(row, editor)

    row.refresh_from_db()
    assert "Rosa Vidal" not in row.draft_rules


def test_a_signature_changes_no_other_rule_and_makes_older_pages_stale(row, editor):
    before = ruling.rules_of(row)

    sign(row, editor)

    row.refresh_from_db()
    after = ruling.rules_of(row)
    assert {**after, "texts": {}} == {**before, "texts": {}}
    with pytest.raises(draft_rows.ChangedMeanwhile):
        ruling.save(row, before, number=1, by=editor)


def test_without_a_draft_only_who_wants_to_begin_one_signs(row, editor):
    drafting.discard(row, number=1, by=editor)
    row.refresh_from_db()

    with pytest.raises(draft_rows.NoDraft):
        sign(row, editor)
    assert len(sign(row, editor, begins=True).names) == 8


def test_who_may_not_edit_signs_nothing(row, doctor):
    with pytest.raises(PermissionDenied):
        sign(row, doctor)
