"""Waiting, in words for staff."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from intake.models import Submission
from intake.waiting import in_words, waiting

NOON = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # noon in Chicago


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=25), "25 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=3, minutes=5), "3 h 05 min"),
        (timedelta(hours=24), "1 day 0 h"),
        (timedelta(days=2, hours=4, minutes=50), "2 days 4 h"),
    ],
)
def test_a_span_is_told_as_short_as_it_can_be(span, words):
    assert in_words(span) == words


@pytest.mark.parametrize(
    ("call_by", "due"),
    [
        (NOON + timedelta(hours=1, minutes=22), "call by 1:22 pm"),
        (NOON + timedelta(days=1, hours=-4), "call by 8 am tomorrow"),
        (NOON + timedelta(days=3, hours=5), "call by 5 pm, Fri, Mar 13"),
        (NOON, "call by noon"),
        (NOON - timedelta(minutes=5), "overdue by 5 min"),
    ],
)
def test_the_time_to_call_is_told_as_people_say_it(call_by, due):
    submission = Submission(received_at=NOON - timedelta(hours=3), call_by=call_by)

    shown = waiting(submission, NOON)

    assert shown.due == due
    assert shown.since == "3 h 00 min"
    assert shown.is_overdue is due.startswith("overdue")
