"""An emergency that nobody has opened yet cannot be overlooked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake import inbox
from tests.intake.make import PRIORITY, make_submission
from tests.intake.reading import words

INBOX = "/staff/intake/submission/"
PAGES = [INBOX, "/staff/"]

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def at_desk(client, nurse):
    client.force_login(nurse)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_it_stands_above_all_and_is_marked_until_somebody_opens_it(at_desk, page):
    emergency = make_submission(priority=PRIORITY.EMERGENCY)
    make_submission(priority=PRIORITY.URGENT)

    response = at_desk.get(page)

    assert "1 emergency not opened yet" in words(response)
    assert (
        f'<a href="{emergency.staff_path}">{emergency.reference}</a>' in response.content.decode()
    )
    assert words(response).count("Not opened yet") == 1  # in its row, and in no other

    at_desk.get(emergency.staff_path)

    assert "opened yet" not in words(at_desk.get(page))


def test_it_stands_there_whatever_the_list_is_narrowed_to(at_desk):
    make_submission(priority=PRIORITY.EMERGENCY)
    make_submission(priority=PRIORITY.EMERGENCY)

    assert "2 emergencies not opened yet" in words(at_desk.get(f"{INBOX}?assigned=me"))


def test_one_that_was_closed_or_made_less_urgent_alarms_nobody(at_desk, nurse):
    closed, lowered = (make_submission(priority=PRIORITY.EMERGENCY) for _ in range(2))
    inbox.close(closed, by=nurse)
    inbox.override(lowered, PRIORITY.ROUTINE, "A test by the clinic", by=nurse)

    assert "opened yet" not in words(at_desk.get(f"{INBOX}?state=all"))


@pytest.mark.parametrize("page", PAGES)
def test_many_take_as_many_queries_as_one(at_desk, page):
    counts = []
    for _ in range(2):
        for _ in range(2):
            make_submission(priority=PRIORITY.EMERGENCY)
        at_desk.get(page)
        with CaptureQueriesContext(connection) as asked:
            at_desk.get(page)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_may_not_read_what_patients_send_hears_of_none(client, editor):
    make_submission(priority=PRIORITY.EMERGENCY)
    client.force_login(editor)

    assert "opened yet" not in words(client.get("/staff/"))
