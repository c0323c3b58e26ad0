from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from clinic.models import SiteProfile


def faults(**fields) -> dict[str, list[str]]:
    try:
        SiteProfile(**fields).full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_new_site_has_a_name_hours_and_colours_that_can_be_read(db):
    profile = SiteProfile.current()

    assert profile.name == "Our clinic"
    assert profile.phone_display == ""
    assert profile.hours_lines == ["Monday to Friday, 8 am to 5 pm"]
    assert profile.emergency_text.startswith("This form is not for emergencies.")
    assert faults() == {}
    assert not SiteProfile.objects.exists()


def test_there_is_one_profile(db):
    SiteProfile.objects.create(name="Northside Vein Clinic")

    for second in (SiteProfile(id=2), SiteProfile()):
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()

    assert SiteProfile.current().name == "Northside Vein Clinic"


def test_lines_and_paragraphs_come_out_clean():
    profile = SiteProfile(
        phone="+16515550142",
        address=" 1200 Lakeview Avenue\r\n\r\nNorthside, MN 55000 ",
        team="Maya reads first.\r\nShe is a nurse.\r\n\r\n \r\nDr. Solberg looks next.",
        notify="a@northside.example\r\n b@northside.example\r\n",
    )

    assert profile.phone_display == "651-555-0142"
    assert profile.address_lines == ["1200 Lakeview Avenue", "Northside, MN 55000"]
    assert profile.team_paragraphs == [
        "Maya reads first.\nShe is a nurse.",
        "Dr. Solberg looks next.",
    ]
    assert profile.notify_addresses == ["a@northside.example", "b@northside.example"]
    assert SiteProfile().address_lines == SiteProfile().team_paragraphs == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "555-0142", "Enter a phone number with 10 digits"),
        ("opening_hours", "Mon-Fri 8:00-5:00", "closing time must come after opening time"),
        ("closed_on", "12/25/2026", "Write each day like 2026-12-25"),
        ("notify", "nurse@northside.example\nnobody", "“nobody” is no email address"),
        ("accent", "blue", "Write a color as #"),
        ("accent", "#34427c0", "at most 7 characters"),
        ("accent", "#7a85b8", "hard to read on white pages. Choose a darker color"),
        ("accent_bright", "#34427c", "hard to read on dark pages. Choose a brighter color"),
    ],
)
def test_what_would_not_work_is_refused_in_words(field, value, said):
    messages = faults(**{field: value})[field]

    assert any(said in message for message in messages), messages


@pytest.mark.parametrize(
    ("accent", "bright"),
    [
        ("#34427c", "#bcc7fb"),
        ("#1f5d4c", "#9fdcc3"),
        ("#8a2b4f", "#f6b3c8"),
        ("#2f4858", "#a9d0e6"),
        ("#6B3D1E", "#ECC39E"),
    ],
)
def test_the_five_tried_pairs_of_colours_are_accepted(accent, bright):
    assert faults(accent=accent, accent_bright=bright) == {}


def test_pages_ask_for_a_new_sheet_when_a_colour_changes():
    before = SiteProfile()

    assert before.theme_version == SiteProfile().theme_version
    assert before.theme_version != SiteProfile(accent="#1f5d4c").theme_version
    assert before.theme_version != SiteProfile(accent_bright="#9fdcc3").theme_version
