"""Publishing: an editor's document becomes a release that never changes."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, transaction

from clinic import audit
from clinic.models import AuditEvent
from intake import publishing
from intake.domain.document import DefinitionError
from intake.models import Questionnaire, Release
from intake.models.definitions import Frozen

QUESTION = {"linkId": "pain", "type": "boolean", "text": "Do your legs hurt?"}
LEGS = {
    "resourceType": "Questionnaire",
    "name": "legs",
    "title": "Legs",
    "url": "urn:legs",
    "status": "active",
    "item": [QUESTION],
}
HIDDEN_BY = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
HIDDEN = QUESTION | {"extension": [{"url": HIDDEN_BY, "valueBoolean": True}]}
RULE = {
    "id": "P",
    "priority": "soon",
    "when": {"question": "pain", "operator": "=", "answer": True},
    "reason": "Pain",
    "text": "T",
}
REST = {"id": "R", "priority": "routine", "reason": "No rule fired", "text": "T"}
RULES = {"rules": [RULE, REST], "texts": {"T": {"heading": "Thank you."}}}

pytestmark = pytest.mark.django_db


def publish(document: object = LEGS, rules: object = RULES, *, by=None) -> Release:
    written = [part if isinstance(part, str) else json.dumps(part) for part in (document, rules)]
    return publishing.publish(*written, by=by)


def refusal(*arguments: object) -> str:
    with pytest.raises(DefinitionError) as caught, transaction.atomic():
        publish(*arguments)
    assert not Questionnaire.objects.exists()
    assert not Release.objects.exists()
    assert not AuditEvent.objects.exists()
    return str(caught.value)


def test_a_release_reads_as_it_was_written(editor):
    release = publish(by=editor)

    assert (release.version, release.published_by, str(release)) == (1, editor, "Legs, version 1")
    assert json.loads(release.document) == LEGS
    assert release.definition.by_id["pain"].text == "Do your legs hurt?"
    assert [rule.id for rule in release.ruleset.rules] == ["P", "R"]


@pytest.mark.parametrize(
    ("dirty", "slug", "title"),
    [
        (LEGS | {"name": ""}, "legs", "Legs"),
        (LEGS | {"name": "../Our legs"}, "our-legs", "Legs"),
        (LEGS | {"title": "L" * 201}, "legs", "L" * 200),
        (LEGS | {"title": "Legs \0\ud83e"}, "legs", "Legs"),
        (LEGS | {"item": [QUESTION, QUESTION]}, "legs", "Legs"),
    ],
)
def test_what_can_be_mended_is_published_mended(dirty, slug, title):
    release = publish(dirty)

    assert (release.questionnaire.slug, release.questionnaire.title) == (slug, title)
    assert publish(release.document) == release
    assert release.definition.by_id["pain"]


def test_publishing_is_on_record(editor):
    before = AuditEvent.objects.count()

    release = publish(by=editor)

    event = AuditEvent.objects.first()
    assert AuditEvent.objects.count() == before + 1
    assert (event.action, event.actor, event.target_id) == ("published", editor, str(release.pk))
    assert event.detail["digest"] == release.digest


def test_what_cannot_be_put_on_record_is_not_published(monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(IntegrityError), transaction.atomic():
        publish()
    assert not Release.objects.exists()
    assert not Questionnaire.objects.exists()


def test_the_same_words_are_the_same_release():
    first = publish()
    events = AuditEvent.objects.count()

    assert publish() == first
    assert Release.objects.count() == 1
    assert AuditEvent.objects.count() == events


def test_a_change_of_the_questions_or_of_the_rules_is_a_new_version():
    reworded = LEGS | {"title": "Your legs"}
    urgent = RULES | {"rules": [RULE | {"priority": "urgent"}, REST]}

    versions = [publish().version, publish(reworded).version, publish(reworded, urgent).version]

    assert versions == [1, 2, 3]
    assert Release.objects.newest("legs").version == 3
    assert Questionnaire.objects.get().title == "Your legs"


def test_an_old_version_stays_as_it_was_and_may_come_back():
    first = publish()
    publish(LEGS | {"title": "Your legs"})

    again = publish()

    assert again.version == 3
    assert Release.objects.get(version=1).digest == again.digest == first.digest


def test_two_questionnaires_count_their_own_versions():
    publish()

    other = publish(LEGS | {"name": "arms", "title": "Arms"})

    assert (other.version, Questionnaire.objects.count()) == (1, 2)
    assert Release.objects.newest("legs") != Release.objects.newest("arms")
    assert Release.objects.newest("feet") is None


def test_a_release_refuses_change_and_deletion():
    release = publish()

    release.document = "{}"
    for act in (
        release.save,
        release.delete,
        Release.objects.all().delete,
        lambda: Release.objects.update(document="{}"),
        lambda: Release.objects.bulk_update([release], ["document"]),
    ):
        with pytest.raises(Frozen):
            act()

    release.refresh_from_db()
    assert json.loads(release.document) == LEGS


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("", "Line 1: this is not JSON"),
        ('{"item":\n\n oops}', "Line 3: this is not JSON"),
        ('{"name": "legs"} {}', "Line 1: this is not JSON"),
        ("[]", "This is not a JSON object."),
        ("null", "This is not a JSON object."),
        ('"legs"', "This is not a JSON object."),
        ('{"a": ' + "9" * 5000 + "}", "This JSON has an impossible number."),
        ('{"a":' * 101 + "1" + "}" * 101, "This JSON is nested too deeply: 101 lists"),
        ('{"a":' + "[" * 100 + "]" * 100 + "}", "This JSON is nested too deeply: 101 lists"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "This JSON is nested too deeply."),
        ({"resourceType": "Patient"}, "This is not a FHIR Questionnaire"),
        (LEGS | {"item": []}, "There is nothing to show or to ask"),
    ],
)
def test_a_bad_definition_stores_nothing(broken, words):
    assert refusal(broken).startswith(words)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("{", "Line 1: this is not JSON"),
        ('{"rules": [NaN]}', "This JSON has an impossible number."),
        (RULES | {"texts": {}}, "Rule P: the text 'T' does not exist."),
        (RULES | {"rules": [RULE, RULE]}, "Two rules have the same id."),
    ],
)
def test_bad_rules_store_nothing(broken, words):
    assert refusal(LEGS, broken).startswith(words)


def test_deep_but_not_too_deep_is_taken():
    extension = '{"url": "x", "valueString": "y"}'
    for _ in range(22):
        extension = '{"url": "x", "extension": [' + extension + "]}"
    document = json.dumps(LEGS)[:-1] + f', "extension": [{extension}]}}'

    assert publish(document).version == 1


@pytest.mark.parametrize(
    ("document", "rules", "why"),
    [
        (LEGS | {"item": [HIDDEN]}, RULES | {"rules": [REST]}, "No page is asked."),
        (LEGS, {"rules": [], "texts": RULES["texts"]}, "for when none holds"),
        (LEGS, {"rules": [RULE], "texts": RULES["texts"]}, "for when none holds"),
        (LEGS, RULES | {"texts": {"T": {"heading": "Call", "call": "911"}}}, "thank you"),
    ],
)
def test_what_could_not_be_asked_triaged_or_thanked_for_is_refused(document, rules, why):
    assert why in refusal(document, rules)


def test_exact_decimals_stay_exact():
    limit = {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueDecimal": "X"}
    weight = {"linkId": "weight", "type": "decimal", "extension": [limit]}
    document = json.dumps(LEGS | {"item": [QUESTION, weight]}).replace('"X"', "0.10")

    assert str(publish(document).definition.by_id["weight"].min_value) == "0.10"
