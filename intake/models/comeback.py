"""The ways back to an unfinished response from another device: a code, and a link by mail."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from intake.models.unfinished import UnfinishedResponse

MOST_TRIES = 5


class ResumeCodeQuerySet(models.QuerySet["ResumeCode"]):
    def usable(self, now: datetime) -> ResumeCodeQuerySet:
        """Leave out what leads to a response that is over, or was sent."""
        return self.filter(response__expires_at__gt=now, response__sent_at=None)

    def count_a_try(self, locator: str) -> bool:
        """Count one try before it is made, and say whether it may be: the sixth may not."""
        may = self.filter(pk=locator, tries__lt=MOST_TRIES)
        return bool(may.update(tries=F("tries") + 1))

    def forgive(self, locator: str) -> None:
        """Let the tries before the right one not count."""
        self.filter(pk=locator).update(tries=0)

    def wipe_if_locked(self, locator: str) -> bool:
        """Take the way back out of a code that was tried too often. Nothing opens with it again."""
        return bool(self.filter(pk=locator, tries__gte=MOST_TRIES).update(wrapped=b""))


class ResumeCode(models.Model):
    """The secret of a response, wrapped under what the patient holds and under this server's key.

    `locator` is a keyed hash of what finds the row.
    """

    class Kind(models.TextChoices):
        CODE = "code", "Code"
        LINK = "link", "Link by mail"

    locator = models.CharField(primary_key=True, max_length=64)
    response = models.ForeignKey(UnfinishedResponse, models.CASCADE, related_name="resume_codes")
    kind = models.CharField(max_length=4, choices=Kind)
    wrapped = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    objects = ResumeCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "kind"], name="one_way_back_of_a_kind"),
            models.CheckConstraint(
                condition=Q(tries__lte=MOST_TRIES), name="no_more_tries_than_allowed"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def place(self) -> str:
        """What the wrapped secret is bound to: it opens in this row alone, for this response."""
        return f"intake.resumecode:{self.kind}:{self.locator}:{self.response_id}"
