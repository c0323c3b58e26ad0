"""The library of pictures: uploaded once, used often."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

PERCENT = [MaxValueValidator(100)]


class Picture(models.Model):
    key = models.CharField(max_length=32, unique=True, editable=False)
    name = models.CharField(max_length=120, help_text="What it shows, so that editors find it.")
    alt = models.CharField(
        "alt text",
        max_length=300,
        blank=True,
        help_text="What a reader who cannot see it needs to know. An article may say it otherwise.",
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="It says nothing that the words do not."
    )
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=120, blank=True)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    focal_x = models.PositiveSmallIntegerField(
        "focal point, from the left", default=50, validators=PERCENT, help_text="In percent."
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, from the top",
        default=50,
        validators=PERCENT,
        help_text="In percent. What stands here stays in the picture when lists cut it.",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name
