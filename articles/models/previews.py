"""Links that show one revision to somebody without an account, and what they say of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from articles.models.reviews import Reviewer, Revision


class PreviewLink(models.Model):
    """A way to one revision. Only a digest of its secret is kept."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="previews")
    digest = models.CharField(max_length=64, unique=True)
    reviewer = models.ForeignKey(
        Reviewer, models.PROTECT, null=True, blank=True, help_text="Whom it was made for."
    )
    made_for = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Preview {self.pk}"

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class Opinion(models.Model):
    """What somebody answered by a preview link. It counts as a review once staff sign it."""

    class Verdict(models.TextChoices):
        APPROVES = "approves", "Approves"
        ASKS = "asks", "Asks for changes"

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="opinions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    name = models.CharField(max_length=120)
    words = models.TextField(max_length=4000, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-given_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verdict_display()}"
