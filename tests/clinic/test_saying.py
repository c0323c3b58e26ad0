"""Days and times in the words of the language that we speak."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import localize

from clinic import saying
from clinic.hours import OpeningHours

MOMENT = datetime(2026, 3, 4, 15, 42, tzinfo=UTC)  # 9:42 in the morning at the clinic


@pytest.mark.parametrize(
    ("language", "day", "clock"),
    [
        ("en-us", "March 4, 2026", "9:42 am"),
        ("es", "4 de marzo de 2026", "9:42 a. m."),
        ("fr", "4 mars 2026", "09:42"),
    ],
)
def test_a_moment_is_told_as_people_who_speak_the_language_write_it(language, day, clock):
    template = Template("{% load clinic %}{{ moment|us_date }}/{{ moment|us_time }}")

    with translation.override(language):
        shown = template.render(Context({"moment": MOMENT}))

    assert shown.replace("\xa0", " ") == f"{day}/{clock}"


@pytest.mark.parametrize(
    ("at", "words"), [(time(8), "8 a. m."), (time(12), "mediodía"), (time(0), "medianoche")]
)
def test_full_hours_have_no_minutes(at, words):
    with translation.override("es"):
        assert saying.clock(at).replace("\xa0", " ") == words


def test_a_week_is_told_in_spanish():
    hours = OpeningHours.parse("Mon-Thu 8-12, 13-17\nFri, Sat 8:30-12:00", "", UTC)

    with translation.override("es"):
        shown = [line.replace("\xa0", " ") for line in saying.hours(hours)]

    assert shown == [
        "De lunes a jueves, de 8 a. m. a mediodía y de 1 p. m. a 5 p. m.",
        "Viernes y sábado, de 8:30 a. m. a mediodía",
    ]


@pytest.mark.parametrize("language", ["en-us", "es"])
def test_numbers_have_a_decimal_point_as_in_the_united_states(language):
    with translation.override(language):
        assert localize(2.5) == "2.5"
        assert saying.day(date(2026, 3, 4)).endswith("2026")
