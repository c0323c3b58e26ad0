from __future__ import annotations

import stat
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from clinic import audit
from clinic.models import AuditEvent, SiteProfile

pytestmark = pytest.mark.django_db


def run(*args: str) -> str:
    out = StringIO()
    call_command("sample_clinic", *args, stdout=out)
    return out.getvalue()


def test_an_empty_site_becomes_that_of_the_sample_clinic():
    run()

    profile = SiteProfile.current()
    profile.full_clean(validate_unique=False, validate_constraints=False)
    assert profile.name == "Northside Vein Clinic"
    assert profile.phone_display == "651-555-0142"
    assert not User.objects.exists()


def test_a_clinic_of_one_s_own_is_left_alone():
    SiteProfile.objects.create(name="Lakeside Legs")

    run()

    assert SiteProfile.current().name == "Lakeside Legs"


def test_the_sample_accounts_can_sign_in_each_in_its_role(tmp_path, client):
    file = tmp_path / "accounts.txt"

    printed = run("--accounts", str(file))

    lines = file.read_text().splitlines()
    assert len(lines) == 5
    for line in lines:
        assert line in printed
        role, _, words = line.partition(": ")
        name, password = words.split()
        assert len(password) >= 12
        assert client.login(username=name, password=password)
        user = User.objects.get(username=name)
        assert [group.name for group in user.groups.all()] == [role]
        assert user.is_staff and not user.is_superuser
    assert client.get("/staff/").status_code == 200  # with the password that is in the file
    assert User.objects.get(username="nurse").get_full_name() == "Maya Torres"


def test_only_its_owner_may_read_the_passwords(tmp_path):
    file = tmp_path / "accounts.txt"
    file.touch(0o644)

    run("--accounts", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_run_changes_nothing(tmp_path):
    file = tmp_path / "accounts.txt"
    run("--accounts", str(file))
    before = file.read_text(), User.objects.get(username="nurse").password

    assert run("--accounts", str(file)) == ""

    assert (file.read_text(), User.objects.get(username="nurse").password) == before


def test_an_account_that_is_there_keeps_its_password(tmp_path, nurse):
    User.objects.create_user("nurse", password="my own password")

    run("--accounts", str(tmp_path / "accounts.txt"))

    assert User.objects.get(username="nurse").check_password("my own password")
    assert "nurse" not in (tmp_path / "accounts.txt").read_text()


def test_without_a_file_for_the_passwords_nothing_is_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        run("--accounts", str(tmp_path / "no-such-folder" / "accounts.txt"))

    assert not User.objects.exists()
    assert not SiteProfile.objects.exists()


def test_what_was_made_is_recorded(tmp_path):
    run("--accounts", str(tmp_path / "accounts.txt"))

    actions = AuditEvent.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == [
        "changed the profile",
        *["added an account"] * 5,
        "changed a language",
        "confirmed a language",
    ]
    assert audit.verify() is None
