from __future__ import annotations

import pytest

from clinic.models import SiteProfile
from clinic.structured import clinic, home, opening_hours


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Mon-Fri 8:00-17:00", ["Mo-Fr 08:00-17:00"]),
        ("Mon-Fri 8am-12pm, 1pm-5pm", ["Mo-Fr 08:00-12:00", "Mo-Fr 13:00-17:00"]),
        (
            "Mon, Wed 8:00-17:00\nSun 9:30-24:00",
            ["Mo 08:00-17:00", "We 08:00-17:00", "Su 09:30-00:00"],
        ),
    ],
)
def test_the_hours_are_told_as_schema_org_writes_them(typed, told):
    assert opening_hours(SiteProfile(opening_hours=typed).hours) == told


def test_a_clinic_that_has_no_number_yet_tells_only_what_it_shows():
    found = clinic(SiteProfile(name="Northside"))

    assert found.keys() == {"@type", "@id", "name", "url"}


def test_the_home_page_tells_of_the_site_and_whose_it_is():
    site, house = home(SiteProfile(name="Northside"))["@graph"]

    assert site["publisher"] == {"@id": house["@id"]}
    assert site["name"] == house["name"] == "Northside"
