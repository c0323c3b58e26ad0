"""The first page of the leg check, and the way in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import Questionnaire, Release, UnfinishedResponse
from intake.views.start import BEGINNINGS_AN_HOUR
from tests.intake.make import key_in, make_unfinished, typed, walk_until
from tests.intake.reading import dead_links, fields, in_the_menu, title, words

pytestmark = pytest.mark.usefixtures("clinic")


def test_the_first_page_says_what_to_expect_and_leaves_no_trace(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the release, the clinic's profile
        response = client.get("/check/")

    assert response.status_code == 200
    assert title(response) == "Leg check | Northside Vein Clinic"
    assert "This form is not for emergencies" in words(response)
    assert 'href="tel:911"' in response.content.decode()
    assert not response.cookies
    assert response["Cache-Control"] == "no-store, private"
    assert not UnfinishedResponse.objects.exists()


def test_the_menu_says_so_on_every_page_of_the_leg_check_and_nowhere_else(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url

    for address in ("/check/", "/check/begin/", alert, "/check/changed/"):
        assert in_the_menu(client.get(address)) == ["Leg check"]
    for address in ("/check/back/", "/check/nobodys/", "/privacy/"):
        assert in_the_menu(client.get(address)) == []


@pytest.mark.parametrize("address", ["/", "/articles/", "/privacy/", "/accessibility/"])
def test_public_pages_set_no_cookie_and_may_be_kept(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("public")
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/privacy/", "/check/", "/check/begin/", "/contact/"])
def test_no_page_may_load_or_send_anything_elsewhere(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["form-action"] == rules["style-src"] == rules["img-src"] == "'self'"
    assert "script-src" not in rules
    assert "unsafe" not in policy


def test_looking_at_the_first_questions_stores_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the release, the profile
        response = client.get("/check/begin/")

    assert response.status_code == 200
    assert title(response).startswith("First, your safety | Leg check")
    assert "Step 1 of" in words(response)
    assert set(response.cookies) == {"csrftoken"}
    assert response.cookies["csrftoken"]["max-age"] == 24 * 60 * 60
    assert response.cookies["csrftoken"]["httponly"]
    assert not UnfinishedResponse.objects.exists()


def test_the_first_answers_are_kept_for_this_browser_for_a_day(client, django_assert_num_queries):
    # counter; release; begin: insert; keep: row, update, savepoints around them
    with django_assert_num_queries(8):
        response = client.post("/check/begin/", typed())

    row = UnfinishedResponse.objects.get()
    assert response.status_code == 302
    assert response.url == f"/check/{row.key}/question/feelings"
    assert {name: cookie["path"] for name, cookie in response.cookies.items()} == {
        f"check_{row.key}": "/check/",
        f"check_{row.key}_es": "/es/check/",
    }
    for cookie in response.cookies.values():
        assert cookie["max-age"] == 24 * 60 * 60
        assert cookie["samesite"] == "Lax"
        assert cookie["httponly"]
    assert response["Cache-Control"] == "no-store, private"


def test_the_cookie_is_for_https_alone_where_the_site_is(client, settings):
    settings.HTTPS = True

    cookies = client.post("/check/begin/", typed()).cookies.values()

    assert cookies and all(cookie["secure"] for cookie in cookies)


def test_without_answers_each_question_is_asked_for(client):
    response = client.post("/check/begin/", {})

    assert response.status_code == 422
    assert title(response).startswith("Error: First, your safety")
    assert len(re.findall(r'<li><a href="#id_', response.content.decode())) == 12
    assert not dead_links(response)
    assert "Choose yes or no: “Are you coughing up blood?”" in words(response)


def test_the_article_of_origin_is_remembered(client):
    page = client.get("/check/?from=night-leg-cramps").content.decode()
    assert 'href="/check/begin/?from=night-leg-cramps"' in page
    first = client.get("/check/begin/?from=night-leg-cramps").content.decode()
    assert 'action="/check/begin/?from=night-leg-cramps"' in first


@pytest.mark.parametrize(
    "odd", ["%22%3E%3Cscript%3E", "../../staff", "A B", "x" * 101, "%00", "%ff"]
)
def test_what_is_no_article_is_not_remembered(client, odd):
    page = client.get(f"/check/?from={odd}")

    assert page.status_code == 200
    assert 'href="/check/begin/"' in page.content.decode()


def test_who_comes_back_may_go_on(client, django_assert_num_queries):
    first = key_in(walk_until(client, "pain"))
    second = key_in(walk_until(client, "signs"))

    with django_assert_num_queries(3):  # all unfinished responses at once; the profile
        page = client.get("/check/").content.decode()

    assert page.index(f'href="/check/{second}/"') < page.index(f'href="/check/{first}/"')
    assert client.get(f"/check/{first}/").url == f"/check/{first}/question/pain"


def test_nobody_else_is_offered_what_is_unfinished(client):
    key, _ = make_unfinished(Release.objects.get())
    client.cookies[f"check_{key}"] = "bm90IHRoZSBzZWNyZXQ"

    assert "You have started already" not in words(client.get("/check/"))


def test_what_is_older_than_a_day_is_not_offered(client):
    walk_until(client, "pain")
    UnfinishedResponse.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert "You have started already" not in words(client.get("/check/"))


def test_too_many_beginnings_are_refused_and_nothing_typed_is_lost(client):
    for _ in range(BEGINNINGS_AN_HOUR):
        client.post("/check/begin/", {})
    rows = UnfinishedResponse.objects.count()

    response = Client().post("/check/begin/", typed(fainted=None))

    assert response.status_code == 429
    assert "Many forms came from your connection" in words(response)
    assert fields(response)["chest_pain"] == ["false"]
    assert "fainted" not in fields(response)
    assert UnfinishedResponse.objects.count() == rows


def test_too_many_beginnings_do_not_hold_back_an_emergency(client):
    for _ in range(BEGINNINGS_AN_HOUR):
        client.post("/check/begin/", {})

    response = client.post("/check/begin/", {"chest_pain": "true"})

    assert response.status_code == 429
    assert words(response).index("Call 911 now") < words(response).index("Do not drive yourself")


def test_without_a_published_leg_check_there_is_none(client):
    Questionnaire.objects.update(slug="another")

    assert client.get("/check/begin/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/check/").status_code == 405
    assert getattr(client, method)("/check/begin/").status_code == 405
