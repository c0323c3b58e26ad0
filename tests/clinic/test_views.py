from __future__ import annotations

from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from clinic import urls, views
from clinic.models import SiteProfile

PUBLIC_PAGES = ("/", "/privacy/", "/accessibility/", "/theme.css", "/robots.txt")


@pytest.fixture
def northside(db):
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


@pytest.fixture
def dead_database(db):
    away = OperationalError("could not connect to server at 10.0.0.7")
    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=away):
        yield


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_a_public_page_may_be_kept_and_follows_nobody(client, northside, page):
    response = client.get(page)

    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public, max-age=")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_a_page_to_read_takes_no_post(client, db, page):
    assert client.post(page).status_code == 405


@pytest.mark.parametrize("page", ["/privacy/", "/accessibility/", "/theme.css"])
def test_a_plain_page_asks_the_database_once(client, northside, django_assert_num_queries, page):
    with django_assert_num_queries(1):
        client.get(page)


def test_a_signed_in_nurse_sees_the_public_page_as_anyone_does(client, nurse):
    client.force_login(nurse)

    response = client.get("/privacy/")

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_home_page_names_the_clinic_and_its_number(client, northside):
    shown = client.get("/").content.decode()

    assert "Northside Vein Clinic" in shown
    assert "tel:+16515550142" in shown


def test_the_sheet_holds_the_clinic_s_two_colours(client, db):
    SiteProfile.objects.create(accent="#1f5d4c", accent_bright="#9fdcc3")

    response = client.get("/theme.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--clinic-accent: #1f5d4c;" in response.content.decode()
    assert "--clinic-accent-bright: #9fdcc3" in response.content.decode()
    again = client.get("/theme.css", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_search_engines_find_the_map_of_the_site(client, db):
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").content.decode()
    assert client.get("/sitemap.xml").status_code == 200


def test_the_old_address_of_the_icon_leads_to_the_icon(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/mark.svg"


def test_the_health_check_says_ok_and_no_more(client, db):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store, private"


def test_the_health_check_says_when_the_database_is_away(client, dead_database):
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable"}


def test_a_page_that_does_not_exist_says_so_and_gives_the_number(client, northside):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "We cannot find that page" in response.content.decode()
    assert "651-555-0142" in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"


def test_a_fault_shows_a_calm_page_with_the_number(client, northside, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(views, "render", lambda *args: 1 / 0)

    response = client.get("/privacy/")

    assert response.status_code == 500
    assert "It is not your fault" in response.content.decode()
    assert "651-555-0142" in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"


def test_the_page_for_faults_needs_no_database(client, dead_database):
    client.raise_request_exception = False

    response = client.get("/privacy/")

    assert response.status_code == 500
    assert "It is not your fault" in response.content.decode()
    assert "10.0.0.7" not in response.content.decode()


OWN_WORDS = "Call 911 for <any> trouble with your breath."


def test_in_an_emergency_the_clinic_s_own_words_are_shown(client, db, monkeypatch):
    SiteProfile.objects.create(emergency_text=OWN_WORDS)
    client.raise_request_exception = False
    home = client.get("/")
    refused = client.get("/", headers={"host": "elsewhere.example"})
    monkeypatch.setattr(views, "render", lambda *args: 1 / 0)
    broken = client.get("/privacy/")

    assert [page.status_code for page in (home, refused, broken)] == [200, 400, 500]
    for page in (home, refused, broken):
        assert "Call 911 for &lt;any&gt; trouble with your breath." in page.content.decode()
        assert "chest pain" not in page.content.decode()


def test_without_a_profile_or_a_database_the_usual_words_are_shown(client, dead_database):
    client.raise_request_exception = False

    for page in (client.get("/privacy/"), client.get("/", headers={"host": "elsewhere.example"})):
        assert "Call 911 now for chest pain" in page.content.decode()


def answers(request):
    expired = getattr(request, "form_expired", False)
    return HttpResponse(f"expired={expired} leg={request.POST.get('leg', '')}")


def keeps(request):
    return answers(request)


keeps.keeps_answers = True
urlpatterns = [*urls.urlpatterns, path("keeps/", keeps), path("drops/", answers)]


@pytest.mark.urls(__name__)
def test_a_form_that_was_open_too_long_keeps_what_was_typed(db):
    response = Client(enforce_csrf_checks=True).post("/keeps/", {"leg": "left"})

    assert response.status_code == 403
    assert response.content.decode() == "expired=True leg=left"
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.urls(__name__)
def test_any_other_form_without_a_token_is_refused_in_plain_words(db):
    response = Client(enforce_csrf_checks=True).post("/drops/", {"leg": "left"})

    assert response.status_code == 403
    assert "Please try that again" in response.content.decode()
    assert "left" not in response.content.decode()
