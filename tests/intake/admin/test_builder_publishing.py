"""Before publishing and after it: faults with ways to them, versions and what they changed."""

from __future__ import annotations

import json

import pytest

from intake import draft_rows, drafting, taking_in
from intake.domain import drafting as pure
from intake.domain.reading import source
from intake.models import Release
from tests.intake.building import add, at, make_form, make_swelling, question_at
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def leg_check(editor):
    """The leg check, published, with a draft in which one question reads otherwise."""
    row = drafting.start(make_release().questionnaire, by=editor)
    made = pure.change(draft_rows.document_of(row), "swelling", text="Is one of your legs swollen?")
    return drafting.save(row, made, number=1, by=editor)


def publish(client, row, **typed):
    wish = {"number": row.draft_number, **typed}
    return client.post(at(row, "build/check/"), wish, follow=True)


def test_a_sound_draft_shows_what_changes_and_is_published(desk, leg_check):
    shown = words(desk.get(at(leg_check, "build/check/")))
    assert "Mend this first" not in shown
    assert "Have them translated anew." in shown
    assert "It now reads “Is one of your legs swollen?” (before: “Is a leg swollen?”)" in shown

    done = publish(desk, leg_check, confirmed="yes")

    assert "“Leg check” is published as version 2. Patients find it at http://" in words(done)
    assert Release.objects.newest("leg-check").version == 2


def test_each_fault_has_a_way_to_its_question(desk, editor):
    row = make_form(editor)
    name = add(row, "choice", "Which leg?", by=editor)

    shown = desk.get(at(row, "build/check/")).content.decode()

    assert "Mend this first" in shown
    assert f'href="{question_at(row, name)}">2 Which leg?' in shown
    assert "It has no options to choose from." in shown
    assert "Publish version 1</button>" not in shown
    assert "no options" in words(publish(desk, row))
    assert not Release.objects.exists()


def test_what_is_only_advice_is_confirmed(desk, editor):
    row = make_swelling(editor)

    refused = desk.post(at(row, "build/check/"), {"number": row.draft_number})
    assert refused.status_code == 422
    assert "Tick the box" in words(refused)

    publish(desk, row, confirmed="yes")

    assert Release.objects.get().slug == "before-your-visit"


def test_a_dead_rule_is_told_and_stops_publishing(desk, leg_check, editor):
    made = pure.remove(draft_rows.document_of(leg_check), "fever")
    drafting.discard(leg_check, number=leg_check.draft_number, by=editor)
    row = taking_in.take_in(source.write(made), into=leg_check, by=editor).row

    shown = words(desk.get(at(row, "build/check/")))

    assert "asks for “fever”, which is not there." in shown
    publish(desk, row, confirmed="yes")
    assert Release.objects.count() == 1


def test_what_nobody_has_read_is_not_published(desk, leg_check, administrator):
    made = pure.change(draft_rows.document_of(leg_check), "age", text="Your age?")
    drafting.save(leg_check, made, number=leg_check.draft_number, by=administrator)

    refused = publish(desk, leg_check, confirmed="yes")

    assert "Nothing is published. Read once more what would be." in words(refused)
    assert "Your age?" in words(refused)
    assert Release.objects.count() == 1


def test_versions_are_listed_compared_and_read(desk, leg_check, editor):
    publish(desk, leg_check, confirmed="yes")
    drafting.start(leg_check, by=editor)

    shown = words(desk.get(at(leg_check, "versions/?from=1&to=2")))

    assert "From version 1 to version 2" in shown
    assert "It now reads “Is one of your legs swollen?” (before: “Is a leg swollen?”)" in shown
    assert "Version 2 by edith · patients have it" in shown
    back = words(desk.get(at(leg_check, "versions/?from=2&to=1")))
    assert "It now reads “Is a leg swollen?”" in back
    assert "From version 2 to the draft Nothing differs." in words(
        desk.get(at(leg_check, "versions/"))
    )
    old = words(desk.get(at(leg_check, "versions/1/")))
    assert "It never changes." in old
    assert "2.2 Is a leg swollen?" in old
    assert "Yes, both legs" in old


@pytest.mark.parametrize("query", ["?from=9&to=x", "?to=" + "9" * 40, "?from=draft&to=draft"])
def test_a_version_that_is_none_is_ignored(desk, query):
    row = make_release().questionnaire

    assert desk.get(at(row, f"versions/{query}")).status_code == 200


@pytest.mark.parametrize("page", ["versions/7/", "versions/7/export/", f"versions/{'9' * 30}/"])
def test_a_version_that_is_not_there_is_not_found(desk, page):
    row = make_release().questionnaire

    assert desk.get(at(row, page)).status_code == 404
    assert desk.get(at(row, "build/export/")).status_code == 404


def test_a_version_is_exported_word_for_word_and_a_draft_as_it_is(desk, leg_check):
    release = Release.objects.get()

    file = desk.get(at(leg_check, "versions/1/export/"))
    draft = desk.get(at(leg_check, "build/export/"))

    assert file.content.decode() == release.document
    assert file["Content-Disposition"] == 'attachment; filename="leg-check-1.json"'
    assert file["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert json.loads(draft.content)["title"] == "Leg check"


def test_pages_of_versions_ask_the_database_little(desk, leg_check, django_assert_num_queries):
    publish(desk, leg_check, confirmed="yes")

    with django_assert_num_queries(10):
        desk.get(at(leg_check, "versions/?from=1&to=2"))


def test_a_published_version_is_not_changed_by_a_draft(desk, leg_check):
    before = Release.objects.get().document

    publish(desk, leg_check, confirmed="yes")

    assert Release.objects.get(version=1).document == before
