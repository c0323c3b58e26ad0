"""An event for any calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from intake import calendars
from tests.intake.reading import calendar

START = datetime(2026, 3, 9, 8, 0, tzinfo=ZoneInfo("America/Chicago"))  # a day after the change
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))


def make_event(summary: str = "Call", description: str = "") -> bytes:
    return calendars.event(
        "1@clinic.example",
        summary,
        description,
        start=START,
        end=START + timedelta(hours=4),
        stamp=START,
    )


def test_its_times_are_right_everywhere():
    event = calendar(make_event())

    assert (event["DTSTART"], event["DTEND"]) == ("20260309T130000Z", "20260309T170000Z")


def test_who_shares_a_calendar_does_not_share_that_a_clinic_calls():
    assert calendar(make_event())["CLASS"] == "PRIVATE"


def test_signs_that_mean_something_are_escaped():
    event = calendar(make_event("Call from Smith, Jones; Vein\\Leg", "One.\nTwo."))

    assert event["SUMMARY"] == r"Call from Smith\, Jones\; Vein\\Leg"
    assert event["DESCRIPTION"] == r"One.\nTwo."


@given(WORDS)
def test_whatever_a_clinic_is_called_its_lines_are_short_and_whole(name):
    event = calendar(make_event(name))

    for written, sign in ((r"\n", "\n"), (r"\,", ","), (r"\;", ";")):
        assert event["SUMMARY"].count(written) >= name.count(sign)
    assert len(event["SUMMARY"]) >= len(name)
