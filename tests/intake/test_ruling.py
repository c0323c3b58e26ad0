from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from clinic.models import AuditEvent
from intake import draft_rows, drafting, ruling
from intake.domain.drafting.tree import DraftError
from intake.domain.ruling import editing
from intake.domain.ruling.parts import RULES, Place
from tests.intake.make import make_release

pytestmark = pytest.mark.django_db

E2 = Place(RULES, "E2")


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


def test_rules_are_kept_with_who_changed_which(row, editor):
    made = editing.change(ruling.rules_of(row), E2, {"reason": "Bleeding now"})

    kept = ruling.save(row, made, number=1, by=editor)

    assert ruling.rules_of(kept) == made
    assert (kept.draft_number, kept.draft_saved_by) == (2, editor)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.detail["about"]) == ("rules saved", "rule E2")


def test_what_changes_nothing_is_not_saved(row, editor):
    ruling.save(row, ruling.rules_of(row), number=1, by=editor)

    row.refresh_from_db()
    assert row.draft_number == 1


def test_rules_that_could_not_be_read_are_not_saved(row, editor):
    made = editing.change(ruling.rules_of(row), E2, {"text": "T99"})

    with pytest.raises(DraftError, match="Rule E2: the text 'T99' does not exist"):
        ruling.save(row, made, number=1, by=editor)

    row.refresh_from_db()
    assert row.draft_number == 1


def test_what_a_colleague_saved_is_not_taken_away(row, editor, administrator):
    rules = ruling.rules_of(row)
    ruling.save(row, editing.change(rules, E2, {"source": "NHS"}), number=1, by=administrator)

    with pytest.raises(draft_rows.ChangedMeanwhile, match="ada saved this draft"):
        ruling.save(row, editing.change(rules, E2, {"source": "NICE"}), number=1, by=editor)


def test_who_may_not_edit_changes_no_rule(row, doctor):
    with pytest.raises(PermissionDenied):
        ruling.save(row, {}, number=1, by=doctor)


def test_without_a_draft_there_is_nothing_to_change(editor):
    published = make_release().questionnaire

    with pytest.raises(draft_rows.NoDraft):
        ruling.save(published, {}, number=0, by=editor)
