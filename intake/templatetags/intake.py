"""What the intake's templates need."""

from __future__ import annotations

from django import template

from clinic.models import SiteProfile

register = template.Library()


@register.filter
def with_phone(text: str, profile: SiteProfile) -> str:
    """Put the clinic's number where a fixed text leaves room for it."""
    return text.replace("{phone}", profile.phone_display)
