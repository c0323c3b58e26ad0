"""A draft from any version: told what it replaces, and taking nothing away unseen."""

from __future__ import annotations

import json

import pytest

from clinic.models import AuditEvent
from intake import draft_rows, drafting, ruling
from intake.domain import drafting as pure
from intake.domain.ruling import editing
from intake.domain.ruling.parts import RULES, Place
from intake.models import Release
from tests.intake.building import at
from tests.intake.make import make_release
from tests.intake.reading import fields, words

pytestmark = pytest.mark.django_db

AGAIN = "versions/1/again/"
E2 = Place(RULES, "E2")


def changed(row, text: str, by):
    """Change a question and a rule of the draft."""
    row = drafting.start(row, by=by)
    made = pure.change(draft_rows.document_of(row), "swelling", text=text)
    row = drafting.save(row, made, number=row.draft_number, by=by)
    rules = editing.change(ruling.rules_of(row), E2, {"reason": text})
    return ruling.save(row, rules, number=row.draft_number, by=by)


@pytest.fixture
def row(editor):
    """Two versions of the leg check, and nobody edits."""
    row = changed(make_release().questionnaire, "Is one of your legs swollen?", editor)
    drafting.publish(row, number=row.draft_number, by=editor)
    row.refresh_from_db()
    return row


def test_a_draft_begins_from_an_earlier_version_with_its_rules(desk, row, editor):
    listed = desk.get(at(row, "versions/")).content.decode()
    assert f'href="{at(row, AGAIN)}"' in listed
    assert f'href="{at(row, "versions/2/again/")}"' not in listed  # that is “Start editing”

    shown = desk.get(at(row, AGAIN))
    assert "Nobody is editing now." in words(shown)
    assert "What it changes of version 2" in words(shown)
    assert "It now reads “Is a leg swollen?” (before: “Is one of your legs" in words(shown)
    told = words(desk.post(at(row, AGAIN), fields(shown), follow=True))

    assert "The draft is a copy of version 1 now." in told
    row.refresh_from_db()
    first, newest = Release.objects.order_by("version")
    assert row.draft_rules == first.rules
    document = draft_rows.document_of(row)
    assert document["item"] == json.loads(first.document)["item"]
    assert document["version"] == json.loads(newest.document)["version"]
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor, event.detail["version"]) == ("draft begun", editor, 1)


def test_what_begins_from_an_earlier_version_is_published_under_the_next_number(row, editor):
    old = Release.objects.get(version=1)

    row = drafting.start_again(row, old, number=row.draft_number, by=editor)
    release = drafting.publish(row, number=row.draft_number, by=editor)

    versions = [json.loads(each.document)["version"] for each in row.releases.all()]
    assert release.version == 3
    assert release.definition.by_id["swelling"].text == "Is a leg swollen?"
    assert len(set(versions)) == 3


def test_the_present_draft_is_told_before_it_is_replaced(desk, row, editor):
    row = changed(row, "Swollen?", editor)

    shown = desk.get(at(row, AGAIN))
    assert "The present draft is replaced:" in words(shown)
    assert "edith saved it" in words(shown)
    assert "It now reads “Is a leg swollen?” (before: “Swollen?”)" in words(shown)
    assert "Rule E2" in words(shown)
    desk.post(at(row, AGAIN), fields(shown))

    row.refresh_from_db()
    assert row.draft_rules == Release.objects.get(version=1).rules
    assert "Swollen?" not in row.draft
    assert AuditEvent.objects.latest("pk").action == "draft replaced"


@pytest.mark.parametrize("meanwhile", ["saved", "discarded"])
def test_what_a_colleague_did_meanwhile_is_not_taken_away(
    desk, row, editor, administrator, meanwhile
):
    row = changed(row, "Swollen?", editor)
    shown = fields(desk.get(at(row, AGAIN)))
    if meanwhile == "saved":
        row = changed(row, "Hers?", administrator)
    else:
        drafting.discard(row, number=row.draft_number, by=administrator)

    refused = desk.post(at(row, AGAIN), shown)

    assert refused.status_code == 422
    assert "Nothing is replaced. Read once more what would be." in words(refused)
    row.refresh_from_db()
    assert ("Hers?" in row.draft) == (meanwhile == "saved")
    if meanwhile == "saved":
        assert "(before: “Hers?”)" in words(refused)
    assert desk.post(at(row, AGAIN), fields(refused)).status_code == 302


def test_who_only_reads_starts_nothing_again(client, row, nurse):
    client.force_login(nurse)

    assert "Start again" not in words(client.get(at(row, "versions/")))
    assert client.get(at(row, AGAIN)).status_code == 403
    assert client.post(at(row, AGAIN), {"number": row.draft_number}).status_code == 403


def test_a_version_that_is_not_there_begins_nothing(desk, row):
    assert desk.get(at(row, "versions/9/again/")).status_code == 404
    assert desk.post(at(row, "versions/9/again/"), {"number": row.draft_number}).status_code == 404
