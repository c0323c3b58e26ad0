from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from clinic import throttle
from clinic.models import Tally


@pytest.fixture
def clock(monkeypatch):
    """Stand still at the beginning of a stretch of time, so that no test straddles two."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    monkeypatch.setattr(throttle.timezone, "now", lambda: clock.now)
    clock = type("Clock", (), {"now": hour})
    return clock


def ask(rf, address: str = "203.0.113.7", **headers):
    return rf.get("/", REMOTE_ADDR=address, **headers)


@pytest.mark.django_db
def test_who_asks_too_often_must_wait_and_may_then_ask_again(rf, clock):
    def may_ask() -> bool:
        return throttle.allow("start", ask(rf), limit=3, seconds=60)

    assert [may_ask() for _ in range(5)] == [True, True, True, False, False]

    clock.now += timedelta(seconds=61)
    assert may_ask()


@pytest.mark.django_db
def test_one_person_and_one_purpose_do_not_use_up_another_s(rf, clock):
    assert throttle.allow("start", ask(rf), limit=1, seconds=60)
    assert not throttle.allow("start", ask(rf), limit=1, seconds=60)

    assert throttle.allow("start", ask(rf, "203.0.113.8"), limit=1, seconds=60)
    assert throttle.allow("contact", ask(rf), limit=1, seconds=60)


@pytest.mark.django_db
def test_a_counter_holds_no_address(rf, clock):
    throttle.allow("start", ask(rf), limit=1, seconds=60)

    assert "203.0.113.7" not in str(Tally.objects.values().get())


@pytest.mark.django_db
def test_old_counters_are_forgotten(rf, clock):
    throttle.allow("start", ask(rf), limit=1, seconds=60)

    assert throttle.forget_old(clock.now + timedelta(seconds=30)) == 0
    assert throttle.forget_old(clock.now + timedelta(seconds=61)) == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_the_limit(rf, clock):
    allowed = []

    def ask_often() -> None:
        for _ in range(15):
            allowed.append(throttle.allow("start", ask(rf), limit=25, seconds=3600))
        connections.close_all()

    threads = [threading.Thread(target=ask_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(allowed) == 60
    assert sum(allowed) == 25


def test_without_a_proxy_a_claimed_address_counts_for_nothing(rf, settings):
    settings.BEHIND_PROXY = False

    request = ask(rf, HTTP_X_FORWARDED_FOR="198.51.100.1")

    assert throttle.client_address(request) == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("10.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("198.51.100.1,", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_our_proxy_its_own_word_counts(rf, settings, forwarded, address):
    settings.BEHIND_PROXY = True

    request = ask(rf, "127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert throttle.client_address(request) == address


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("unknown", "unknown"),
    ],
)
def test_a_household_is_one_asker(address, shared):
    assert throttle.neighbourhood(address) == shared
