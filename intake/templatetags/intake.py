"""What the intake's templates need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from clinic import saying
from clinic.models import SiteProfile
from clinic.templatetags.clinic import unbroken
from intake import reaching
from intake.domain import alert_parts
from intake.domain.triage import PHONE, Alert, PatientText

register = template.Library()


@register.filter
def with_phone(text: str, profile: SiteProfile) -> SafeString:
    """Put the clinic's number where a fixed text leaves room for it."""
    words = text.split(PHONE)
    return format_html_join(unbroken(profile.phone_display), "{}", ((part,) for part in words))


@register.simple_tag
def parts(
    alerts: Sequence[Alert], reach: reaching.Reach | str = ""
) -> tuple[alert_parts.Part, ...]:
    """Return the texts of alerts, each with its own heading where there are several.

    Without a reach, as on paper, they say what they say in opening hours.
    """
    is_elsewhere = isinstance(reach, reaching.Reach) and bool(reach.lead)
    return alert_parts.parts(alerts, calls_help=not is_elsewhere)


@register.simple_tag
def reach(profile: SiteProfile, since: datetime | str | None = None) -> reaching.Reach:
    """Return where to go for help today: by now, and by how long ago that was needed."""
    asked = since if isinstance(since, datetime) else None
    return reaching.reach(profile, timezone.now(), asked)


@register.filter
def us_day(moment: datetime) -> str:
    """Write the day of a moment as `Monday, November 30`."""
    return saying.weekday(moment)


@register.filter
def reviewed(text: PatientText) -> date | None:
    """Return when a translator reviewed a translated text; nothing for the clinic's own words."""
    try:
        return date.fromisoformat(text.reviewed_on) if text.reviewed_by else None
    except ValueError:
        return None
