"""Drafts: what an editor does before patients see anything."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from clinic import audit
from clinic.models import AuditEvent
from intake import answering, draft_rows, drafting, publishing, taking_in
from intake.domain import drafting as pure
from intake.domain.document import DefinitionError
from intake.models import Questionnaire, Release
from tests.intake.building import make_form, make_swelling
from tests.intake.make import DEFINITION, make_release, make_unfinished

pytestmark = pytest.mark.django_db


def reworded(row, text="Is one of your legs swollen?", name="swelling"):
    return pure.change(draft_rows.document_of(row), name, text=text)


@pytest.fixture
def leg_check(editor):
    """The published leg check, with a draft."""
    return drafting.start(make_release().questionnaire, by=editor)


def actions():
    return [event.action for event in AuditEvent.objects.order_by("id")]


def test_a_new_questionnaire_begins_with_a_page_and_is_not_published(editor):
    row = taking_in.create("Before your visit!", by=editor, description="Three questions.")

    assert (row.slug, row.title, row.draft_number) == ("before-your-visit", "Before your visit!", 1)
    assert [each.text for each in pure.outline(draft_rows.document_of(row))] == ["First page"]
    assert not Release.objects.exists()
    assert actions() == ["questionnaire created"]
    assert taking_in.create("Before your visit", by=editor).slug == "before-your-visit-2"


def test_a_draft_begins_as_a_copy_of_the_newest_version(leg_check, editor):
    published = json.loads(DEFINITION.read_text(encoding="utf-8"))

    assert draft_rows.document_of(leg_check) == published
    assert leg_check.draft_rules == Release.objects.get().rules
    assert leg_check.draft_saved_by == editor


def test_who_begins_to_edit_what_is_edited_goes_on_with_it(leg_check, editor):
    drafting.save(leg_check, reworded(leg_check), number=1, by=editor)

    again = drafting.start(leg_check, by=editor)

    assert "Is one of your legs swollen?" in again.draft
    assert again.draft_number == 2


def test_a_save_is_kept_and_audited_and_one_without_a_change_is_neither(leg_check, editor):
    saved = drafting.save(leg_check, reworded(leg_check), number=1, by=editor, about="swelling")
    drafting.save(leg_check, draft_rows.document_of(saved), number=2, by=editor)

    leg_check.refresh_from_db()
    assert leg_check.draft_number == 2
    event = AuditEvent.objects.order_by("id").last()
    assert (event.action, event.actor, event.detail) == (
        *("draft saved", editor),
        {"number": 2, "about": "swelling"},
    )


def test_a_stale_save_is_refused_and_names_who_was_faster(leg_check, editor, administrator):
    drafting.save(leg_check, reworded(leg_check), number=1, by=administrator)

    with pytest.raises(draft_rows.ChangedMeanwhile, match="ada saved this draft after you opened"):
        drafting.save(leg_check, reworded(leg_check, "Mine"), number=1, by=editor)

    leg_check.refresh_from_db()
    assert "Mine" not in leg_check.draft


def test_a_save_is_undone_when_it_cannot_be_audited(leg_check, editor, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(IntegrityError):
        drafting.save(leg_check, reworded(leg_check), number=1, by=editor)

    leg_check.refresh_from_db()
    assert leg_check.draft_number == 1


@pytest.mark.parametrize("persona", ["nurse", "writer", "doctor"])
def test_who_only_reads_questionnaires_does_not_change_them(leg_check, persona, request):
    reader = request.getfixturevalue(persona)
    acts = [
        lambda: taking_in.create("Mine", by=reader),
        lambda: taking_in.take_in("{}", by=reader),
        lambda: drafting.start(leg_check, by=reader),
        lambda: drafting.save(leg_check, reworded(leg_check), number=1, by=reader),
        lambda: drafting.publish(leg_check, number=1, by=reader),
        lambda: drafting.discard(leg_check, number=1, by=reader),
    ]
    before = actions()

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    assert actions() == before


def test_publishing_freezes_the_draft_as_the_next_version(leg_check, editor):
    saved = drafting.save(leg_check, reworded(leg_check), number=1, by=editor)

    release = drafting.publish(saved, number=2, by=editor)

    assert (release.version, release.published_by) == (2, editor)
    assert release.definition.by_id["swelling"].text == "Is one of your legs swollen?"
    assert release.definition.version == "3"  # the file came as 2, so no two are called alike
    leg_check.refresh_from_db()
    assert not leg_check.has_draft
    assert Release.objects.get(version=1).definition.by_id["swelling"].text == "Is a leg swollen?"
    with pytest.raises(draft_rows.NoDraft):
        drafting.save(leg_check, {"title": "x"}, number=leg_check.draft_number, by=editor)


def test_what_was_begun_finishes_on_the_version_it_began(leg_check, editor):
    key, secret = make_unfinished(Release.objects.get())
    saved = drafting.save(leg_check, reworded(leg_check), number=1, by=editor)
    drafting.publish(saved, number=2, by=editor)

    opened = answering.opened(key, secret, now=timezone.now())

    assert opened.definition.by_id["swelling"].text == "Is a leg swollen?"
    assert Release.objects.newest("leg-check").version == 2


def test_a_draft_that_could_not_be_filled_in_is_not_published(editor):
    row = make_form(editor)

    with pytest.raises(drafting.NotReady, match="no question yet"):
        drafting.publish(row, number=row.draft_number, by=editor)

    assert not Release.objects.exists()


def test_what_was_not_read_is_not_published(leg_check, editor, administrator):
    drafting.save(leg_check, reworded(leg_check), number=1, by=administrator)

    with pytest.raises(draft_rows.ChangedMeanwhile):
        drafting.publish(leg_check, number=1, by=editor)


def test_a_new_form_is_published_with_rules_that_thank(editor):
    row = make_swelling(editor)

    release = drafting.publish(row, number=row.draft_number, by=editor)

    assert (release.version, release.slug) == (1, "before-your-visit")
    assert [rule.id for rule in release.ruleset.rules] == ["R"]


def test_a_discarded_draft_is_gone_and_what_is_published_stays(leg_check, editor):
    drafting.discard(leg_check, number=1, by=editor)

    leg_check.refresh_from_db()
    assert not leg_check.has_draft
    assert leg_check.draft_saved_by is None
    assert actions()[-1] == "draft discarded"


def test_a_form_that_was_never_published_goes_with_its_draft(editor):
    row = make_form(editor)

    drafting.discard(row, number=row.draft_number, by=editor)

    assert not Questionnaire.objects.exists()


def test_an_import_keeps_what_it_does_not_know(editor):
    items = [{"linkId": "1", "text": "Do your feet hurt?", "type": "boolean", "foreign": [1.5]}]
    document = {"resourceType": "Questionnaire", "name": "Feet_2026", "item": items, "x": {"y": 1}}

    row = taking_in.take_in(json.dumps(document), by=editor).row

    kept = publishing.parse(row.draft)
    assert (row.slug, kept["name"]) == ("Feet_2026", "Feet_2026")
    assert kept["item"][0]["foreign"] == [1.5]
    assert kept["x"] == {"y": 1}
    assert actions() == ["questionnaire imported"]


def test_an_import_can_be_the_next_version_of_what_is_there(editor):
    row = make_release().questionnaire
    document = DEFINITION.read_text(encoding="utf-8").replace("Leg check", "New legs")

    taken = taking_in.take_in(document, into=row, by=editor).row

    assert taken.pk == row.pk
    assert taken.title == "Leg check"  # until it is published
    with pytest.raises(draft_rows.DraftThere, match="has a draft already"):
        taking_in.take_in(document, into=row, by=editor)


def test_a_foreign_name_stays_and_leads_to_its_row(editor):
    items = [{"linkId": "1", "text": "Do your feet hurt?", "type": "boolean"}]
    document = {"resourceType": "Questionnaire", "name": "Feet & more", "item": items}
    row = taking_in.take_in(json.dumps(document), by=editor).row

    release = drafting.publish(row, number=row.draft_number, by=editor)

    assert release.questionnaire == row
    assert publishing.parse(release.document)["name"] == "Feet & more"
    twin = taking_in.take_in(json.dumps(document), by=editor).row
    other = draft_rows.document_of(twin)
    assert other["name"] == twin.slug == "feet-more-2"
    assert other["url"] == "urn:upstream:questionnaire:feet-more-2"  # two never share one


def test_an_import_from_elsewhere_goes_on_as_what_it_takes_the_place_of(editor):
    row = make_release().questionnaire
    document = json.loads(DEFINITION.read_text(encoding="utf-8"))
    foreign = {**document, "url": "https://else.example/legs", "name": "OtherLegs"}

    brought = taking_in.take_in(json.dumps(foreign), into=row, by=editor)
    release = drafting.publish(row, number=brought.row.draft_number, by=editor)

    assert (release.questionnaire, release.version) == (row, 2)
    assert release.definition.url == document["url"]
    assert any("its url is now that of" in sentence for sentence in brought.repaired)


def test_what_is_no_questionnaire_is_not_imported(editor):
    with pytest.raises(DefinitionError, match="not a FHIR Questionnaire"):
        taking_in.take_in('{"resourceType": "Patient"}', by=editor)

    assert not Questionnaire.objects.exists()
