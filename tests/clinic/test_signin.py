from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic import signin, throttle

PASSWORD = "a long enough password"
SORRY = "Too many tries to sign in. Wait 5 minutes, then try again."


@pytest.fixture
def clock(monkeypatch):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    clock = type("Clock", (), {"now": hour})
    monkeypatch.setattr(throttle.timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def sign_in(client, clock):
    def try_it(name: str = "maya", password: str = "wrong", address: str = "203.0.113.7") -> str:
        response = client.post(
            "/staff/login/",
            {"username": name, "password": password, "next": "/staff/"},
            REMOTE_ADDR=address,
        )
        return "in" if response.status_code == 302 else response.content.decode()

    return try_it


def test_a_nurse_signs_in(sign_in, nurse):
    assert sign_in(password=PASSWORD) == "in"


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(sign_in, nurse):
    said = sign_in()

    assert "Please enter the correct username and password" in said
    assert SORRY not in said


def test_after_five_wrong_passwords_even_the_right_one_must_wait(sign_in, nurse, clock):
    for number in range(5):
        assert SORRY not in sign_in(address=f"203.0.113.{number}")

    assert SORRY in sign_in(password=PASSWORD)

    clock.now += timedelta(seconds=signin.STRETCH)
    assert sign_in(password=PASSWORD) == "in"


def test_another_spelling_of_a_name_is_the_same_name(sign_in, nurse):
    for name in ("maya", "MAYA", "Maya", " maya", "\uff4d\uff41\uff59\uff41"):
        sign_in(name)

    assert SORRY in sign_in(password=PASSWORD)


def test_one_colleague_s_mistakes_do_not_keep_another_out(sign_in, nurse, editor):
    for _ in range(6):
        sign_in("maya")

    assert sign_in("edith", PASSWORD) == "in"


def test_trying_many_names_from_one_address_ends_too(sign_in, nurse):
    for number in range(20):
        assert SORRY not in sign_in(f"nobody{number}")

    assert SORRY in sign_in(password=PASSWORD)
    assert sign_in(password=PASSWORD, address="203.0.113.8") == "in"


def test_signing_in_wipes_the_slate(sign_in, nurse):
    for _ in range(3):
        for _ in range(4):
            sign_in()
        assert sign_in(password=PASSWORD) == "in"


def test_a_clinic_behind_one_address_may_sign_in_all_morning(sign_in, nurse):
    for _ in range(signin.TRIES_FROM_AN_ADDRESS + 5):
        assert sign_in(password=PASSWORD) == "in"


def test_the_address_s_count_is_not_wiped_by_an_account_of_one_s_own(sign_in, nurse):
    """Else somebody with one password could try others without end."""
    for number in range(19):
        sign_in(f"nobody{number}")
    assert sign_in(password=PASSWORD) == "in"
    sign_in("nobody20")

    assert SORRY in sign_in("nobody21")


def test_a_form_without_a_name_is_a_try_too(client, clock, db):
    response = client.post("/staff/login/", {"username": "", "password": ""})

    assert response.status_code == 200
