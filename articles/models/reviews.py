"""Whole snapshots of articles, and the medical reviews that are bound to their texts."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Reviewer(models.Model):
    """A clinician who signs medical reviews, with an account or by a link."""

    name = models.CharField(max_length=120, help_text="As readers see it: “Ingrid Solberg”.")
    credentials = models.CharField(
        max_length=120, help_text="As readers see them: “MD, vein specialist”."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reviewer",
        null=True,
        blank=True,
        verbose_name="account",
        help_text="Leave it empty for someone from outside, who reads by a link.",
    )
    email = models.EmailField(blank=True, help_text="Gets the list of reviews that are due.")
    is_active = models.BooleanField("active", default=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = "medical reviewer"

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}"


class Revision(models.Model):
    """An article as it was at one save, whole. It never changes."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    saved_by_name = models.CharField(max_length=150, blank=True)
    content = models.JSONField()
    substance = models.CharField(max_length=64, help_text="SHA-256 of what a review covers.")
    is_minor = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    covered_by = models.ForeignKey(
        "articles.Review", models.PROTECT, related_name="covers", null=True, blank=True
    )

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(is_minor=False) | ~Q(reason=""), name="revision_minor_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"


class Review(models.Model):
    """A medical review that was signed: by whom, of which text, and until when it holds."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="reviews")
    substance = models.CharField(max_length=64)
    reviewer = models.ForeignKey(
        Reviewer, models.PROTECT, related_name="reviews", null=True, blank=True
    )
    reviewer_name = models.CharField(max_length=250, help_text="Name and credentials, as signed.")
    reviewed_on = models.DateField()
    due_on = models.DateField("next review due", db_index=True)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    opinion = models.OneToOneField(
        "articles.Opinion", models.PROTECT, related_name="review", null=True, blank=True
    )
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("-signed_at", "-pk")
        verbose_name = "medical review"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("reviewed_on")), name="review_due_after_it_was_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_name}, {self.reviewed_on}"

    def is_due(self, today: date) -> bool:
        """Say whether it should be made again. Nothing is due before it was made at all."""
        return self.due_on is not None and self.due_on <= today


class DigestSent(models.Model):
    """A day whose list of due reviews was sent: it is sent once."""

    day = models.DateField(primary_key=True)

    class Meta:
        verbose_name_plural = "digests sent"

    def __str__(self) -> str:
        return f"Digest of {self.day}"
