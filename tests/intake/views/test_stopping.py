"""Stop in the middle of a page: what was answered is kept, what was mistyped is shown."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.utils import timezone

from intake import answering, publishing
from intake.models import ResumeCode
from tests.intake.make import DEFINITION, key_in, typed
from tests.intake.reading import dead_links, fields, words
from tests.intake.saving import STOP, begin, secret_of

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def test_stopping_keeps_what_is_answered_and_asks_the_rest_again(client):
    key = begin(client, "feelings")
    page = f"/check/{key}/question/feelings"

    response = client.post(page, STOP | {"leg": "left"})

    assert response.url == f"/check/{key}/save/"
    assert client.get(f"/check/{key}/").url == page
    found = fields(client.get(page))
    assert found["leg"] == ["left"]
    assert "symptoms" not in found


def test_who_stops_has_not_left_the_rest_blank(client):
    key = begin(client, "contact_page")

    client.post(f"/check/{key}/question/contact_page", typed(message="", phone="") | STOP)

    assert client.get(f"/check/{key}/").url.endswith("/question/contact_page")
    answers = answering.opened(key, secret_of(client, key), now=timezone.now()).draft.answers
    assert answers["name"] == "Joan Alder"
    assert not {"message", "phone"} & answers.keys()


def test_what_was_mistyped_is_shown_before_it_is_lost(client):
    key = begin(client, "contact_page")
    page = f"/check/{key}/question/contact_page"

    response = client.post(page, typed(phone="651 555", message="It began in May") | STOP)

    assert response.status_code == 422
    assert "All else on this page is kept" in words(response)
    assert f'href="/check/{key}/save/"' in response.content.decode()
    assert fields(response)["phone"] == ["651 555"]
    assert dead_links(response) == set()
    assert fields(client.get(page))["message"] == ["It began in May"]
    assert client.post(page, typed() | STOP).url == f"/check/{key}/save/"


@pytest.mark.parametrize("year", ["58", "19x8"])
def test_a_date_that_was_mistyped_is_shown_before_it_is_lost(client, year):
    key = begin(client, "contact_page")

    response = client.post(
        f"/check/{key}/question/contact_page", typed(date_of_birth_2=year) | STOP
    )

    assert response.status_code == 422
    assert fields(response)["date_of_birth_2"] == [year]


def test_stopping_on_the_very_first_page_keeps_it(client):
    response = client.post("/check/begin/", {"fever": "false"} | STOP)

    assert response.url.endswith("/save/")
    key = key_in(response.url)
    assert fields(client.get(client.get(f"/check/{key}/").url))["fever"] == ["false"]


def test_stopping_with_an_old_token_keeps_what_was_typed(strict):
    response = strict.post("/check/begin/", {"fever": "false"} | STOP)

    assert response.status_code == 403
    assert fields(response)["fever"] == ["false"]
    again = strict.post("/check/begin/", fields(response) | STOP)
    assert again.url.endswith("/save/")


def test_an_emergency_does_not_wait_for_somebody_who_stops(client):
    response = client.post("/check/begin/", {"chest_pain": "true"} | STOP)

    alert = f"/check/{key_in(response.url)}/alert/"
    assert response.url == alert
    assert client.get(alert.replace("alert", "save")).url == alert
    assert client.post(alert.replace("alert", "save")).url == alert
    assert not ResumeCode.objects.exists()


def test_the_page_before_sending_can_be_left_too(client):
    key = begin(client, "check")

    assert f'href="/check/{key}/save/"' in client.get(f"/check/{key}/check/").content.decode()


def test_stopping_where_more_could_be_added_leaves_that_open(client):
    document = json.loads(DEFINITION.read_text(encoding="utf-8"))
    document["item"][1:1] = [
        {
            "linkId": "medicines",
            "text": "Your medicines",
            "type": "group",
            "repeats": True,
            "item": [{"linkId": "medicine", "text": "Its name", "type": "string"}],
        }
    ]
    rules = DEFINITION.with_suffix(".triage.json").read_text(encoding="utf-8")
    publishing.publish(json.dumps(document), rules, by=None)
    response = client.post("/check/begin/", typed())
    more = response.url
    assert "Do you want to add" in words(client.get(more))

    response = client.post(more, STOP | {"more": "true"})

    assert response.url == f"/check/{key_in(more)}/save/"
    assert client.get(f"/check/{key_in(more)}/").url == more
