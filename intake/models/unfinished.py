"""A response that a patient has not finished: sealed under a secret that only they hold."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from intake.models.definitions import DRAFTS, Release


class UnfinishedResponseQuerySet(models.QuerySet["UnfinishedResponse"]):
    def with_release(self) -> UnfinishedResponseQuerySet:
        """Fetch the release along, without the draft that an editor may have in hand."""
        rows = self.select_related("release__questionnaire")
        return rows.defer(*(f"release__{field}" for field in DRAFTS))

    def kept(self, now: datetime) -> UnfinishedResponseQuerySet:
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> UnfinishedResponseQuerySet:
        return self.filter(expires_at__lte=now)


class UnfinishedResponse(models.Model):
    """After sending it stays for a short while, so that the patient can keep a copy."""

    key = models.CharField(primary_key=True, max_length=32)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    box = models.BinaryField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = UnfinishedResponseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    @property
    def place(self) -> str:
        """What the box is bound to: it opens in this row alone, as this release."""
        return f"intake.unfinishedresponse:{self.key}:{self.release_id}"
