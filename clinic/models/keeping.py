"""Letters that wait, passwords to change, counters."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone


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
