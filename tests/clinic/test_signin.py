from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from clinic import audit, signin, throttle
from clinic.models import AuditEvent

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
    for _ in range(5):
        assert SORRY not in sign_in()

    assert SORRY in sign_in(password=PASSWORD)

    clock.now += timedelta(seconds=signin.STRETCH)
    assert sign_in(password=PASSWORD) == "in"


def test_a_stranger_elsewhere_cannot_keep_a_nurse_out(sign_in, nurse):
    for _ in range(100):
        sign_in(address="198.51.100.1")
    sign_in("maya 203.0.113.7", address="198.51.100.2")

    assert sign_in(password=PASSWORD) == "in"


def test_trying_one_name_from_many_places_ends_too(sign_in, nurse):
    for number in range(signin.TRIES_FOR_A_NAME):
        assert SORRY not in sign_in(address=f"198.51.100.{number // 5}")

    assert SORRY in sign_in(password=PASSWORD)


def test_who_signs_in_all_day_is_never_one_of_too_many(sign_in, nurse):
    for number in range(signin.TRIES_FOR_A_NAME + 5):
        assert sign_in(password=PASSWORD, address=f"198.51.100.{number}") == "in"


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


def test_signing_in_is_recorded(sign_in, nurse):
    sign_in(password=PASSWORD)

    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == ("signed in", nurse, str(nurse.pk))


def test_a_wrong_password_is_recorded_with_the_account_it_was_tried_on(sign_in, nurse):
    sign_in("maya")

    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == ("sign-in refused", None, str(nurse.pk))


def test_what_is_no_name_of_an_account_is_not_recorded(sign_in, db):
    """People type passwords into the wrong box."""
    sign_in("my secret password")

    event = AuditEvent.objects.get()
    assert (event.action, event.target_id, event.detail) == ("sign-in refused", "", {})
    assert "secret" not in str(vars(event))


def test_tries_that_are_not_looked_at_do_not_fill_the_trail(sign_in, nurse):
    for _ in range(30):
        sign_in()

    assert AuditEvent.objects.count() == 5


def test_a_sign_in_that_cannot_be_recorded_is_none(sign_in, client, nurse, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(OperationalError):
        sign_in(password=PASSWORD)
    assert client.get("/staff/").status_code == 302


def test_the_new_password_is_not_the_old_one(client, nurse):
    client.force_login(nurse)
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}

    response = client.post("/staff/password_change/", same)

    assert "Choose a new password, not the one you have." in response.content.decode()
    assert not AuditEvent.objects.exists()


def test_changing_one_s_own_password_is_recorded_and_keeps_one_signed_in(client, nurse):
    client.force_login(nurse)
    new = "another long password"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    response = client.post("/staff/password_change/", typed, follow=True)

    nurse.refresh_from_db()
    assert nurse.check_password(new)
    assert response.redirect_chain == [("/staff/password_change/done/", 302)]
    assert response.status_code == 200
    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("changed own password", nurse)
    assert new not in str(event.detail)
