from __future__ import annotations

import pytest

from clinic import adminsite
from clinic.models import AuditEvent, SiteProfile


@pytest.fixture
def front_page(client, nurse, settings, tmp_path):
    """The first page of the staff side, with a template of its own for what apps put there."""
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "today.html").write_text(
        "{% extends 'admin/base_site.html' %}{% block content %}{{ waiting }} {{ late }}"
        "{% endblock %}"
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    client.force_login(nurse)
    return lambda: client.get("/staff/").content.decode()


def test_the_staff_side_bears_the_clinic_s_name(front_page):
    SiteProfile.objects.create(name="Northside Vein Clinic")

    shown = front_page()

    assert "Northside Vein Clinic" in shown
    assert "Today at the clinic" in shown


def test_each_app_puts_its_own_on_the_first_page(front_page, monkeypatch, nurse):
    monkeypatch.setattr(
        adminsite,
        "TODAY",
        [
            lambda request: {"waiting": f"{request.user} has 3 waiting"},
            lambda request: {"late": "1 late"},
        ],
    )

    shown = front_page()

    assert "maya has 3 waiting" in shown
    assert "1 late" in shown


@pytest.mark.parametrize(
    ("persona", "said"),
    [("administrator", "Say in the profile who does"), ("nurse", "Ask your clinic administrator")],
)
def test_the_first_page_says_when_nobody_gets_mail(client, request, persona, said):
    client.force_login(request.getfixturevalue(persona))

    shown = client.get("/staff/").content.decode()
    assert "Nobody gets staff mail yet." in shown
    assert said in shown
    assert ('href="/staff/clinic/siteprofile/"' in shown) == (persona == "administrator")

    SiteProfile.objects.create(notify="maya@northside.example")
    assert "Nobody gets staff mail" not in client.get("/staff/").content.decode()


def test_signing_out_is_recorded(client, nurse):
    client.force_login(nurse)

    client.post("/staff/logout/")
    client.post("/staff/logout/")

    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("signed out", nurse)


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get("/staff/")["Location"] == "/staff/login/?next=/staff/"


def test_who_is_no_staff_cannot_sign_in(client, nurse):
    nurse.is_staff = False
    nurse.save()

    response = client.post(
        "/staff/login/", {"username": "maya", "password": "a long enough password"}
    )

    assert "for a staff account" in response.content.decode()
