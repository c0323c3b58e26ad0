"""What the intake's templates need."""

from __future__ import annotations

from django import template
from django.utils import timezone

from clinic.models import SiteProfile

register = template.Library()


@register.filter
def with_phone(text: str, profile: SiteProfile) -> str:
    """Put the clinic's number where a fixed text leaves room for it."""
    return text.replace("{phone}", profile.phone_display)


@register.filter
def is_open_now(profile: SiteProfile) -> bool:
    """Say whether someone who calls now will be answered."""
    return profile.hours.is_open(timezone.now())
