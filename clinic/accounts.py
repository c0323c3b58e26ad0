"""Staff accounts: whoever changes what one may do leaves a trace."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from clinic import audit

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
    audit.record("added an account", user, by=by, **rights(user))


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
    audit.record("set a password", user, by=by)
