"""Triage of stored responses, once more: the same answers give the same."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clinic.models import AuditEvent
from intake import answering, inbox, publishing, submitting
from intake.models import Submission
from tests.intake.make import PRIORITY, make_contact_request, make_submission
from tests.intake.sorting import make_sorted, resealed

pytestmark = pytest.mark.usefixtures("clinic")


def run(*references: str) -> tuple[list[dict], int]:
    out, code = StringIO(), 0
    try:
        call_command("triage_again", *references, stdout=out)
    except SystemExit as exit:
        code = int(exit.code)
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def test_every_stored_response_gives_again_what_it_gave(nurse):
    sent = [make_submission(priority=priority) for priority in (0, 1, 2, 3)]
    sent.append(make_sorted(sore="new", diabetes=True))
    make_contact_request()
    inbox.override(sent[0], PRIORITY.URGENT, "Worse", by=nurse)  # changes nothing of the rules

    lines, code = run()

    assert code == 0
    assert {line["reference"]: line["priority"] for line in lines} == dict(
        zip(
            (each.reference for each in sent),
            ("routine", "soon", "urgent", "emergency", "urgent"),
            strict=True,
        )
    )
    assert all(line["ok"] and line["stored"] == line["priority"] for line in lines)
    assert lines[-1]["release"] == "Legs, version 1"


def test_a_difference_is_said_and_fails():
    same, other = make_submission(), make_submission(priority=PRIORITY.URGENT)
    Submission.objects.filter(pk=other.pk).update(triage_priority=PRIORITY.ROUTINE)

    lines, code = run()

    assert code == 1
    assert [(line["ok"], line["priority"], line["stored"]) for line in lines] == [
        (True, "routine", "routine"),
        (False, "urgent", "routine"),
    ]
    assert run(same.reference)[1] == 0


def test_other_rules_behind_the_same_priority_are_a_difference():
    submission = make_sorted(sore="new")
    assert run()[1] == 0

    resealed(submission, fired=["S9"])

    (line,), code = run()
    assert code == 1
    assert (line["ok"], line["priority"], line["stored"]) == (False, "soon", "soon")


def test_references_are_taken_however_they_are_typed():
    wanted, _ = make_submission(), make_submission()

    lines, _ = run(wanted.reference.replace("-", "").lower())

    assert [line["reference"] for line in lines] == [wanted.reference]


def test_each_reading_is_on_the_audit_trail_as_the_systems_own(monkeypatch):
    submission = make_submission()
    run()

    event = AuditEvent.objects.get(action="triaged again")
    assert (event.actor, event.target_id) == (None, str(submission.pk))

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr("clinic.audit.record", fail)
    with pytest.raises(RuntimeError):
        run()


def test_what_is_no_response_or_unknown_is_refused():
    for reference in (make_contact_request().reference, "2222-2222"):
        with pytest.raises(CommandError, match=f"no questionnaire sent as {reference}"):
            run(reference)
    with pytest.raises(inbox.NoRules):
        inbox.triage_again(make_contact_request(message="Another"))


def test_a_row_that_was_tampered_with_fails_and_the_others_go_on():
    broken, whole = make_submission(), make_submission()
    Submission.objects.filter(pk=broken.pk).update(sealed=whole.sealed)

    lines, code = run()

    assert code == 1
    assert [line["ok"] for line in lines] == [False, True]
    assert lines[0]["priority"] is None
    assert lines[0]["error"]


def test_without_the_private_key_nothing_is_compared(settings):
    make_submission()
    settings.CLINIC_PRIVATE_KEY = None

    with pytest.raises(CommandError, match="ROLE=staff"):
        run()


def test_the_day_on_which_it_was_answered_decides_even_if_it_was_sent_the_next():
    """Some answers depend on today: asked again, they depend on the same day."""
    evening = timezone.make_aware(datetime(2026, 3, 9, 23, 50))
    key, secret = answering.begin(_until_today(), came_from="", now=evening)
    answering.keep(key, secret, given={"words": "Well"}, asked=["words"], now=evening)

    reference = submitting.send_response(key, secret, now=evening + timedelta(minutes=20))

    submission = Submission.objects.get(reference=reference)
    assert submission.triage_priority == PRIORITY.URGENT
    assert run(reference)[0][0]["ok"]


def _until_today():
    """Publish a form whose rule fires until March 9, 2026, and not from March 10."""
    calculated = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": "today() < @2026-03-10"},
    }
    is_old = {
        "linkId": "is_old",
        "type": "boolean",
        "text": "Before the day?",
        "extension": [calculated],
        "readOnly": True,
    }
    words = {"linkId": "words", "type": "string", "text": "How are you?"}
    form = {
        "resourceType": "Questionnaire",
        "name": "day",
        "title": "Day",
        "item": [is_old, words],
    }
    rule = {"id": "U1", "priority": "urgent", "reason": "Before the day", "text": "T"}
    rules = {
        "rules": [
            {**rule, "when": {"question": "is_old", "operator": "=", "answer": True}},
            {"id": "R", "priority": "routine", "reason": "None", "text": "T"},
        ],
        "texts": {"T": {"heading": "Thank you", "lead": "We have it."}},
    }
    return publishing.publish(json.dumps(form), json.dumps(rules), by=None)
