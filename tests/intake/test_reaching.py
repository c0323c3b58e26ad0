"""Where somebody who needs a check today is sent first."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clinic.models import SiteProfile
from intake.reaching import reach

CLINIC = ZoneInfo("America/Chicago")
NO_CALL = "Go to urgent care or an emergency room today"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=CLINIC)


def lead(moment: str, since: str = "", phone: str = "+16515550142") -> str:
    profile = SiteProfile(phone=phone, opening_hours="Mon-Fri 8:00-17:00")
    return reach(profile, at(moment), at(since) if since else None).lead


def test_while_somebody_answers_they_call():
    assert lead("2026-11-24 10:00") == ""
    assert lead("2026-11-24 16:29") == ""


@pytest.mark.parametrize("moment", ["2026-11-24 16:30", "2026-11-24 16:59"])
def test_half_an_hour_before_closing_nobody_would_be_seen_any_more(moment):
    assert lead(moment) == f"We are about to close. {NO_CALL}"


def test_out_of_hours_they_learn_when_we_open():
    profile = SiteProfile(phone="+16515550142", opening_hours="Mon-Fri 8:00-17:00")

    found = reach(profile, at("2026-11-27 18:00"))

    assert (found.lead, found.is_open) == (f"We are closed now. {NO_CALL}", False)
    assert found.opens == at("2026-11-30 08:00")


def test_who_has_not_reached_us_for_half_an_hour_stops_trying():
    assert lead("2026-11-24 10:29", since="2026-11-24 10:00") == ""
    assert lead("2026-11-24 10:30", since="2026-11-24 10:00") == (
        "If you have not reached us, go to urgent care or an emergency room now"
    )


def test_a_page_names_the_time_to_stop_trying_while_that_is_still_to_come():
    profile = SiteProfile(phone="+16515550142", opening_hours="Mon-Fri 8:00-17:00")
    now, asked = at("2026-11-24 10:20"), at("2026-11-24 10:00")

    assert reach(profile, now, asked).until == at("2026-11-24 10:30")
    assert reach(profile, now).until == at("2026-11-24 10:50")
    assert reach(profile, at("2026-11-24 10:40"), asked).until is None
    assert reach(profile, at("2026-11-24 16:40")).until is None


def test_a_clinic_without_a_number_sends_nobody_to_the_phone():
    assert lead("2026-11-24 10:00", phone="") == NO_CALL
