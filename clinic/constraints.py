"""Promises of the database that several models make."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q


def together(*fields: str) -> CheckConstraint:
    """Either all of these fields hold something or none does."""
    all_set = Q(**{f"{field}__isnull": False for field in fields})
    none_set = Q(**{f"{field}__isnull": True for field in fields})
    name = "_".join(("%(app_label)s", "%(class)s", *fields, "together"))
    return CheckConstraint(condition=all_set | none_set, name=name)
