"""What the whole house shares: the clinic's profile, the audit trail, letters, counters."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from clinic import phone, validators
from clinic.hours import OpeningHours
from clinic.lines import lines


class SiteProfile(models.Model):
    """One row: what the clinic is called, when it is open, how it looks."""

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

    @classmethod
    def current(cls) -> SiteProfile:
        """Return the clinic's profile, or one of defaults until it is written."""
        return cls.objects.first() or cls()

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
        return self.hours.show()

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


class AppendOnly(TypeError):
    """Audit events are written once, by `audit.record`, and never changed or deleted."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class AuditEvent(models.Model):
    """Who did what to which record. Triggers in the database refuse a change, too."""

    at = models.DateTimeField("when")
    action = models.CharField(max_length=60)
    target_type = models.CharField("kind of record", max_length=60, blank=True)
    target_id = models.CharField(max_length=60, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    actor_name = models.CharField("who", max_length=150, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="clinic_audit_target"),
            models.Index(fields=["at"], name="clinic_audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.pk})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self, now: datetime) -> OutboxQuerySet:
        return self.filter(sent_at=None, due_at__lte=now).order_by("due_at", "id")

    def addressed(self) -> OutboxQuerySet:
        return self.exclude(to=[])

    def claim(self, pk: int, now: datetime, lease: timedelta) -> bool:
        """Take one letter for the length of the lease; of several workers one gets it."""
        return bool(
            self.due(now)
            .filter(pk=pk)
            .order_by()
            .update(due_at=now + lease, attempts=models.F("attempts") + 1)
        )


class OutboxMessage(models.Model):
    """A letter that is kept until a mail server has taken it."""

    to = models.JSONField(help_text="Empty: whomever the profile names when it is sent.")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, help_text="When to try next.")
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None),
                name="clinic_outbox_unsent",
            )
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class PasswordToChange(models.Model):
    """Somebody else knows this account's password: its owner chooses another one first."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)

    class Meta:
        verbose_name_plural = "passwords to change"

    def __str__(self) -> str:
        return f"Password of account {self.pk}"


class Tally(models.Model):
    """How often something was tried within one stretch of time."""

    key = models.CharField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "ends_at"], name="clinic_tally_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M:%S}"
