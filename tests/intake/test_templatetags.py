"""Filters of the intake's templates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clinic.models import SiteProfile
from intake.templatetags import intake as tags

PROFILE = SiteProfile(phone="+16515550142", opening_hours="Mon-Fri 8:00-17:00")


def test_the_clinics_number_stands_where_a_fixed_text_leaves_room_for_it():
    assert tags.with_phone("Call {phone} now", PROFILE) == "Call 651-555-0142 now"
    assert tags.with_phone("Call 911 now", PROFILE) == "Call 911 now"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 3, 10, 17, 0, tzinfo=UTC), True),  # Tuesday noon in Chicago
        (datetime(2026, 3, 10, 22, 0, tzinfo=UTC), False),  # 5 pm: the door closes
        (datetime(2026, 3, 14, 17, 0, tzinfo=UTC), False),  # Saturday
    ],
)
def test_who_calls_now_is_answered_in_opening_hours(monkeypatch, moment, is_open):
    monkeypatch.setattr(tags.timezone, "now", lambda: moment)

    assert tags.is_open_now(PROFILE) is is_open
