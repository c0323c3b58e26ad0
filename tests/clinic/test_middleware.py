from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.http import HttpResponse

from clinic.middleware import LAST_SEEN, closed_by_default


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
    client.post("/staff/login/", {"username": "maya", "password": "a long enough password"})
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

    response = signed_in.post(
        "/staff/password_change/",
        {
            "old_password": "a long enough password",
            "new_password1": "another long password",
            "new_password2": "another long password",
        },
    )

    nurse.refresh_from_db()
    assert response["Location"] == "/staff/login/?next=/staff/"
    assert nurse.check_password("a long enough password")


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
