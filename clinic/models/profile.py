"""What the clinic is called, when it is open, how it looks; and its words in other languages."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.db import models
from django.utils import timezone

from clinic import languages, phone, saying, validators
from clinic.hours import OpeningHours
from clinic.lines import lines
from clinic.models.languages import WORDS, SiteLanguage


class TranslatedProfile(TypeError):
    """A profile in another language would overwrite the English words."""


class SiteProfile(models.Model):
    """One row: what the clinic is called, when it is open, how it looks."""

    offered: tuple[str, ...] = ()  # languages beside English; known to `current()`
    is_translated = False

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField("name of the clinic", max_length=80, default="Our clinic")
    phone = models.CharField(
        max_length=40,
        blank=True,
        validators=[validators.phone_number],
        help_text="The number patients call, with 10 digits. It stands on every page.",
    )
    opening_hours = models.TextField(
        max_length=500,
        default="Mon-Fri 8:00-17:00",
        validators=[validators.opening_hours],
        help_text="One line for each set of hours, such as “Mon-Fri 8:00-17:00”.",
    )
    closed_on = models.TextField(
        "closed on",
        max_length=2000,
        blank=True,
        validators=[validators.dates],
        help_text="Holidays, one a line, such as 2026-12-25.",
    )
    address = models.TextField(max_length=300, blank=True, help_text="As on an envelope.")
    directions = models.TextField(
        max_length=500, blank=True, help_text="Parking, entrance, elevator."
    )
    headline = models.CharField(
        max_length=80, default="Leg and vein care", help_text="The largest words on the home page."
    )
    lead = models.TextField(
        max_length=300,
        default="Tell us how your legs feel. Our staff read your answers and call you.",
        help_text="One or two sentences under the headline.",
    )
    team = models.TextField(
        "who reads the answers",
        max_length=1200,
        blank=True,
        help_text="Who reads a patient’s answers and who calls. A blank line starts a paragraph.",
    )
    emergency_text = models.TextField(
        max_length=500,
        default=(
            "This form is not for emergencies. No one reads it right away. Call 911 now for chest "
            "pain, trouble breathing, heavy bleeding, or a leg that is suddenly cold, pale or numb."
        ),
        help_text="At the top of every form. Ask a clinician before you change it.",
    )
    accent = models.CharField(
        "color on light pages",
        max_length=7,
        default="#34427c",
        validators=[validators.colour, validators.reads_on_white],
        help_text="Links and buttons, such as #34427c: dark enough to read on white.",
    )
    accent_bright = models.CharField(
        "color on dark pages",
        max_length=7,
        default="#bcc7fb",
        validators=[validators.colour, validators.reads_on_night],
        help_text="The same on dark pages, such as #bcc7fb: bright enough to read on #15171f.",
    )
    notify = models.TextField(
        "who gets staff mail",
        max_length=1000,
        blank=True,
        validators=[validators.email_addresses],
        help_text="Email addresses, one a line. Letters carry a reference, never an answer.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "clinic profile"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="clinic_siteprofile_one_row")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_translated:
            raise TranslatedProfile
        super().save(*args, **kwargs)

    @classmethod
    def current(cls, words: SiteLanguage | None = None) -> SiteProfile:
        """Return the clinic's profile, or one of defaults until it is written.

        One question to the database tells the languages on offer, too. In another language the
        clinic's own words are those of `words`, or of the language that we speak.
        """
        confirmed = models.Q(languages__confirmed_at__isnull=False)
        speaks = models.FilteredRelation("languages", condition=confirmed)
        rows = list(
            cls.objects.annotate(speaks=speaks, code=models.F("speaks__language")).order_by("code")
        )
        profile = rows[0] if rows else cls()
        there = languages.others()
        profile.offered = tuple(row.code for row in rows if row.code in there)  # type: ignore[attr-defined]
        if words is None and languages.current() in profile.offered:
            words = SiteLanguage.objects.get(language=languages.current())
        return profile.speaking(words) if words else profile

    def speaking(self, words: SiteLanguage) -> SiteProfile:
        """Say the clinic's own words in another language. Such a profile is only shown."""
        for name in WORDS:
            setattr(self, name, getattr(words, name))
        self.is_translated = True
        return self

    @property
    def phone_display(self) -> str:
        return phone.show(self.phone)

    @property
    def hours(self) -> OpeningHours:
        return OpeningHours.parse(
            self.opening_hours, self.closed_on, timezone.get_default_timezone()
        )

    @property
    def hours_lines(self) -> list[str]:
        return saying.hours(self.hours)

    @property
    def address_lines(self) -> list[str]:
        return lines(self.address)

    @property
    def team_paragraphs(self) -> list[str]:
        paragraphs = re.split(r"\n\s*\n", self.team.replace("\r\n", "\n"))
        return [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]

    @property
    def notify_addresses(self) -> list[str]:
        return lines(self.notify)

    @property
    def theme_version(self) -> str:
        """Change with the colours, so that a page never wears yesterday's sheet."""
        return hashlib.sha256(f"{self.accent}{self.accent_bright}".encode()).hexdigest()[:8]
