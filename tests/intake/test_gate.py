"""A release passes its worked cases, or somebody signs for it with a reason."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic.models import AuditEvent
from intake import cases, drafting, gate, publishing
from intake.domain import drafting as pure
from intake.draft_rows import ChangedMeanwhile, NoDraft, document_of
from intake.models import Questionnaire, Release, WorkedCase
from tests.intake.test_publishing import LEGS, RULES
from tests.intake.working import REASON, make_case, make_draft

pytestmark = pytest.mark.django_db

SOON = {"id": "L1", "answers": {"pain": True}, "expect": {"priority": "soon"}, "why": "It hurts."}


@pytest.fixture
def draft(editor):
    return make_draft(editor)


def published() -> AuditEvent:
    return AuditEvent.objects.filter(action="published").order_by("-id")[0]


def test_a_release_keeps_how_its_cases_came_out(draft, editor):
    make_case(draft, by=editor)

    release = drafting.publish(draft, number=2, by=editor, signed="Just because I can.")

    (kept,) = json.loads(release.cases)
    assert (kept["id"], kept["ok"], kept["got"]["fired"]) == ("C1", True, ["E1"])
    assert release.signed_reason == ""
    assert published().detail["cases"] == 1


def test_a_case_that_comes_out_otherwise_stops_it(draft, editor):
    make_case(draft, by=editor)
    make_case(draft, by=editor, name="C2", priority="soon")

    with pytest.raises(gate.CasesDiffer, match="One worked case comes out otherwise") as caught:
        drafting.publish(draft, number=2, by=editor)

    assert caught.value.sentences == ("C2: Priority: expected soon; came out emergency.",)
    assert Release.objects.count() == 1
    draft.refresh_from_db()
    assert draft.has_draft


def test_a_publisher_signs_for_it_with_a_reason(draft, editor):
    make_case(draft, by=editor, priority="soon")

    release = drafting.publish(draft, number=2, by=editor, signed=f"  {REASON} ")

    assert (release.version, release.signed_reason) == (2, REASON)
    assert [entry["ok"] for entry in json.loads(release.cases)] == [False]
    event = published()
    assert (event.actor, event.detail["differ"], event.detail["signed"]) == (
        *(editor, ["C1"], REASON),
    )


@pytest.mark.parametrize("reason", ["ok", "because I say", "1 2 3 4 5 6", "- - - - - -", "x" * 999])
def test_a_reason_is_a_sentence(draft, editor, reason):
    make_case(draft, by=editor, priority="soon")

    with pytest.raises(gate.NoReason, match="Say in a sentence of 4 words"):
        drafting.publish(draft, number=2, by=editor, signed=reason)

    assert Release.objects.count() == 1


def test_a_reason_has_an_end(draft, editor):
    make_case(draft, by=editor, priority="soon")

    with pytest.raises(gate.NoReason, match="1000 letters or fewer"):
        drafting.publish(draft, number=2, by=editor, signed="so it is said " * 100)


def test_a_reason_can_be_stored(draft, editor):
    make_case(draft, by=editor, priority="soon")

    with pytest.raises(gate.NoReason, match="a character that cannot be shown"):
        drafting.publish(draft, number=2, by=editor, signed=f"{REASON}\0")


def test_a_case_whose_question_is_gone_stops_it_too(draft, editor):
    make_case(draft, by=editor, priority="routine", message="Hello")
    made = pure.remove(document_of(draft), "message")
    draft = drafting.save(draft, made, number=2, by=editor)

    with pytest.raises(gate.CasesDiffer) as caught:
        drafting.publish(draft, number=3, by=editor)

    assert caught.value.sentences == ("C1: there is no question 'message'.",)


def publish(**more):
    texts = {"document": json.dumps(LEGS), "rules_document": json.dumps(RULES)}
    return publishing.publish(*{**texts, **more.pop("texts", {})}.values(), by=None, **more)


def test_shipped_cases_come_with_the_first_release_and_pass_unsigned():
    release = publish(cases=json.dumps([SOON]))

    row = WorkedCase.objects.get()
    assert (row.name, row.why, row.written_by) == ("L1", "It hurts.", None)
    assert json.loads(release.cases)[0]["ok"]
    assert AuditEvent.objects.get(action="cases imported").detail["added"] == 1


def test_they_come_later_to_what_was_published_before_there_were_any():
    publish()

    release = publish(
        texts={"document": json.dumps({**LEGS, "title": "Our legs"})}, cases=json.dumps([SOON])
    )

    assert (release.version, json.loads(release.cases)[0]["id"]) == (2, "L1")
    assert WorkedCase.objects.get().name == "L1"


def test_later_the_cases_are_the_clinics(editor):
    publish(cases=json.dumps([SOON]))
    cases.remove(WorkedCase.objects.get(), by=editor)

    publish(texts={"document": json.dumps({**LEGS, "title": "Our legs"})}, cases="[broken")

    assert not WorkedCase.objects.exists()
    assert Release.objects.count() == 2


def test_cases_of_the_clinics_own_are_not_mixed_with_shipped_ones(editor):
    row = Questionnaire.objects.create(slug="legs", title="Legs")
    make_case(row, by=editor, name="Ours", priority="soon", pain=True)

    publish(cases=json.dumps([SOON]))

    assert WorkedCase.objects.get().name == "Ours"


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "legs.json"
    file.write_text(json.dumps(LEGS))
    file.with_suffix(".triage.json").write_text(json.dumps(RULES))
    file.with_suffix(".cases.json").write_text(
        json.dumps([{**SOON, "expect": {"priority": "urgent"}}])
    )
    return file


def test_the_command_tells_the_difference_and_takes_a_reason(file):
    with pytest.raises(CommandError, match=r"L1: Priority: expected urgent; came out soon\."):
        call_command("questionnaire", "load", str(file), publish=True, stdout=StringIO())
    assert not Questionnaire.objects.exists()
    assert not WorkedCase.objects.exists()

    call_command(
        "questionnaire", "load", str(file), "--publish", "--sign", REASON, stdout=StringIO()
    )

    assert Release.objects.get().signed_reason == REASON


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does(editor):
    draft = make_draft(editor)
    make_case(draft, by=editor)
    barrier = Barrier(2)

    def act(number: int) -> str:
        barrier.wait()
        try:
            return str(drafting.publish(draft, number=2, by=editor).version)
        except (ChangedMeanwhile, NoDraft) as problem:
            return type(problem).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(act, range(2)))

    assert ends == ["2", "NoDraft"]
    assert [json.loads(each.cases) != [] for each in Release.objects.order_by("version")] == [
        *(False, True),
    ]
