from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template


def render(source: str, **context: object) -> str:
    return Template("{% load clinic %}" + source).render(Context(context))


def test_an_icon_is_silent_for_screen_readers():
    drawing = render('{% icon "phone" %}')

    assert 'aria-hidden="true"' in drawing
    assert "<path d=" in drawing


def test_an_icon_that_does_not_exist_is_found_out_at_once():
    with pytest.raises(KeyError):
        render('{% icon "phnoe" %}')


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/articles/", ' aria-current="page"'),
        ("/articles/night-leg-cramps/", ' aria-current="true"'),
        ("/contact/", ""),
    ],
)
def test_the_menu_shows_where_we_are(rf, path, mark):
    link = render('{% menu_link "articles:list" "Articles" %}', request=rf.get(path))

    assert link == f'<a href="/articles/"{mark}>Articles</a>'


def test_days_are_written_the_american_way():
    assert render("{{ day|us_date }}", day=date(2026, 3, 4)) == "March 4, 2026"


def test_moments_are_told_in_the_clinics_time_zone():
    late = datetime(2026, 3, 5, 3, 42, tzinfo=UTC)

    assert render("{{ at|us_date }}, {{ at|us_time }}", at=late) == "March 4, 2026, 9:42 pm"


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(9, 42, "9:42 am"), (8, 0, "8 am"), (12, 0, "noon")]
)
def test_times_are_short_and_cannot_be_taken_for_night(hour, minute, words):
    assert render("{{ at|us_time }}", at=datetime(2026, 3, 4, hour, minute)) == words


def test_nothing_is_written_where_there_is_no_date():
    assert render("[{{ day|us_date }}{{ day|us_time }}]", day=None) == "[]"


def test_a_headline_breaks_where_its_sentences_end():
    page = render('{{ words|sentences|join:"<br>" }}', words="Tired legs? Is it <b>you</b>.")

    assert page == "Tired legs?<br>Is it &lt;b&gt;you&lt;/b&gt;."


def test_a_number_is_shown_and_can_be_called():
    page = render('<a href="{{ n|tel }}">{{ n|phone }}</a>', n="+16515550142")

    assert page == '<a href="tel:+16515550142">651-555-0142</a>'
