"""The site in two languages, as tests of the whole house need it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from clinic import offering
from clinic.management.commands.sample_clinic import SAMPLE, SPANISH
from clinic.models import SiteLanguage, SiteProfile

__all__ = ["SPANISH", "make_spanish", "offer", "offer_spanish"]


def make_spanish(*, by: User, **facts: Any) -> SiteLanguage:
    """Write the sample clinic's words in Spanish, and offer nothing yet."""
    if not SiteProfile.objects.exists():
        SiteProfile.objects.create(**SAMPLE)
    spanish = SiteLanguage(**(SPANISH | facts))
    offering.save(spanish, by=by, changed=SPANISH)
    return spanish


def offer(*, by: User, **facts: Any) -> SiteLanguage:
    """Let patients have the sample clinic's site in another language: in Spanish, unless told."""
    spanish = make_spanish(by=by, **facts)
    offering.confirm(spanish, by=by)
    return spanish


offer_spanish = offer
