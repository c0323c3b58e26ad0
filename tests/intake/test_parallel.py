"""Twenty at once: one row, one letter, one event, one reference."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic import audit, offering, profile
from clinic.models import AuditEvent, OutboxMessage, SiteLanguage, SiteProfile
from intake import answering, gate, inbox, publishing
from intake.models import Submission
from tests.clinic.languages import make_spanish
from tests.intake.make import WISHES, key_in, make_ready, make_release, typed, walk_until
from tests.intake.reading import words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clinic")]

MANY = 20


def at_once(act: Callable[[int], Any], times: int = MANY) -> list[Any]:
    """Return what so many threads got that all began in the same moment."""
    barrier = Barrier(times)

    def run(number: int) -> Any:
        barrier.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def the_same_browser(client: Client) -> Client:
    """Return another window of this browser."""
    window = Client()
    window.cookies = client.cookies.copy()
    return window


def assert_one_of_each():
    submission = Submission.objects.get()
    assert OutboxMessage.objects.filter(body__contains=submission.reference).count() == 1
    assert OutboxMessage.objects.get().to == ["nurses@northside.example"]
    assert AuditEvent.objects.get(action="received").target_id == str(submission.pk)
    assert audit.verify() is None
    return submission


def test_twenty_posts_of_one_leg_check_are_one_submission(client):
    check = f"/check/{make_ready(client)}/check/"

    def send(number: int) -> str:
        return words(the_same_browser(client).post(check, follow=True))

    pages = at_once(send)

    submission = assert_one_of_each()
    assert all(submission.reference in page for page in pages)


def test_twenty_posts_of_one_wish_are_one_request():
    wish = {**vars(WISHES), "token": "one-page"}

    pages = at_once(lambda number: words(Client().post("/contact/", wish, follow=True)))

    submission = assert_one_of_each()
    assert all(submission.reference in page for page in pages)


def test_twenty_patients_at_once_are_all_heard():
    def ask(number: int) -> int:
        wish = {**vars(WISHES), "token": str(number)}
        return Client().post("/contact/", wish).status_code

    assert at_once(ask) == [302] * MANY

    assert len(set(Submission.objects.values_list("reference", flat=True))) == MANY
    assert OutboxMessage.objects.count() == MANY
    assert AuditEvent.objects.filter(action="received").count() == MANY
    assert audit.verify() is None


def test_two_windows_that_answer_at_once_lose_nothing(client):
    key = key_in(walk_until(client, "signs"))
    about = [("signs", {"vein_signs": ["bulging"]}), ("pain", {"swelling": "both_legs"})]

    def answer(number: int) -> int:
        place, changes = about[number]
        window = the_same_browser(client)
        return window.post(f"/check/{key}/question/{place}", typed(**changes)).status_code

    assert at_once(answer, 2) == [302, 302]

    opened = ("swelling_details", "more", "signs_more", "veins_page", "hard_sore_vein")
    for place in (*opened, "clot_risk", "ecq1", "rest", "health_page", "medicines", "contact_page"):
        client.post(f"/check/{key}/question/{place}", typed(swelling="both_legs"))
    page = words(client.get(f"/check/{key}/check/"))
    assert "Yes, both legs" in page
    assert "Bulging" in page


def test_two_nurses_who_close_at_once_close_once(client, nurse):
    client.post(f"/check/{make_ready(client)}/check/")
    submission = Submission.objects.get()

    def close(number: int) -> str:
        try:
            inbox.close(submission, by=nurse)
        except inbox.AlreadyClosed:
            return "already"
        return "closed"

    assert sorted(at_once(close, 4)) == ["already"] * 3 + ["closed"]
    assert AuditEvent.objects.filter(action="closed").count() == 1


@pytest.mark.postgresql
def test_nobody_who_begins_waits_for_a_version_to_be_published(editor, monkeypatch):
    """Worked cases take seconds to try; on SQLite there is one writer at a time anyway."""
    release, began = make_release(), []

    def begin() -> None:
        began.append(answering.begin(release, came_from="", now=timezone.now()))
        connection.close()

    def try_cases(*_: Any, **__: Any) -> gate.Passed:
        patient = Thread(target=begin, daemon=True)
        patient.start()
        patient.join(5)
        assert began, "a patient waits"
        return gate.Passed("[]", "", {})

    monkeypatch.setattr(gate, "pass_cases", try_cases)
    publishing.publish(f"{release.document} ", release.rules, by=editor)


@pytest.mark.postgresql
def test_who_confirms_a_language_and_who_changes_the_profile_do_not_block_each_other(
    administrator, monkeypatch
):
    spanish, site = make_spanish(by=administrator), SiteProfile.objects.get()
    site.emergency_text = "Call 911 at once."
    both, record = Barrier(2), audit.record

    def recorded(action: str, *about: Any, **more: Any) -> AuditEvent:
        if action == "confirmed a language":
            with suppress(BrokenBarrierError):
                both.wait(1)  # the language is locked, and the turn on the audit trail not taken
        event = record(action, *about, **more)
        if action == "changed the profile":
            with suppress(BrokenBarrierError):
                both.wait(1)
        return event

    def act(number: int) -> None:
        if number:
            offering.confirm(spanish, by=administrator)
        else:
            profile.save(site, by=administrator, changed=["emergency_text"])

    monkeypatch.setattr(audit, "record", recorded)
    with suppress(offering.NotReady):
        at_once(act, 2)

    assert not SiteLanguage.objects.get().is_offered
