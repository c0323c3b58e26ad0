"""Save on one device, go on with another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake import answering
from intake.models import ResumeCode, UnfinishedResponse
from tests.intake.make import key_in, send, typed
from tests.intake.reading import fields, title, words
from tests.intake.saving import begin, come_back, other, save, secret_of

WRONG = "We cannot open anything with this code"
LOCKED = "This code does not work any more"

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def test_the_page_says_what_is_kept_and_for_how_long(client, django_assert_max_num_queries):
    key = begin(client)

    with django_assert_max_num_queries(6):
        page = words(client.get(f"/check/{key}/save/"))

    assert "The answers that you have given so far" in page
    assert "That is 7 days from now. Then they are deleted." in page
    assert "Without a code, we keep them until" in page
    assert "This does not send your answers to the clinic." in page
    save(client, key)
    page = words(client.get(f"/check/{key}/save/"))
    assert "You have made a code before" in page
    assert "Without a code" not in page


def test_from_one_device_to_another(client):
    key = begin(client, "pain", leg="right")
    code = save(client, key)
    tablet = Client()

    response = come_back(tablet, code.lower().replace("-", " "))

    assert response.url == f"/check/{key}/"
    assert tablet.get(response.url).url == f"/check/{key}/question/pain"
    assert fields(tablet.get(f"/check/{key}/question/feelings"))["leg"] == ["right"]
    assert "You have started already" in words(tablet.get("/check/"))
    tablet.post(f"/check/{key}/question/pain", typed())
    assert not client.get(f"/check/{key}/").url.endswith("/question/pain")


def test_the_page_with_the_code_says_all_one_needs(client):
    key = begin(client)

    response = client.post(f"/check/{key}/save/")

    page = words(response)
    assert "localhost/check/back/" in page
    assert "Nobody at the clinic reads them until you come back and send them" in page
    assert response["Cache-Control"] == "no-store, private"
    assert int(response.cookies[f"check_{key}"]["max-age"]) == pytest.approx(7 * 86400, abs=5)


def test_the_second_device_may_come_back_as_long_as_the_response_is_kept(client):
    key = begin(client)
    code = save(client, key)
    tablet = Client()

    given = come_back(tablet, code).cookies[f"check_{key}"]
    kept = tablet.post(f"/check/{key}/question/pain", typed()).cookies[f"check_{key}"]

    assert int(given["max-age"]) == pytest.approx(7 * 86400, abs=5)
    assert int(kept["max-age"]) == pytest.approx(7 * 86400, abs=5)
    assert (given["httponly"], given["samesite"], given["path"]) == (True, "Lax", "/check/")


def test_an_alert_that_nobody_read_comes_first_after_coming_back(client):
    key = begin(client)
    code = save(client, key)
    answering.keep(
        key,
        secret_of(client, key),
        given={"chest_pain": True},
        asked=["chest_pain"],
        now=timezone.now(),
    )
    tablet = Client()

    response = come_back(tablet, code)

    assert tablet.get(response.url).url == f"/check/{key}/alert/"


def test_wrong_tries_are_told_kindly_and_five_lock_the_code(client):
    key = begin(client)
    code = save(client, key)
    tablet = Client()

    pages = [come_back(tablet, other(code)) for _ in range(5)]

    assert [page.status_code for page in pages] == [422] * 5
    assert all(WRONG in words(page) for page in pages[:4])
    assert fields(pages[0])["code"] == [other(code)]
    assert title(pages[0]).startswith("Error: Open your saved answers")
    assert LOCKED in words(pages[4])
    assert LOCKED in words(come_back(tablet, code))
    assert client.get(f"/check/{key}/").url.endswith("/question/pain")
    assert come_back(tablet, save(client, key)).status_code == 302


def test_a_code_that_is_none_is_told_what_is_missing():
    assert "Enter your code" in words(come_back(Client(), ""))
    assert "This is less" in words(come_back(Client(), "KT7M"))
    assert "Enter your code and nothing else" in words(come_back(Client(), "K" * 4000))


def test_nobody_learns_whether_a_code_exists(client):
    code = save(client, begin(client))
    pages = [words(come_back(Client(), other(code, place))) for place in (-1, 0)]

    assert WRONG in pages[0]
    known, unknown = (page.replace(other(code), "").replace(other(code, 0), "") for page in pages)
    assert known == unknown


def test_too_many_codes_from_one_connection_must_wait(client, monkeypatch):
    monkeypatch.setattr("intake.views.comeback.TRIES_AN_HOUR", 2)
    code = save(client, begin(client))

    answers = [come_back(Client(), other(code, 0)).status_code for _ in range(3)]

    assert answers == [422, 422, 429]
    late = come_back(Client(), code)
    assert late.status_code == 429
    assert fields(late)["code"] == [code]
    assert come_back(Client(), code, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_an_old_token_keeps_the_code_that_was_typed(client, strict):
    code = save(client, begin(client))

    response = come_back(strict, code)

    assert response.status_code == 403
    assert fields(response)["code"] == [code]
    assert strict.post("/check/back/", fields(response)).status_code == 302


def test_after_sending_the_code_opens_nothing(client):
    key = begin(client, "check")
    code = save(client, key)
    client.post(f"/check/{key}/check/")

    response = come_back(Client(), code)

    assert response.status_code == 422
    assert "If you have sent them, we have them" in words(response)


def test_a_sent_response_gets_no_code(client):
    sent = send(client)

    assert client.post(f"/check/{key_in(sent)}/save/").url == sent


def test_when_the_week_is_over_nothing_is_left(client):
    key = begin(client)
    code = save(client, key)
    UnfinishedResponse.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert WRONG in words(come_back(Client(), code))
    assert client.get(f"/check/{key}/save/").status_code == 410


def test_without_a_pass_there_is_no_code(client):
    key = begin(client)

    assert Client().get(f"/check/{key}/save/").status_code == 410
    assert Client().post(f"/check/{key}/save/").status_code == 410
    assert not ResumeCode.objects.exists()


def test_twenty_codes_an_hour_are_enough(client, monkeypatch):
    monkeypatch.setattr("intake.views.comeback.CODES_AN_HOUR", 1)
    key = begin(client)
    code = save(client, key)

    assert client.post(f"/check/{key}/save/").status_code == 429
    assert come_back(Client(), code).status_code == 302


def test_the_ways_back_are_shown_where_people_look(client):
    for address, status in (("/check/", 200), ("/check/23456789abcdefgh/", 410)):
        response = client.get(address)
        assert response.status_code == status
        assert 'href="/check/back/"' in response.content.decode()


def test_a_shared_computer_forgets(client):
    key = begin(client)
    code = save(client, key)

    assert client.get(f"/check/{key}/leave/").status_code == 405
    assert client.post(f"/check/{key}/leave/").url == "/check/"

    assert client.get(f"/check/{key}/").status_code == 410
    assert come_back(client, code).status_code == 302
