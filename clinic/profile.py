"""Changing what the clinic says of itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from clinic import audit
from clinic.models import SiteProfile


@transaction.atomic
def save(profile: SiteProfile, *, by: User | None, changed: Iterable[str]) -> None:
    profile.save()
    audit.record("changed the profile", profile, by=by, fields=sorted(changed))
