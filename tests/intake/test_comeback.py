"""A code opens an unfinished response. What is in the database does not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from intake import answering, comeback, photos, submitting
from intake.domain import codes
from intake.models import Photo, Release, ResumeCode, UnfinishedResponse
from tests.intake.make import make_unfinished

pytestmark = pytest.mark.usefixtures("clinic")

NOW = timezone.now()


@pytest.fixture
def begun(clinic):
    """Key and secret of a response that somebody has begun."""
    return make_unfinished(Release.objects.get(), now=NOW, name="Joan Q. Alder")


def make_code(begun, now=NOW) -> str:
    return comeback.make_code(answering.opened(*begun, now=now), begun[1], now=now)


def make_link(begun, now=NOW) -> str:
    return comeback.make_link(answering.opened(*begun, now=now), begun[1], now=now)


def wrong(code: str, place: int = -1) -> str:
    """Return a code that differs in one letter."""
    letters = list(codes.read(code))
    letters[place] = "C" if letters[place] != "C" else "D"
    return "".join(letters)


def comes_back(code: str, now=NOW) -> bool | str:
    try:
        return bool(comeback.come_back(code, now=now))
    except (comeback.WrongCode, comeback.Locked) as refusal:
        return type(refusal).__name__


def test_a_code_opens_the_response(begun):
    code = make_code(begun)

    key, secret = comeback.come_back(code, now=NOW)

    assert (key, secret) == begun
    assert answering.opened(key, secret, now=NOW).draft.answers["name"] == "Joan Q. Alder"
    assert comes_back(code.lower().replace("-", " "), NOW)


def test_with_a_code_the_response_is_kept_for_a_week(begun):
    code = make_code(begun)
    later = NOW + timedelta(days=6, hours=23)

    assert comes_back(code, later) is True
    assert comes_back(code, NOW + timedelta(days=7)) == "WrongCode"
    assert answering.forget_expired(later) == 0
    answering.forget_expired(NOW + timedelta(days=7))
    assert not ResumeCode.objects.exists()
    assert not UnfinishedResponse.objects.exists()


def test_photos_come_back_too(begun, quick_workshop):
    row = answering.opened(*begun, now=NOW).row
    leg = photos.add(row, b"a leg", title="leg.jpg", now=NOW)
    answering.keep(*begun, given={"photo": leg}, asked=["photo"], now=NOW)
    code = make_code(begun)
    later = NOW + timedelta(days=3)
    answering.forget_expired(later)

    opened = answering.opened(*comeback.come_back(code, now=later), now=later)

    assert opened.draft.answers["photo"] == leg
    assert Photo.objects.get().unfinished == opened.row


def test_answering_on_makes_the_week_no_shorter_and_a_day_after_the_last_answer_no_less(begun):
    make_code(begun)

    answering.keep(*begun, given={}, asked=(), now=NOW + timedelta(days=1))
    assert UnfinishedResponse.objects.get().expires_at == NOW + timedelta(days=7)

    answering.keep(*begun, given={}, asked=(), now=NOW + timedelta(days=6, hours=12))
    assert UnfinishedResponse.objects.get().expires_at == NOW + timedelta(days=7, hours=12)


def test_five_wrong_tries_lock_a_code_for_good(begun):
    code = make_code(begun)

    assert [comes_back(wrong(code)) for _ in range(5)] == ["WrongCode"] * 4 + ["Locked"]

    assert comes_back(code) == "Locked"
    assert bytes(ResumeCode.objects.get().wrapped) == b""
    assert answering.opened(*begun, now=NOW)
    assert comes_back(make_code(begun)) is True


def test_the_right_code_forgives_the_tries_before(begun):
    code = make_code(begun)

    assert [comes_back(wrong(code)) for _ in range(4)] == ["WrongCode"] * 4
    assert comes_back(code) is True
    assert [comes_back(wrong(code)) for _ in range(4)] == ["WrongCode"] * 4
    assert comes_back(code) is True


def test_a_code_that_does_not_exist_is_told_like_one_that_does(begun):
    nobodys = wrong(make_code(begun), place=0)

    assert [comes_back(nobodys) for _ in range(6)] == ["WrongCode"] * 4 + ["Locked"] * 2
    assert ResumeCode.objects.get().tries == 0


def test_a_code_that_does_not_exist_is_as_much_work(begun, monkeypatch):
    code = make_code(begun)
    work = []
    scrypt = comeback.hashlib.scrypt
    monkeypatch.setattr(
        comeback.hashlib, "scrypt", lambda *args, **kw: work.append(1) or scrypt(*args, **kw)
    )

    for each in (wrong(code), wrong(code, place=0), *[wrong(code)] * 4, code):
        comes_back(each)

    assert len(work) == 7


def test_what_can_be_no_code_is_no_try(begun):
    code = make_code(begun)

    for _ in range(6):
        with pytest.raises(codes.NotACode):
            comes_back(code[:-1])

    assert comes_back(code) is True


def test_a_new_code_takes_the_place_of_the_old_one_and_of_the_link(begun):
    old, link = make_code(begun), make_link(begun)

    new = make_code(begun)

    assert comes_back(old) == "WrongCode"
    assert comes_back(new) is True
    with pytest.raises(answering.NotHere):
        comeback.follow_link(link, now=NOW)
    assert ResumeCode.objects.count() == 1


def test_a_link_opens_the_response_beside_the_code_as_often_as_it_is_followed(begun):
    code, link = make_code(begun), make_link(begun)

    assert comeback.follow_link(link, now=NOW) == comeback.follow_link(link, now=NOW) == begun
    assert comes_back(code) is True
    assert len(link) == 43


def test_a_new_link_takes_the_place_of_the_old_one_alone(begun):
    code, old = make_code(begun), make_link(begun)

    new = make_link(begun)

    assert comeback.follow_link(new, now=NOW) == begun
    assert comes_back(code) is True
    with pytest.raises(answering.NotHere):
        comeback.follow_link(old, now=NOW)


@pytest.mark.parametrize("days", [7, 8])
def test_a_link_ends_with_the_response(begun, days):
    link = make_link(begun)

    with pytest.raises(answering.NotHere):
        comeback.follow_link(link, now=NOW + timedelta(days=days))


def test_a_code_is_no_link_and_a_link_is_no_code(begun):
    code, link = make_code(begun), make_link(begun)

    for token in (codes.read(code), codes.read(code)[:4], "", link[:-1] + "~"):
        with pytest.raises(answering.NotHere):
            comeback.follow_link(token, now=NOW)


def test_what_was_sent_is_not_opened_again(begun):
    code, link = make_code(begun), make_link(begun)

    submitting.send_response(*begun, now=NOW)

    assert comes_back(code) == "WrongCode"
    with pytest.raises(answering.NotHere):
        comeback.follow_link(link, now=NOW)
    assert UnfinishedResponse.objects.get().expires_at == NOW + answering.COPY_KEPT_FOR


def test_what_was_sent_or_is_over_gets_no_code(begun):
    opened = answering.opened(*begun, now=NOW)
    submitting.send_response(*begun, now=NOW)

    for now in (NOW, NOW + timedelta(days=2)):
        with pytest.raises(answering.NotHere):
            comeback.make_code(opened, begun[1], now=now)
    assert not ResumeCode.objects.exists()


def test_a_stolen_database_is_no_use_without_the_servers_key(begun, settings):
    code, link = make_code(begun), make_link(begun)

    settings.SECRET_KEY = "another server's"

    assert comes_back(code) == "WrongCode"
    with pytest.raises(answering.NotHere):
        comeback.follow_link(link, now=NOW)


def test_a_wrapped_secret_opens_in_its_own_row_alone(begun):
    code = make_code(begun)
    other = make_unfinished(Release.objects.get(), now=NOW)
    make_code(other)
    mine = ResumeCode.objects.get(response=begun[0])

    ResumeCode.objects.filter(response=other[0]).delete()
    ResumeCode.objects.filter(pk=mine.pk).update(response=other[0])

    assert comes_back(code) == "WrongCode"


def test_one_response_has_one_code(begun):
    make_code(begun)
    row = ResumeCode.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        ResumeCode.objects.create(
            locator="another", response=row.response, kind=row.kind, wrapped=b"", made_at=NOW
        )


@pytest.mark.django_db(transaction=True)
def test_twenty_wrong_tries_at_once_are_five(begun):
    code = make_code(begun)
    together = Barrier(20)

    def attempt(number: int) -> bool | str:
        together.wait()
        try:
            return comes_back(wrong(code))
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        refused = list(pool.map(attempt, range(20)))

    assert refused.count("WrongCode") <= 4
    assert refused.count("Locked") >= 16
    assert comes_back(code) == "Locked"
    row = ResumeCode.objects.get()
    assert (row.tries, bytes(row.wrapped)) == (5, b"")


@pytest.mark.django_db(transaction=True)
def test_two_codes_made_at_once_are_one(begun):
    together = Barrier(4)

    def make(number: int) -> str:
        together.wait()
        try:
            return make_code(begun)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(make, range(4)))

    assert ResumeCode.objects.count() == 1
    assert [comes_back(code) for code in made].count(True) == 1
