"""Staff accounts: whoever comes, goes or changes what one may do leaves a trace."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from clinic import audit
from clinic.models import PasswordToChange

FLAGS = ("is_active", "is_staff", "is_superuser")


def rights(user: User) -> dict[str, Any]:
    """Return what decides how far an account reaches, as it is in the database."""
    stored = User.objects.get(pk=user.pk)
    return {
        **{flag: getattr(stored, flag) for flag in FLAGS},
        "username": stored.username,
        "groups": sorted(stored.groups.values_list("name", flat=True)),
        "permissions": sorted(stored.user_permissions.values_list("codename", flat=True)),
    }


@transaction.atomic
def record_added(user: User, *, by: User | None) -> None:
    """Record a new account. Its owner changes the password that a colleague chose."""
    audit.record("added an account", user, by=by, **rights(user))
    if by:
        PasswordToChange.objects.create(user=user)


@transaction.atomic
def record_changed(user: User, before: dict[str, Any], *, by: User) -> None:
    """Record each right that is no longer what it was."""
    after = rights(user)
    changes = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    audit.record("changed an account", user, by=by, changes=changes)


def has_new_password(user: User) -> bool:
    """Say whether the password in the database is no longer the one in hand."""
    return not User.objects.filter(pk=user.pk, password=user.password).exists()


@transaction.atomic
def record_new_password(user: User, *, by: User) -> None:
    """Record that a colleague chose the password, and let its owner choose another one."""
    audit.record("set a password", user, by=by)
    PasswordToChange.objects.get_or_create(user=user)


def must_change_password(user: User) -> bool:
    return PasswordToChange.objects.filter(user=user.pk).exists()


@transaction.atomic
def change_own_password(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    PasswordToChange.objects.filter(user=user.pk).delete()
    audit.record("changed own password", user, by=user)


@transaction.atomic
def record_signed_in(user: User) -> None:
    audit.record("signed in", user, by=user)


@transaction.atomic
def record_refused(username: str) -> None:
    """Record a wrong password. What was typed is kept only if it is the name of an account."""
    audit.record("sign-in refused", User.objects.filter(username=username).first())


@transaction.atomic
def record_signed_out(user: User, **why: Any) -> None:
    audit.record("signed out", user, by=user, **why)
