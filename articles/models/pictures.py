"""The library of pictures: uploaded once, used often."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from articles.pictures import Focal, Planned, names

PERCENT = [MaxValueValidator(100)]
FOLDER = "pictures"
MASTER = "master.webp"


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

    @property
    def focal(self) -> Focal:
        return self.focal_x, self.focal_y

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.key}"

    @property
    def master_path(self) -> str:
        return self.path(MASTER)

    @property
    def thumbnail_url(self) -> str:
        """Where staff get the smallest cut of it."""
        smallest = min(self.cuts("image/jpeg"), key=lambda file: file.width)
        return reverse("admin:articles_picture_file", args=[self.pk, smallest.name])

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"

    def planned(self) -> tuple[Planned, ...]:
        """The files that readers may get. What else lies in its folder is over."""
        return names(self.width, self.height, self.focal)

    def file(self, name: str) -> Planned | None:
        """Return what is planned under a name; any other name leads nowhere."""
        return next((file for file in self.planned() if file.name == name), None)

    def wholes(self, mime: str) -> list[Planned]:
        """The whole picture in one format, narrowest first."""
        return self._of("w", mime)

    def cuts(self, mime: str) -> list[Planned]:
        """The picture cut to 3:2 around its focal point in one format, narrowest first."""
        return self._of("c", mime)

    def _of(self, start: str, mime: str) -> list[Planned]:
        return [
            file for file in self.planned() if file.name.startswith(start) and file.mime == mime
        ]
