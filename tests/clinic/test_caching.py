from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from clinic.caching import midnight_after, public

NOON = datetime(2026, 3, 10, 17, tzinfo=UTC)  # in Chicago, where the clinic of the tests is
MIDNIGHT = datetime(2026, 3, 11, 5, tzinfo=UTC)


def ask(rf, method: str = "get", until=None, **response) -> HttpResponse:
    view = public(60, until=until)(lambda request: HttpResponse(**response))
    return view(getattr(rf, method)("/"))


def kept(response: HttpResponse) -> int:
    return int(response["Cache-Control"].removeprefix("public, max-age="))


@pytest.fixture
def clock(monkeypatch):
    """Let it be a moment, and stay so."""

    def stop(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stop


def test_a_public_page_may_be_kept_for_a_minute(rf):
    assert ask(rf)["Cache-Control"] == "public, max-age=60"
    assert ask(rf, "head")["Cache-Control"] == "public, max-age=60"


def test_an_error_and_the_answer_to_a_form_may_not(rf):
    assert "Cache-Control" not in ask(rf, status=404)
    assert "Cache-Control" not in ask(rf, "post")


def test_a_page_that_says_otherwise_is_left_alone(rf):
    assert ask(rf, headers={"Cache-Control": "no-store"})["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("seconds", "expected"), [(3600, 60), (60, 60), (59.9, 59), (12.5, 12), (0.4, 0), (-5, 0)]
)
def test_nobody_keeps_a_page_beyond_its_next_change(rf, clock, seconds, expected):
    clock(NOON)

    assert kept(ask(rf, until=lambda now: now + timedelta(seconds=seconds))) == expected


def test_nothing_planned_leaves_the_minute(rf, clock):
    clock(NOON)

    assert kept(ask(rf, until=lambda now: None)) == 60


def test_nobody_keeps_a_page_beyond_midnight_where_the_clinic_is(rf, clock):
    clock(MIDNIGHT - timedelta(seconds=20))
    assert kept(ask(rf, until=lambda now: None)) == 20
    assert kept(ask(rf, until=lambda now: now + timedelta(seconds=7))) == 7

    clock(MIDNIGHT)
    assert kept(ask(rf, until=lambda now: None)) == 60


def test_a_change_while_the_page_was_made_counts(rf, monkeypatch):
    ticks = iter([NOON, NOON + timedelta(seconds=2)])
    monkeypatch.setattr(timezone, "now", lambda: next(ticks))

    assert kept(ask(rf, until=lambda now: NOON + timedelta(seconds=1))) == 0


def test_an_error_does_not_ask_for_the_next_change(rf):
    def fail(now):
        raise AssertionError

    assert "Cache-Control" not in ask(rf, until=fail, status=404)


@pytest.mark.parametrize(
    ("moment", "midnight"),
    [
        (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 3, 9, 5, tzinfo=UTC)),  # 23 hours
        (datetime(2026, 11, 1, 6, tzinfo=UTC), datetime(2026, 11, 2, 6, tzinfo=UTC)),  # 25 hours
    ],
)
def test_midnight_is_right_on_the_days_when_the_clocks_change(moment, midnight):
    assert midnight_after(moment) == midnight
