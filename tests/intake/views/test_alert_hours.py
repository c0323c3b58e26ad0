"""What cannot wait, at each hour and in each language: whom to call, or where to go."""

from __future__ import annotations

import json

import pytest

from intake import publishing
from tests.clinic.languages import offer_spanish
from tests.intake.make import DEFINITION, key_in, make_profile, typed, walk_until
from tests.intake.reading import title, words

pytestmark = pytest.mark.usefixtures("clinic")

IN_HOURS = "2026-11-24 10:00"  # a Tuesday
SWOLLEN = {"swelling": "one_leg", "swelling_onset": "new"}


def publish_reviewed() -> None:
    """Publish the leg check with its Spanish texts reviewed."""
    rules = json.loads(DEFINITION.with_suffix(".triage.json").read_text(encoding="utf-8"))
    for text in rules["texts"].values():
        text["translations"]["es"] |= {"reviewed_by": "Ana Ruiz", "reviewed_on": "2026-11-20"}
    publishing.publish(DEFINITION.read_text(encoding="utf-8"), json.dumps(rules), by=None)


@pytest.mark.parametrize(
    ("moment", "leads_with"),
    [
        ("2026-11-24 07:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-24 16:29", "Please call us now at 651-555-0142"),
        ("2026-11-24 16:30", "We are about to close. Go to urgent care or an emergency room today"),
        ("2026-11-24 17:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-26 12:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-28 12:00", "We are closed now. Go to urgent care or an emergency room today"),
    ],
    ids=["early", "in hours", "closing", "late", "holiday", "Saturday"],
)
def test_where_to_go_today_depends_on_whether_we_are_there(client, at, moment, leads_with):
    make_profile(closed_on="2026-11-26")
    at(moment)

    page = client.get(walk_until(client, "alert", **SWOLLEN))

    assert title(page).startswith(leads_with)
    assert words(page).count(leads_with) == 2  # on the tab, and on the page
    assert "needs a check today" in words(page)
    assert 'href="tel:+16515550142"' in page.content.decode()
    is_closed = leads_with.startswith("We are closed")
    assert ("We open again on" in words(page)) is is_closed
    assert ("Please call" in words(page)) is leads_with.startswith("Please call")


def test_half_an_hour_later_it_leads_with_urgent_care(client, at):
    at(IN_HOURS)
    alert = walk_until(client, "alert", **SWOLLEN)
    client.post(alert)

    at("2026-11-24 10:20")
    client.post(f"/check/{key_in(alert)}/question/pain", typed(**SWOLLEN))
    page = client.get(alert)
    assert title(page).startswith("Please call us now")
    assert "If you have not reached us by 10:30 am, do not wait" in words(page)
    at("2026-11-24 10:30")
    page = client.get(alert)

    assert title(page).startswith("If you have not reached us, go to urgent care")
    assert "Call 651-555-0142" in words(page)
    assert "10:30" not in words(page)


def test_an_emergency_is_911_at_any_hour(client, at):
    at("2026-11-28 03:00")

    page = client.get(client.post("/check/begin/", typed(fainted="true")).url)

    assert title(page).startswith("Call 911 now")
    assert "closed" not in words(page).partition("We have not sent your answers")[0]


def test_a_clinic_without_a_number_names_who_is_there(client, at):
    make_profile(phone="")
    at(IN_HOURS)

    page = client.get(walk_until(client, "alert", **SWOLLEN))

    assert title(page).startswith("Go to urgent care or an emergency room today")
    assert "Please call" not in words(page).partition("We have not sent")[0]


def test_the_time_to_stop_calling_is_told_in_spanish_as_it_is_written_here(
    client, administrator, at
):
    at("2026-11-24 15:10")
    offer_spanish(by=administrator)
    publish_reviewed()

    url = client.post("/es/check/begin/", typed(sudden_severe_pain="true")).url

    assert "Si antes de esta hora, 3:40\xa0p.\xa0m., no ha podido" in client.get(url).text


def test_a_translated_text_says_who_reviewed_it(client, administrator):
    offer_spanish(by=administrator)
    publish_reviewed()

    alert = client.post("/es/check/begin/", typed(fainted="true")).url
    page = client.get(alert)

    assert title(page).startswith("Llame al 911 ahora")
    assert "No maneje usted" in words(page)
    assert "Ana Ruiz, 20 de noviembre de 2026" in words(page)
    assert "Do not drive" not in words(page)
