from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import OperationalError, connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from clinic import audit
from clinic.models import AuditEvent, SiteProfile

PROFILE = "/staff/clinic/siteprofile/"
PASSWORD = "another long password"


@pytest.fixture
def ada(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def northside(db):
    return SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root", password="a long enough password")


def profile_form(**changes) -> dict[str, str]:
    return {**model_to_dict(SiteProfile(name="Northside Vein Clinic")), **changes}


def account_form(user: User, **changes) -> dict[str, object]:
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()],
        **changes,
    }


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


# Accounts


def test_giving_a_role_is_recorded(ada, administrator, nurse):
    roles = list(Group.objects.filter(name__in=["Nurse", "Editor"]).values_list("pk", flat=True))

    ada.post(f"/staff/auth/user/{nurse.pk}/change/", account_form(nurse, groups=roles))

    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == (
        "changed an account",
        administrator,
        str(nurse.pk),
    )
    assert event.detail == {"changes": {"groups": [["Nurse"], ["Editor", "Nurse"]]}}


def test_giving_oneself_a_role_is_recorded_like_any_other(ada, administrator, nurse):
    roles = Group.objects.filter(name__in=["Nurse", "Clinic administrator"])

    ada.post(
        f"/staff/auth/user/{administrator.pk}/change/",
        account_form(administrator, groups=[role.pk for role in roles]),
    )

    assert AuditEvent.objects.get().detail["changes"]["groups"] == [
        ["Clinic administrator"],
        ["Clinic administrator", "Nurse"],
    ]


def test_a_role_that_cannot_be_recorded_is_not_given(ada, nurse, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(OperationalError):
        ada.post(f"/staff/auth/user/{nurse.pk}/change/", account_form(nurse, groups=[]))

    assert nurse.groups.count() == 1


def test_an_account_that_is_switched_off_is_recorded(ada, nurse):
    form = account_form(nurse)
    del form["is_active"]

    ada.post(f"/staff/auth/user/{nurse.pk}/change/", form)

    assert AuditEvent.objects.get().detail == {"changes": {"is_active": [True, False]}}


def test_a_new_account_is_recorded_and_can_do_nothing_yet(ada):
    ada.post(
        "/staff/auth/user/add/",
        {
            "username": "ida",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "is_superuser": "on",
            "is_staff": "on",
        },
    )

    ida = User.objects.get(username="ida")
    assert not (ida.is_superuser or ida.is_staff)
    event = AuditEvent.objects.get()
    assert event.action == "added an account"
    assert event.detail["groups"] == []


@pytest.mark.parametrize("whose", ["administrator", "nurse"])
def test_an_administrator_cannot_make_a_superuser(ada, request, whose):
    user = request.getfixturevalue(whose)
    page = f"/staff/auth/user/{user.pk}/change/"
    assert "is_superuser" not in ada.get(page).content.decode()

    ada.post(page, account_form(user, is_superuser="on", user_permissions=["1", "2", "3"]))

    user.refresh_from_db()
    assert not user.is_superuser
    assert user.user_permissions.count() == 0


def test_an_administrator_cannot_touch_a_superuser(ada, superuser):
    page = f"/staff/auth/user/{superuser.pk}/"

    assert ada.post(f"{page}change/", account_form(superuser, is_active="")).status_code == 403
    changed = ada.post(f"{page}password/", {"password1": PASSWORD, "password2": PASSWORD})
    assert changed.status_code == 403

    superuser.refresh_from_db()
    assert superuser.is_active
    assert superuser.check_password("a long enough password")


def test_a_superuser_may_make_another_and_it_is_recorded(client, superuser, nurse):
    client.force_login(superuser)

    client.post(f"/staff/auth/user/{nurse.pk}/change/", account_form(nurse, is_superuser="on"))

    nurse.refresh_from_db()
    assert nurse.is_superuser
    assert AuditEvent.objects.get().detail == {"changes": {"is_superuser": [False, True]}}


def test_setting_a_colleague_s_password_is_recorded(ada, administrator, nurse):
    page = f"/staff/auth/user/{nurse.pk}/password/"

    ada.post(page, {"usable_password": "true", "password1": PASSWORD, "password2": "typo"})
    assert not AuditEvent.objects.exists()
    ada.post(page, {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD})

    nurse.refresh_from_db()
    assert nurse.check_password(PASSWORD)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == (
        "set a password",
        administrator,
        str(nurse.pk),
    )
    assert PASSWORD not in str(event.detail)


def test_nobody_deletes_an_account_or_edits_a_role(client, superuser, nurse):
    client.force_login(superuser)
    role = Group.objects.get(name="Nurse")

    assert client.post(f"/staff/auth/user/{nurse.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"/staff/auth/group/{role.pk}/change/").status_code == 200
    changed = client.post(f"/staff/auth/group/{role.pk}/change/", {"name": "Anyone"})
    assert changed.status_code == 403
    assert client.get("/staff/auth/group/add/").status_code == 403
