from __future__ import annotations

import threading
import uuid
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import ProtectedError

from clinic import audit
from clinic.models import AppendOnly, AuditEvent, SiteProfile

pytestmark = pytest.mark.django_db


def take_triggers_off() -> None:
    """Do what only the owner of the database can do."""
    connection.check_constraints()  # PostgreSQL alters no table that still has checks to make
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE clinic_auditevent DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER clinic_auditevent_no_update")
            cursor.execute("DROP TRIGGER clinic_auditevent_no_delete")


def rewrite(event: AuditEvent, **columns) -> None:
    take_triggers_off()
    with connection.cursor() as cursor:
        for column, value in columns.items():
            cursor.execute(
                f'UPDATE clinic_auditevent SET "{column}" = %s WHERE id = %s', [value, event.pk]
            )


def test_an_event_says_who_did_what_to_which_record(administrator):
    profile = SiteProfile.objects.create(name="Northside Vein Clinic")

    audit.record("changed the profile", profile, by=administrator, fields=["name"])

    event = AuditEvent.objects.get()
    assert event.actor == administrator
    assert event.actor_name == "ada"
    assert (event.action, event.target_type, event.target_id) == (
        "changed the profile",
        "clinic.siteprofile",
        "1",
    )
    assert event.detail == {"fields": ["name"]}


def test_a_patient_acts_without_a_name():
    event = audit.record("received")

    assert event.actor is None
    assert event.actor_name == event.target_type == event.target_id == ""


def test_the_first_event_stands_on_nothing_and_each_later_one_on_the_one_before():
    first, second, third = (audit.record("opened", number=n) for n in range(3))

    assert first.previous_hash == ""
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert audit.verify() is None


def test_an_empty_trail_is_in_order():
    assert audit.verify() is None


def test_details_of_any_kind_are_read_back_as_they_were_signed():
    audit.record(
        "tried",
        day=date(2026, 3, 4),
        ids={uuid.UUID(int=1)},
        share=1e16,
        many=10**15,
        nested={"b": (1, None, True), 2: "é\u2028😀"},
    )

    assert audit.verify() is None


@pytest.mark.parametrize(
    "columns",
    [
        {"action": "closed"},
        {"target_id": "2"},
        {"target_type": "intake.note"},
        {"actor_name": "edith"},
        {"detail": '{"number": 7}'},
        {"at": "2026-03-04 12:00:00+00:00"},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
)
def test_a_rewritten_event_is_found(columns):
    profile = SiteProfile.objects.create()
    for number in range(3):
        audit.record("opened", profile, number=number)
    second = AuditEvent.objects.order_by("id")[1]

    rewrite(second, **columns)

    assert audit.verify() == second.pk


def test_an_event_that_names_another_actor_is_found(nurse, editor):
    event = audit.record("opened", by=nurse)

    rewrite(event, actor_id=editor.pk)

    assert audit.verify() == event.pk


def test_an_event_that_was_taken_out_is_missed_by_the_next_one():
    _, second, third = (audit.record("opened", number=n) for n in range(3))
    take_triggers_off()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clinic_auditevent WHERE id = %s", [second.pk])

    assert audit.verify() == third.pk


def test_no_code_of_ours_can_change_or_delete_an_event():
    event = audit.record("opened")

    for attempt in (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.update(action="closed"),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
        lambda: AuditEvent.objects.bulk_create([AuditEvent(action="made up")]),
        lambda: AuditEvent.objects.bulk_update([event], ["action"]),
    ):
        with pytest.raises(AppendOnly):
            attempt()


def test_the_database_itself_refuses():
    audit.record("opened")
    connection.check_constraints()
    statements = [
        "UPDATE clinic_auditevent SET action = 'closed'",
        "DELETE FROM clinic_auditevent",
    ]
    if connection.vendor == "postgresql":
        statements.append("TRUNCATE clinic_auditevent")

    for statement in statements:
        with (
            pytest.raises(IntegrityError, match="kept as they are"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    assert AuditEvent.objects.get().action == "opened"


def test_an_account_with_a_past_cannot_be_deleted(nurse):
    audit.record("opened", by=nurse)

    with pytest.raises(ProtectedError):
        User.objects.get(pk=nurse.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(audit.OutsideTransaction):
        audit.record("opened")

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_event():
    with pytest.raises(IntegrityError), transaction.atomic():
        audit.record("changed the profile")
        SiteProfile.objects.create(id=2)

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain():
    def act(number: int) -> None:
        for _ in range(10):
            with transaction.atomic():
                audit.record("opened", thread=number)
        connections.close_all()

    threads = [threading.Thread(target=act, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert AuditEvent.objects.count() == 40
    assert audit.verify() is None
