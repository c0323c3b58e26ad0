"""Changing what the clinic says of itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from clinic import audit, offering
from clinic.models import SiteProfile
from clinic.models.languages import SAFETY


@transaction.atomic
def save(profile: SiteProfile, *, by: User | None, changed: Iterable[str]) -> None:
    changed = sorted(changed)
    profile.save()
    if SAFETY in changed:  # first: who holds a language waits for the audit trail, not vice versa
        offering.forget_reviews(by=by)
    audit.record("changed the profile", profile, by=by, fields=changed)
