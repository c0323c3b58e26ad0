"""Filters of the intake's templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from clinic.models import SiteProfile
from intake.domain.triage import PatientText
from intake.templatetags import intake as tags

PROFILE = SiteProfile(phone="+16515550142", opening_hours="Mon-Fri 8:00-17:00")


def test_the_clinics_number_stands_where_a_fixed_text_leaves_room_for_it():
    number = '<bdi class="tel">651-555-0142</bdi>'  # on one line, from left to right

    assert tags.with_phone("Call {phone} now", PROFILE) == f"Call {number} now"
    assert tags.with_phone("Call <911> now", PROFILE) == "Call &lt;911&gt; now"


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (datetime(2026, 3, 10, 17, 0, tzinfo=UTC), ""),  # Tuesday noon in Chicago
        (datetime(2026, 3, 10, 22, 0, tzinfo=UTC), "Wednesday, March 11"),  # 5 pm: the door closes
        (datetime(2026, 3, 14, 17, 0, tzinfo=UTC), "Monday, March 16"),  # Saturday
    ],
)
def test_who_needs_help_today_is_told_by_the_clock_whether_we_are_there(monkeypatch, moment, opens):
    monkeypatch.setattr(tags.timezone, "now", lambda: moment)

    found = tags.reach(PROFILE)

    assert (tags.us_day(found.opens) if found.opens else "") == opens


def test_only_a_text_that_was_translated_names_who_reviewed_it():
    text = PatientText("T1", "Llame al 911", "", language="es", reviewed_by="Ana Ruiz")

    assert tags.reviewed(text) is None
    assert tags.reviewed(replace(text, reviewed_on="some day")) is None
    assert tags.reviewed(replace(text, reviewed_on="2026-11-20")) == date(2026, 11, 20)
    assert tags.reviewed(replace(text, reviewed_by="", reviewed_on="2026-11-20")) is None
