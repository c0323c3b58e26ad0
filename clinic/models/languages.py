"""A language that the clinic offers: its own words in it, and who stands for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from clinic import languages
from clinic.constraints import together

# The clinic's own words, in the order in which they are asked. The last one is a safety text.
WORDS = {
    "headline": "headline",
    "lead": "lead",
    "team": "who reads the answers",
    "directions": "directions",
    "emergency_text": "emergency text",
}
SAFETY = "emergency_text"


class SiteLanguageQuerySet(models.QuerySet["SiteLanguage"]):
    def offered(self) -> SiteLanguageQuerySet:
        """Those that the clinic has confirmed and that there are words for."""
        return self.filter(confirmed_at__isnull=False, language__in=languages.others())


class SiteLanguage(models.Model):
    """What the site says in one language beside English, once the administrator confirms it."""

    profile = models.ForeignKey(
        "clinic.SiteProfile", models.CASCADE, default=1, related_name="languages", editable=False
    )
    language = models.CharField(max_length=20, unique=True)
    headline = models.CharField(
        max_length=80, blank=True, help_text="The largest words on the home page."
    )
    lead = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences under the headline."
    )
    team = models.TextField(
        "who reads the answers",
        max_length=1600,
        blank=True,
        help_text="Who reads a patient’s answers and who calls. A blank line starts a paragraph.",
    )
    directions = models.TextField(
        max_length=700, blank=True, help_text="Parking, entrance, elevator."
    )
    emergency_text = models.TextField(
        max_length=700,
        blank=True,
        help_text="At the top of every form. A qualified translator must review it.",
    )
    reviewed_by = models.CharField(
        "qualified translator",
        max_length=120,
        blank=True,
        help_text="Who compared the emergency text with the English one, with their credential.",
    )
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False
    )

    objects = SiteLanguageQuerySet.as_manager()

    class Meta:
        verbose_name = "language of the site"
        verbose_name_plural = "languages of the site"
        ordering = ["language"]
        constraints = [
            together("confirmed_at", "confirmed_by"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True)
                | (
                    models.Q(reviewed_on__isnull=False)
                    & ~models.Q(reviewed_by="")
                    & ~models.Q(emergency_text="")
                ),
                name="clinic_sitelanguage_confirmed_is_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return languages.in_english(self.language)

    @property
    def is_offered(self) -> bool:
        return self.confirmed_at is not None and self.language in languages.others()

    @property
    def is_reviewed(self) -> bool:
        return bool(self.emergency_text and self.reviewed_by and self.reviewed_on)

    def words(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in WORDS}
