"""Where a row came from, so that importing again finds it instead of making a second one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.articles import Article
from articles.models.pictures import Picture


class Imported(models.Model):
    guid = models.CharField(max_length=500, unique=True)
    article = models.OneToOneField(
        Article, models.CASCADE, related_name="imported", null=True, blank=True
    )
    picture = models.ForeignKey(
        Picture, models.CASCADE, related_name="imported", null=True, blank=True
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the item as it was imported.")
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "imported"
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=True) | Q(picture__isnull=True),
                name="imported_as_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.guid
