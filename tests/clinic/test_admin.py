from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.db import OperationalError, connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from clinic import audit
from clinic.models import AuditEvent, SiteProfile

PROFILE = "/staff/clinic/siteprofile/"


@pytest.fixture
def northside(db):
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


def profile_form(**changes) -> dict[str, str]:
    return {**model_to_dict(SiteProfile(name="Northside Vein Clinic")), **changes}


# The clinic's profile


def test_an_administrator_changes_the_number_and_it_is_recorded(ada, administrator, northside):
    ada.post(f"{PROFILE}1/change/", profile_form(phone="(651) 555-0143"))

    assert SiteProfile.current().phone == "+16515550143"
    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("changed the profile", administrator)
    assert event.detail == {"fields": ["phone"]}


def test_the_number_is_shown_as_people_read_it(ada, northside):
    page = ada.get(f"{PROFILE}1/change/").content.decode()
    ada.post(f"{PROFILE}1/change/", profile_form(phone="651-555-0142", name="Northside"))

    assert 'value="651-555-0142"' in page
    assert AuditEvent.objects.get().detail == {"fields": ["name"]}


def test_a_change_that_cannot_be_recorded_is_not_made(ada, northside, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(OperationalError):
        ada.post(f"{PROFILE}1/change/", profile_form(phone="651-555-0143"))

    assert SiteProfile.current().phone == "+16515550142"
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "555-0142", "Enter a phone number with 10 digits"),
        ("accent", "#99AAFF", "#99aaff is hard to read on white pages. Choose a darker color"),
        ("opening_hours", "always", "cannot be read"),
    ],
)
def test_what_would_not_work_is_refused_in_words(ada, northside, field, value, said):
    response = ada.post(f"{PROFILE}1/change/", profile_form(**{field: value}))

    assert said in response.content.decode()
    assert SiteProfile.current().phone == "+16515550142"


def test_the_first_profile_can_be_written_and_no_second(ada):
    assert ada.get(f"{PROFILE}add/").status_code == 200
    ada.post(f"{PROFILE}add/", profile_form(phone="651-555-0142"))

    assert SiteProfile.current().name == "Northside Vein Clinic"
    assert ada.get(f"{PROFILE}add/").status_code == 403


def test_nobody_deletes_the_profile(client, superuser, northside):
    client.force_login(superuser)

    assert client.post(f"{PROFILE}1/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("persona", ["nurse", "editor"])
def test_others_cannot_open_what_administrators_do(client, request, northside, persona):
    client.force_login(request.getfixturevalue(persona))

    for page in (PROFILE, f"{PROFILE}1/change/", "/staff/clinic/auditevent/", "/staff/auth/user/"):
        assert client.get(page).status_code == 403


# The audit trail


def test_an_administrator_reads_the_trail_and_cannot_change_it(ada, administrator, northside):
    event = audit.record("changed the profile", northside, by=administrator)
    page = f"/staff/clinic/auditevent/{event.pk}/"

    shown = ada.get("/staff/clinic/auditevent/").content.decode()
    assert "changed the profile" in shown
    assert "clinic.siteprofile 1" in shown
    assert ada.get(f"{page}change/").status_code == 200
    assert ada.post(f"{page}change/", {"action": "x"}).status_code == 403
    assert ada.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert ada.get("/staff/clinic/auditevent/add/").status_code == 403


def test_the_trail_asks_the_database_no_more_often_when_it_is_long(
    ada, administrator, northside, django_assert_num_queries
):
    audit.record("changed the profile", northside, by=administrator)
    ada.get("/staff/clinic/auditevent/")
    with CaptureQueriesContext(connection) as short:
        ada.get("/staff/clinic/auditevent/")
    for number in range(30):
        audit.record("changed the profile", northside, by=administrator, number=number)

    with django_assert_num_queries(len(short)):
        ada.get("/staff/clinic/auditevent/")
