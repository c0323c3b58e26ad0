"""What the intake's templates need."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils import timezone

from clinic import languages
from clinic.models import SiteProfile

LanguageNames = list[tuple[str, str]]

register = template.Library()


@register.filter
def with_phone(text: str, profile: SiteProfile) -> str:
    """Put the clinic's number where a fixed text leaves room for it."""
    return text.replace("{phone}", profile.phone_display)


@register.filter
def is_open_now(profile: SiteProfile) -> bool:
    """Say whether someone who calls now will be answered."""
    return profile.hours.is_open(timezone.now())


@register.filter
def named(translations: Iterable[str], own: str) -> LanguageNames:
    """Return each language of a questionnaire, its own first, with what its speakers call it."""
    codes = dict.fromkeys((own, *translations))
    return [(code, languages.called(code)) for code in codes if code]
