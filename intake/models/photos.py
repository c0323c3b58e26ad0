"""Photos and PDFs of patients: sealed to the clinic the moment they came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from intake.models.inbox import Submission
from intake.models.unfinished import UnfinishedResponse


class PhotoQuerySet(models.QuerySet["Photo"]):
    def size(self) -> int:
        return self.aggregate(total=models.Sum("size", default=0))["total"]

    def forget(self) -> None:
        """Delete with their chunks, and read nothing of either: the patients' side may not."""
        PhotoChunk.objects.filter(photo__in=self)._raw_delete(self.db)
        self._raw_delete(self.db)


class Photo(models.Model):
    """One file, as part of an unfinished response or of a submission.

    The patient's own name for it, and to which question it belongs, stand in their sealed answers.
    """

    # Derived from the file: what the sealed answers name can be no other file. See intake.photos.
    id = models.UUIDField(primary_key=True, editable=False)
    unfinished = models.ForeignKey(
        UnfinishedResponse, models.CASCADE, null=True, blank=True, related_name="photos"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes of the file before it was sealed")
    head = models.BinaryField(help_text="The key of its chunks, sealed to the clinic")
    created_at = models.DateTimeField()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                name="photo_belongs_to_one",
                condition=Q(unfinished__isnull=False, submission__isnull=True)
                | Q(unfinished__isnull=True, submission__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Photo {self.pk}"

    @property
    def place(self) -> str:
        """What its chunks are bound to: they open as this photo alone."""
        return f"intake.photo:{self.pk}"


class PhotoChunk(models.Model):
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="chunks")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["photo", "number"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "number"], name="one_photo_chunk_a_number")
        ]

    def __str__(self) -> str:
        return f"Chunk {self.number} of {self.photo_id}"
