from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Picture
from clinic.middleware import LAST_SEEN, closed_by_default
from clinic.models import AuditEvent, PasswordToChange
from intake import inbox
from tests.articles.test_admin import typed
from tests.clinic.picture_samples import halves, saved
from tests.intake.make import make_contact_request

PASSWORD = "a long enough password"
NEW_PASSWORD = {
    "old_password": PASSWORD,
    "new_password1": "another long password",
    "new_password2": "another long password",
}


def pass_through(rf, path: str = "/", **headers) -> HttpResponse:
    def view(request):
        response = HttpResponse(headers=headers)
        if "cookie" in request.GET:
            response.set_cookie("resume", "code")
        return response

    return closed_by_default(view)(rf.get(path))


def test_a_page_that_says_nothing_may_not_be_kept(rf):
    assert pass_through(rf)["Cache-Control"] == "no-store, private"


def test_a_page_that_says_so_may_be_kept(rf):
    response = pass_through(rf, **{"Cache-Control": "public, max-age=60"})

    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["/check/?cookie", "/staff/intake/"])
def test_a_page_with_a_cookie_or_for_staff_may_never_be_kept(rf, path):
    response = pass_through(rf, path, **{"Cache-Control": "public, max-age=60"})

    assert response["Cache-Control"] == "no-store, private"


def test_no_page_may_use_the_camera_or_the_place(rf):
    for path in ("/", "/staff/"):
        response = pass_through(rf, path)
        assert "camera=()" in response["Permissions-Policy"]
        assert "geolocation=()" in response["Permissions-Policy"]
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_staff_may_use_a_passkey(rf):
    assert "publickey-credentials-get=()" in pass_through(rf, "/")["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in pass_through(rf, "/staff/")["Permissions-Policy"]


def test_search_engines_stay_out_of_the_staff_side(client, db):
    assert client.get("/staff/login/")["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/privacy/")


def test_scripts_run_on_the_staff_side_only(client, db):
    public = client.get("/privacy/")["Content-Security-Policy"]
    staff = client.get("/staff/login/")["Content-Security-Policy"]

    assert "default-src 'none'" in public
    assert "script-src" not in public
    assert "script-src 'self'" in staff
    for policy in (public, staff):
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


@pytest.fixture
def signed_in(client, nurse, settings):
    settings.STAFF_IDLE_LIMIT = timedelta(minutes=20)
    client.post("/staff/login/", {"username": "maya", "password": PASSWORD})
    return client


def sit_idle(client, minutes: float) -> None:
    session = client.session
    session[LAST_SEEN] = int(time.time() - minutes * 60)
    session.save()


def test_a_nurse_who_works_stays_signed_in(signed_in):
    for _ in range(4):
        sit_idle(signed_in, 19)
        assert signed_in.get("/staff/password_change/").status_code == 200


def test_a_nurse_who_left_is_signed_out_and_told_why(signed_in):
    sit_idle(signed_in, 21)

    response = signed_in.get("/staff/password_change/?q=Ingeborg", follow=True)

    assert response.redirect_chain == [("/staff/login/?next=/staff/password_change/", 302)]
    assert "not used for 20 minutes" in response.content.decode()
    assert not response.wsgi_request.user.is_authenticated


def test_what_a_nurse_sends_after_that_is_not_done(signed_in, nurse):
    sit_idle(signed_in, 21)

    response = signed_in.post("/staff/password_change/", NEW_PASSWORD, follow=True)

    nurse.refresh_from_db()
    assert response.redirect_chain == [("/staff/login/?next=/staff/", 302)]
    assert "What you sent was not saved." in response.content.decode()
    assert nurse.check_password(PASSWORD)


def test_a_note_that_took_too_long_to_write_is_saved_and_the_session_ends(signed_in, nurse):
    call = make_contact_request()
    sit_idle(signed_in, 21)
    note = {"outcome": "spoke", "note": "Rosa can come on Friday.", "_save": "Save"}

    response = signed_in.post(call.staff_path, note, follow=True)

    assert [row.text for row in inbox.read(call, by=nurse).notes] == ["Rosa can come on Friday."]
    assert response.redirect_chain == [("/staff/login/?next=/staff/", 302)]
    shown = response.content.decode()
    assert "What you typed is saved." in shown
    assert call.reference not in shown
    assert not response.wsgi_request.user.is_authenticated
    signed_in.post(call.staff_path, note | {"note": "By a stranger."})
    assert len(inbox.read(call, by=nurse).notes) == 1
    event = AuditEvent.objects.get(action="signed out")
    assert event.actor == nurse
    assert event.detail == {"idle_minutes": 20, "form_saved": True}


@pytest.mark.parametrize(
    "note", [{"note": "x" * 100_000}, {"outcome": "shouted"}, {"outcome": "note", "_reopen": "x"}]
)
def test_a_note_that_cannot_be_saved_then_shows_nothing_of_the_patient(signed_in, nurse, note):
    call = make_contact_request()
    sit_idle(signed_in, 21)

    response = signed_in.post(call.staff_path, {"outcome": "spoke"} | note, follow=True)

    shown = response.content.decode()
    assert response.redirect_chain == [("/staff/login/?next=/staff/", 302)]
    assert "What you sent was not saved." in shown
    assert "A colleague was faster" not in shown
    assert call.reference not in shown
    assert inbox.read(call, by=nurse).notes == ()


def test_a_form_from_elsewhere_is_never_taken_late(nurse):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(nurse)
    call = make_contact_request()
    sit_idle(browser, 21)

    response = browser.post(call.staff_path, {"outcome": "spoke", "note": "Forged."})

    assert response["Location"] == "/staff/login/?next=/staff/"
    assert inbox.read(call, by=nurse).notes == ()
    assert not response.wsgi_request.user.is_authenticated


def test_an_article_that_took_too_long_to_write_is_saved(client, editor):
    client.force_login(editor)
    sit_idle(client, 90)

    client.post("/staff/articles/article/add/", typed())

    assert Article.objects.get().title == "Night cramps"
    assert client.get("/staff/")["Location"].startswith("/staff/login/")


def test_a_picture_that_took_too_long_to_describe_is_kept(client, editor):
    client.force_login(editor)
    sit_idle(client, 90)
    words = {"name": "A leg", "alt": "A leg.", "caption": "", "credit": ""}

    file = SimpleUploadedFile("leg.png", saved(halves(), "PNG"))
    client.post("/staff/articles/picture/add/", words | {"file": file})

    assert Picture.objects.get().name == "A leg"
    assert client.get("/staff/")["Location"].startswith("/staff/login/")


def test_nobody_gains_an_account_at_a_desk_that_was_left(client, administrator):
    client.force_login(administrator)
    sit_idle(client, 21)
    new = {"username": "eve", "password1": "another long password"}

    client.post("/staff/auth/user/add/", new | {"password2": new["password1"]})

    assert not User.objects.filter(username="eve").exists()
    assert AuditEvent.objects.get().detail == {"idle_minutes": 20, "form_saved": False}


@pytest.fixture
def given_password(nurse):
    """A password that a colleague chose for the nurse."""
    PasswordToChange.objects.create(user=nurse)


def test_a_password_that_a_colleague_chose_opens_nothing(signed_in, given_password, nurse):
    call = make_contact_request()

    for page in ("/staff/", "/staff/intake/submission/", call.staff_path):
        assert signed_in.get(page)["Location"] == "/staff/password_change/"
    signed_in.post(call.staff_path, {"outcome": "spoke", "note": "Not by Maya."})

    assert inbox.read(call, by=nurse).notes == ()
    shown = signed_in.get("/staff/password_change/").content.decode()
    assert "First choose a password that nobody else knows." in shown


def test_with_a_password_of_her_own_a_nurse_goes_on(signed_in, given_password, nurse):
    signed_in.get("/staff/")

    signed_in.post("/staff/password_change/", NEW_PASSWORD)

    assert signed_in.get("/staff/").status_code == 200
    assert not PasswordToChange.objects.exists()
    assert AuditEvent.objects.first().action == "changed own password"


def test_who_must_choose_a_password_may_sign_out_instead(signed_in, given_password):
    assert signed_in.post("/staff/logout/").status_code == 200


def test_who_chose_the_password_is_asked_once_a_session(signed_in):
    with CaptureQueriesContext(connection) as first:
        signed_in.get("/staff/")
    with CaptureQueriesContext(connection) as second:
        signed_in.get("/staff/")

    assert "clinic_passwordtochange" in str(first.captured_queries)
    assert "clinic_passwordtochange" not in str(second.captured_queries)


def test_the_time_counts_from_signing_in(signed_in):
    assert signed_in.session[LAST_SEEN] == pytest.approx(time.time(), abs=5)


def test_a_busy_minute_is_not_written_down_at_each_page(signed_in):
    sit_idle(signed_in, 0.1)
    before = signed_in.session[LAST_SEEN]

    signed_in.get("/staff/password_change/")

    assert signed_in.session[LAST_SEEN] == before


def test_reading_the_public_pages_keeps_nobody_signed_in(signed_in):
    sit_idle(signed_in, 10)
    before = signed_in.session[LAST_SEEN]

    signed_in.get("/privacy/")

    assert signed_in.session[LAST_SEEN] == before
