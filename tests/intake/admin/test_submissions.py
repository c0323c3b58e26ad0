"""The inbox: the list that staff work through."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.models import AuditEvent
from intake import inbox
from intake.models import Submission
from tests.intake.make import PRIORITY, make_contact_request, make_submission
from tests.intake.reading import words

INBOX = "/staff/intake/submission/"

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def at_desk(client, nurse):
    client.force_login(nurse)
    return client


def references(response) -> list[str]:
    return [submission.reference for submission in response.context["cl"].result_list]


def test_who_is_most_urgent_stands_on_top(at_desk):
    routine = make_submission()
    emergency = make_submission(priority=PRIORITY.EMERGENCY)
    soon = make_submission(priority=PRIORITY.SOON)
    urgent = make_submission(priority=PRIORITY.URGENT)
    wish = make_contact_request()

    response = at_desk.get(INBOX)

    assert references(response)[:3] == [emergency.reference, urgent.reference, soon.reference]
    assert set(references(response)[3:]) == {routine.reference, wish.reference}


def test_of_two_alike_the_one_who_must_be_called_sooner_comes_first(at_desk):
    now = timezone.now()
    later = make_submission(priority=PRIORITY.SOON, now=now)
    earlier = make_submission(priority=PRIORITY.SOON, now=now - timedelta(days=7))

    response = at_desk.get(INBOX)

    assert references(response) == [earlier.reference, later.reference]


def test_the_list_names_nobody(at_desk):
    make_submission(name="Walter Unmistakable")

    response = at_desk.get(INBOX)

    assert "Unmistakable" not in response.content.decode()


def test_the_list_shows_priority_in_words_and_how_long_someone_waits(at_desk):
    make_submission(priority=PRIORITY.URGENT, now=timezone.now() - timedelta(minutes=25))

    shown = words(at_desk.get(INBOX))

    assert "Urgent" in shown
    assert "25 min" in shown


def test_an_overdue_call_says_so(at_desk):
    make_submission(priority=PRIORITY.EMERGENCY, now=timezone.now() - timedelta(days=10))

    assert "overdue by" in words(at_desk.get(INBOX))


def test_closed_ones_leave_the_list_until_they_are_asked_for(at_desk, nurse):
    submission = make_submission()
    inbox.close(submission, by=nurse)

    assert references(at_desk.get(INBOX)) == []
    assert references(at_desk.get(f"{INBOX}?state=closed")) == [submission.reference]
    assert references(at_desk.get(f"{INBOX}?state=all")) == [submission.reference]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("due=overdue", "late"),
        ("assigned=me", "mine"),
        ("kind__exact=contact", "wish"),
        ("priority__exact=3", "late"),
    ],
)
def test_filters_narrow_the_list(at_desk, nurse, query, found):
    now = timezone.now()
    rows = {
        "late": make_submission(priority=PRIORITY.EMERGENCY, now=now - timedelta(days=10)),
        "mine": make_submission(),
        "wish": make_contact_request(),
    }
    inbox.assign(rows["mine"], nurse, by=nurse)

    response = at_desk.get(f"{INBOX}?{query}")

    assert references(response) == [rows[found].reference]


def test_a_reference_is_found_whole_or_in_part(at_desk):
    wanted, other = make_submission(), make_submission()

    response = at_desk.get(INBOX, {"q": wanted.reference[:4]})

    assert wanted.reference in references(response)
    assert other.reference not in references(response)


@pytest.mark.parametrize("how", [str.lower, lambda text: text.replace("-", ""), str.strip])
def test_a_closed_one_is_found_by_its_reference_however_it_is_typed(at_desk, nurse, how):
    submission = make_submission()
    inbox.close(submission, by=nurse)

    response = at_desk.get(INBOX, {"q": how(submission.reference)})

    assert references(response) == [submission.reference]


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    at_desk, django_assert_max_num_queries
):
    for _ in range(5):
        make_submission()
    at_desk.get(INBOX)

    with django_assert_max_num_queries(10):
        at_desk.get(INBOX)


def test_several_are_assigned_at_once(at_desk, nurse):
    rows = [make_submission(), make_submission()]

    at_desk.post(
        INBOX, {"action": "assign_to_me", "_selected_action": [str(row.pk) for row in rows]}
    )

    assert Submission.objects.filter(assigned_to=nurse).count() == 2
    assert AuditEvent.objects.filter(action="assigned", actor=nurse).count() == 2
