"""Addresses that readers had before, which lead on for ever, and links that lead nowhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles import paths
from articles.models.articles import Article


class OldAddress(models.Model):
    """Leads to an article, wherever that is now, or to a page of the site."""

    path = models.CharField(
        max_length=500,
        unique=True,
        help_text="The old address without the site's name, such as /2019/05/cramps/ or /?p=12.",
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="old_addresses", null=True, blank=True
    )
    target = models.CharField(
        "page", max_length=500, blank=True, help_text="Or a page of this site, such as /contact/."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("path",)
        verbose_name_plural = "old addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, target="")
                | Q(article__isnull=True) & ~Q(target=""),
                name="old_address_leads_to_one_place",
                violation_error_message="Choose an article or write a page, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An address is kept in one form, however it was typed."""
        self.path = paths.normal(self.path)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.target and not paths.is_in_site(self.target):
            raise ValidationError(
                {"target": "Write a page of this site that begins with one /, such as /contact/."}
            )


class DeadLink(models.Model):
    """A link to another site that did not answer when `check_links` asked last."""

    url = models.URLField(max_length=2000, unique=True)
    reason = models.CharField(max_length=100)
    since = models.DateTimeField()

    class Meta:
        ordering = ("url",)

    def __str__(self) -> str:
        return self.url
