"""Twenty at once: one row, one letter, one event, one reference."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from clinic import audit
from clinic.models import AuditEvent, OutboxMessage
from intake import inbox
from intake.models import Submission
from tests.intake.make import WISHES, key_in, make_ready, typed, walk_until
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
