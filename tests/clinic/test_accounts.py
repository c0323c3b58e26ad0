"""Accounts of staff, as administrators keep them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.db import OperationalError

from clinic import audit
from clinic.models import AuditEvent

PASSWORD = "another long password"


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


def test_giving_a_role_is_recorded(ada, administrator, nurse):
    roles = list(Group.objects.filter(name__in=["Nurse", "Publisher"]).values_list("pk", flat=True))

    ada.post(f"/staff/auth/user/{nurse.pk}/change/", account_form(nurse, groups=roles))

    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.target_id) == (
        "changed an account",
        administrator,
        str(nurse.pk),
    )
    assert event.detail == {"changes": {"groups": [["Nurse"], ["Nurse", "Publisher"]]}}


def test_an_administrator_cannot_make_herself_a_nurse(ada, administrator, nurse):
    page = f"/staff/auth/user/{administrator.pk}/change/"
    roles = [role.pk for role in Group.objects.all()]

    shown = ada.get(page).content.decode()
    ada.post(page, account_form(administrator, groups=roles, first_name="Ada"))

    administrator.refresh_from_db()
    assert administrator.first_name == "Ada"
    assert [role.name for role in administrator.groups.all()] == ["Clinic administrator"]
    assert ('name="groups"' in shown, 'name="is_staff"' in shown) == (False, False)
    assert AuditEvent.objects.get().detail == {"changes": {}}


def test_a_superuser_changes_her_own_roles(client, superuser, nurse):
    client.force_login(superuser)
    roles = [role.pk for role in Group.objects.filter(name="Publisher")]
    form = account_form(superuser, groups=roles, is_superuser="on")

    client.post(f"/staff/auth/user/{superuser.pk}/change/", form)

    assert [role.name for role in superuser.groups.all()] == ["Publisher"]


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


def test_a_password_set_by_a_colleague_must_be_changed_by_its_owner(ada, client, nurse):
    page = f"/staff/auth/user/{nurse.pk}/password/"
    ada.post(page, {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD})
    ada.post("/staff/logout/")

    client.post("/staff/login/", {"username": "maya", "password": PASSWORD})

    assert client.get("/staff/")["Location"] == "/staff/password_change/"


def test_a_new_colleague_chooses_her_own_password_first(ada, client):
    words = {"username": "ida", "password1": PASSWORD, "password2": PASSWORD}
    ada.post("/staff/auth/user/add/", words | {"usable_password": "true"})
    ida = User.objects.get(username="ida")
    ada.post(f"/staff/auth/user/{ida.pk}/change/", account_form(ida))
    ada.post("/staff/logout/")

    client.post("/staff/login/", {"username": "ida", "password": PASSWORD})

    assert client.get("/staff/")["Location"] == "/staff/password_change/"


@pytest.mark.parametrize("persona", ["administrator", "superuser"])
def test_one_s_own_password_is_changed_where_the_old_one_is_asked_for(client, request, persona):
    user = request.getfixturevalue(persona)
    client.force_login(user)
    page = f"/staff/auth/user/{user.pk}/password/"

    response = client.post(
        page, {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert response["Location"] == "/staff/password_change/"
    user.refresh_from_db()
    assert user.check_password("a long enough password")
