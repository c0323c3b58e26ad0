from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic import saying
from clinic.hours import HoursError, OpeningHours

CHICAGO = ZoneInfo("America/Chicago")
# Monday, March 2, 2026; the clocks go forward on Sunday, March 8.
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(2, 9)


def make_hours(lines: str = "Mon-Fri 8:00-17:00", closed: str = "") -> OpeningHours:
    return OpeningHours.parse(lines, closed, CHICAGO)


def at(day: int, clock: str = "12:00") -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("Mon-Fri 8:00-17:00", ["Monday to Friday, 8 am to 5 pm"]),
        ("mon - fri  8-17", ["Monday to Friday, 8 am to 5 pm"]),
        ("Monday–Friday: 8 am – 5 pm", ["Monday to Friday, 8 am to 5 pm"]),
        (
            "Mon-Fri 8:30am-12pm, 1pm-5:15pm",
            ["Monday to Friday, 8:30 am to noon and 1 pm to 5:15 pm"],
        ),
        (
            "Mon-Thu 8:00-17:00\nFri 8:00-12:00",
            ["Monday to Thursday, 8 am to 5 pm", "Friday, 8 am to noon"],
        ),
        ("Mon, Wed, Fri 9:00-16:00", ["Monday, Wednesday and Friday, 9 am to 4 pm"]),
        ("Mon-Tue, Thu-Sat 9-16", ["Monday, Tuesday and Thursday to Saturday, 9 am to 4 pm"]),
        ("Sat-Sun 0:00-24:00", ["Saturday and Sunday, midnight to midnight"]),
        ("Tue 9:00-16:00\nMon 9:00-16:00", ["Monday and Tuesday, 9 am to 4 pm"]),
    ],
)
def test_hours_read_as_a_sentence(lines, shown):
    assert saying.hours(make_hours(lines)) == shown


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "Enter when the clinic is open"),
        ("always", "cannot be read"),
        ("Mon-Fri", "cannot be read"),
        ("Moonday 8:00-17:00", "the days cannot be read"),
        ("Mon-Wed-Fri 8:00-17:00", "the days cannot be read"),
        ("Fri-Mon 8:00-17:00", "begin the week with Monday"),
        ("Mon 8:00", "the times cannot be read"),
        ("Mon 8:00-17:75", "the times cannot be read"),
        ("Mon 13 pm-5 pm", "the times cannot be read"),
        ("Mon 8:00-5:00", "closing time must come after opening time"),
        ("Mon 8:00-25:00", "a day has 24 hours"),
        ("Mon 8:00-12:00, 11:00-17:00", "must follow one another"),
        ("Mon-Fri 8:00-17:00\nFri 8:00-12:00", "Friday is there twice"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_words(lines, said):
    with pytest.raises(HoursError, match=said):
        make_hours(lines)


def test_a_holiday_that_is_no_date_is_refused_in_words():
    with pytest.raises(HoursError, match="“12/25/2026” is no date"):
        make_hours(closed="12/25/2026")


def test_holidays_are_read_line_by_line():
    assert make_hours(closed="2026-12-25\r\n\r\n 2027-01-01 ").closed == {
        date(2026, 12, 25),
        date(2027, 1, 1),
    }


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(MONDAY, "7:59"), False),
        (at(MONDAY, "8:00"), True),
        (at(MONDAY, "16:59"), True),
        (at(MONDAY, "17:00"), False),
        (at(TUESDAY), False),
        (at(SUNDAY), False),
        (at(MONDAY, "8:00").astimezone(UTC), True),
    ],
)
def test_the_clinic_is_open_on_a_working_day_between_its_hours(moment, is_open):
    assert make_hours(closed="2026-03-03").is_open(moment) is is_open


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        (at(MONDAY, "9:00"), 4, at(MONDAY, "13:00")),
        (at(MONDAY, "13:00"), 4, at(MONDAY, "17:00")),
        (at(MONDAY, "15:00"), 4, at(TUESDAY, "10:00")),
        (at(MONDAY, "3:00"), 4, at(MONDAY, "12:00")),
        (at(FRIDAY, "16:00"), 4, at(9, "11:00")),
        (at(SATURDAY), 0, at(9, "8:00")),
        (at(MONDAY, "9:00"), 0, at(MONDAY, "9:00")),
        (at(MONDAY, "9:00"), 20, at(WEDNESDAY, "11:00")),
    ],
)
def test_only_working_time_counts(moment, hours, due):
    assert make_hours().after(moment, timedelta(hours=hours)) == due


def test_working_time_skips_lunch_and_holidays():
    hours = make_hours("Mon-Fri 8:00-12:00, 13:00-17:00", closed="2026-03-03")

    assert hours.after(at(MONDAY, "11:00"), timedelta(hours=2)) == at(MONDAY, "14:00")
    assert hours.after(at(MONDAY, "16:00"), timedelta(hours=2)) == at(WEDNESDAY, "9:00")


def test_an_hour_is_an_hour_when_the_clocks_change():
    around_the_clock = make_hours("Mon-Sun 0:00-24:00")

    assert around_the_clock.after(at(SUNDAY, "1:00"), timedelta(hours=2)) == at(SUNDAY, "4:00")


@pytest.mark.parametrize(
    ("moment", "days", "end"),
    [
        (at(MONDAY, "9:00"), 0, at(MONDAY, "17:00")),
        (at(MONDAY, "3:00"), 0, at(MONDAY, "17:00")),
        (at(MONDAY, "18:00"), 0, at(TUESDAY, "17:00")),
        (at(SATURDAY), 0, at(9, "17:00")),
        (at(MONDAY, "9:00"), 1, at(TUESDAY, "17:00")),
        (at(MONDAY, "18:00"), 1, at(TUESDAY, "17:00")),
        (at(FRIDAY, "9:00"), 1, at(9, "17:00")),
        (at(SATURDAY), 1, at(9, "17:00")),
        (at(FRIDAY, "9:00"), 3, at(11, "17:00")),
    ],
)
def test_a_working_day_ends_when_the_clinic_closes(moment, days, end):
    assert make_hours("Mon-Fri 8:00-12:00, 13:00-17:00").end_of_day(moment, days) == end


def test_a_holiday_is_no_working_day():
    assert make_hours(closed="2026-03-03").end_of_day(at(MONDAY), 1) == at(WEDNESDAY, "17:00")


def test_a_moment_late_at_night_elsewhere_is_still_today_here():
    late = at(MONDAY, "23:30").astimezone(UTC)  # Tuesday in UTC

    assert make_hours().end_of_day(late, 1) == at(TUESDAY, "17:00")


def test_a_clinic_that_never_opens_says_so_instead_of_searching_for_ever():
    mondays = "\n".join(str(date(2026, 3, 2) + timedelta(weeks=n)) for n in range(110))
    hours = make_hours("Mon 8:00-9:00", closed=mondays)

    with pytest.raises(HoursError):
        hours.after(at(MONDAY), timedelta(hours=1))
    with pytest.raises(HoursError):
        hours.end_of_day(at(MONDAY), 1)


@given(
    minutes=st.integers(0, 60 * 24 * 400),
    hours=st.integers(0, 60),
    days=st.integers(0, 20),
)
def test_what_is_promised_lies_ahead_and_within_opening_hours(minutes, hours, days):
    moment = (at(MONDAY, "0:00").astimezone(UTC) + timedelta(minutes=minutes)).astimezone(CHICAGO)
    week = make_hours("Mon-Thu 8:00-12:00, 13:00-17:00\nSat 9:00-10:30", "2026-12-25")

    due, end = week.after(moment, timedelta(hours=hours)), week.end_of_day(moment, days)

    assert due >= moment
    assert week.is_open(due) or week.is_open(due - timedelta(minutes=1))
    assert end > moment
    assert week.is_open(end - timedelta(minutes=1)) and not week.is_open(end)


@given(st.text(alphabet="MonFriSat 0123456789:-,apm\n", max_size=60))
def test_whatever_is_typed_as_hours_is_read_or_refused(lines):
    try:
        hours = make_hours(lines)
    except HoursError:
        return
    assert hours.show()


def test_a_door_that_is_open_closes_at_a_known_time():
    hours = make_hours("Mon-Fri 8-12, 13-17", closed="2026-03-03")

    assert hours.closes(at(MONDAY, "11:59")) == at(MONDAY, "12:00")
    assert hours.closes(at(MONDAY, "12:00")) is None
    assert hours.closes(at(TUESDAY, "10:00")) is None


def test_a_door_that_is_closed_opens_at_a_known_time():
    hours = make_hours("Mon-Fri 8-12, 13-17", closed="2026-03-03")

    assert hours.opens(at(MONDAY, "12:10")) == at(MONDAY, "13:00")
    assert hours.opens(at(MONDAY, "17:00")) == at(WEDNESDAY, "8:00")
    assert make_hours(closed="").opens(at(FRIDAY, "18:00")) == datetime(
        2026, 3, 9, 8, tzinfo=CHICAGO
    )


def test_the_hours_between_two_moments_are_cut_at_both():
    hours = make_hours(closed="2026-03-03")

    found = list(hours.between(at(MONDAY, "16:00"), at(WEDNESDAY, "9:00")))

    assert found == [
        (at(MONDAY, "16:00"), at(MONDAY, "17:00")),
        (at(WEDNESDAY, "8:00"), at(WEDNESDAY, "9:00")),
    ]


def test_a_holiday_is_a_day_that_would_be_open():
    hours = make_hours(closed="2026-03-03\n2026-03-07\n2026-04-03")

    assert hours.holidays(date(2026, 3, 2), date(2026, 3, 8)) == [date(2026, 3, 3)]
