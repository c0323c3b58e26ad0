from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from clinic.management.commands.setup_roles import ROLES


@pytest.mark.django_db
def test_each_role_gets_what_its_row_says_and_no_more():
    call_command("setup_roles", verbosity=0)
    call_command("setup_roles", verbosity=0)

    for role, names in ROLES.items():
        user = User.objects.create_user(role)
        user.groups.add(Group.objects.get(name=role))
        assert user.get_all_permissions() == set(names)


@pytest.mark.django_db
def test_a_permission_that_was_added_by_hand_is_taken_back():
    call_command("setup_roles", verbosity=0)
    editor = Group.objects.get(name="Publisher")
    editor.permissions.add(Permission.objects.get(codename="view_submission"))

    call_command("setup_roles", verbosity=0)

    assert not editor.permissions.filter(codename="view_submission").exists()


def test_only_a_nurse_reads_what_patients_sent():
    readers = {role for role, names in ROLES.items() if "intake.view_submission" in names}

    assert readers == {"Nurse"}


@pytest.mark.django_db
def test_what_does_not_exist_yet_is_named():
    Group.objects.all().delete()
    Permission.objects.filter(codename="publish_article").delete()

    with pytest.raises(CommandError, match=r"articles\.publish_article.*migrate"):
        call_command("setup_roles", verbosity=0)

    assert not Group.objects.exists()
