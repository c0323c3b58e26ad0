"""When we call: the hours to keep the phone at hand, and the days on which nobody will."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clinic.hours import OpeningHours
from intake import calling_back

CLINIC = ZoneInfo("America/Chicago")
HOURS = OpeningHours.parse("Mon-Fri 8:00-17:00", "2026-11-26", CLINIC)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=CLINIC)


def window(sent: str, until: str, wish: str = "") -> str:
    found = calling_back.window(HOURS, at(sent), at(until), wish)
    return f"{found.start:%a %H:%M}-{found.end:%a %H:%M}" if found else ""


@pytest.mark.parametrize(
    ("wish", "hours"),
    [
        ("morning", "Tue 10:30-Tue 12:00"),
        ("afternoon", "Tue 12:00-Tue 17:00"),
        ("evening", "Wed 08:00-Wed 10:00"),  # nobody is there: the hours before we are due
        ("", "Wed 08:00-Wed 10:00"),
        ("whenever", "Wed 08:00-Wed 10:00"),
    ],
)
def test_we_call_at_the_wished_time_of_day_or_before_we_are_due(wish, hours):
    assert window("2026-11-24 10:10", "2026-11-25 10:00", wish) == hours


def test_what_is_left_of_a_morning_is_too_short_for_a_call():
    assert window("2026-11-24 11:40", "2026-11-25 11:00", "morning") == "Wed 08:00-Wed 11:00"


def test_a_quarter_of_an_hour_before_we_are_due_is_no_time_to_wait_for():
    assert window("2026-11-24 15:00", "2026-11-25 08:15") == "Tue 15:00-Tue 17:00"
    assert window("2026-11-24 16:50", "2026-11-25 08:15") == ""


def test_the_half_hour_in_which_they_sent_it_has_begun_already():
    assert window("2026-11-24 10:30", "2026-11-24 17:00") == "Tue 10:30-Tue 17:00"
    assert window("2026-11-24 10:31", "2026-11-24 17:00") == "Tue 11:00-Tue 17:00"


def test_a_holiday_within_the_week_is_named_even_where_we_are_due_before():
    now = at("2026-11-20 10:00")

    assert calling_back.closed_days(HOURS, now, at("2026-11-20 16:00")) == ["Thursday, November 26"]
    assert calling_back.closed_days(HOURS, at("2026-11-18 10:00"), None) == []


@pytest.mark.parametrize("until", [None, "2026-11-24 09:59", "2026-11-24 10:00"])
def test_what_is_overdue_is_promised_for_no_time_that_is_over(until):
    due, now = (at(until) if until else None), at("2026-11-24 10:00")

    assert calling_back.we_call(due, now) == "We call you as soon as we can"
    assert calling_back.we_read(due, now) == "We read your answers as soon as we can"


def test_another_day_is_named_and_today_is_not():
    now = at("2026-11-24 10:00")

    assert calling_back.we_call(at("2026-11-24 12:00"), now) == "We call you today by noon"
    assert calling_back.we_read(at("2026-11-25 10:00"), now) == (
        "We read your answers by Wednesday, November 25, at 10 am"
    )
