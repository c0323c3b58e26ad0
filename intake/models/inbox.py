"""What came in. In plain columns stand only reference, times, release, priority and state."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from clinic.constraints import together
from intake.models.definitions import DRAFTS, Release


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def waiting(self) -> SubmissionQuerySet:
        return self.exclude(state=Submission.State.CLOSED)

    def most_urgent_first(self) -> SubmissionQuerySet:
        return self.order_by("-priority", "call_by", "received_at")

    def for_a_list(self) -> SubmissionQuerySet:
        """With what a list shows of each row, and without its words and its questions."""
        documents = (f"release__{name}" for name in ("document", "rules", *DRAFTS))
        rows = self.select_related("assigned_to", "release__questionnaire")
        return rows.defer("sealed", *documents)

    def overdue(self, now: datetime) -> SubmissionQuerySet:
        return self.waiting().filter(call_by__lt=now)


class Submission(models.Model):
    """Something that a patient sent: answers to a questionnaire, or the wish for a call.

    Their words are in `sealed`; `inbox.read` is the one door to them.
    """

    class Kind(models.TextChoices):
        RESPONSE = "response", "Questionnaire"
        CONTACT = "contact", "Contact request"

    class Priority(models.IntegerChoices):
        EMERGENCY = 3, "Emergency"
        URGENT = 2, "Urgent"
        SOON = 1, "Soon"
        ROUTINE = 0, "Routine"

    class State(models.TextChoices):
        NEW = "new", "New"
        IN_PROGRESS = "in-progress", "In progress"
        NO_ANSWER = "no-answer", "No answer"
        MESSAGE_LEFT = "message-left", "Message left"
        CLOSED = "closed", "Closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    reference = models.CharField(max_length=12, unique=True)
    key = models.CharField(
        max_length=64, unique=True, help_text="The same sending has the same key, however often"
    )
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField("received")
    priority = models.PositiveSmallIntegerField(choices=Priority)
    triage_priority = models.PositiveSmallIntegerField(
        choices=Priority, help_text="What the rules gave on arrival; staff may set another priority"
    )
    call_by = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed = models.BinaryField()

    is_unopened = False  # what unopened.mark knows of a row in a list

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "inbox message"
        ordering = ["-priority", "call_by", "received_at"]
        indexes = [models.Index(fields=["state", "-priority", "call_by"], name="inbox_order")]
        constraints = [
            together("closed_at", "closed_by"),
            models.CheckConstraint(
                name="submission_response_has_release",
                condition=models.Q(kind="response", release__isnull=False)
                | models.Q(kind="contact", release__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_closed_has_time",
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        """What it answers, in words: the questionnaire, or the wish for a call."""
        return self.release.questionnaire.title if self.release else self.get_kind_display()

    @property
    def place(self) -> str:
        """What the sealed words are bound to: they open in this row alone, as this release."""
        return f"intake.submission:{self.pk}:{self.release_id or ''}"

    @property
    def staff_path(self) -> str:
        """Where staff open it. Written out, for the public process knows no staff addresses."""
        return f"/staff/intake/submission/{self.pk}/change/"

    @property
    def is_overridden(self) -> bool:
        """Say whether staff set another priority than the rules gave."""
        return self.priority != self.triage_priority

    @property
    def beside(self) -> str:
        """Say what the priority was before staff set another one; nothing where it is that."""
        if not self.is_overridden:
            return ""
        return f"{self.ruled_by}: {self.get_triage_priority_display()}"

    @property
    def ruled_by(self) -> str:
        """Say what gave the priority on arrival: no rules sort the wish for a call."""
        return "rules" if self.release_id else "came in as"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class Note(models.Model):
    """What staff wrote about a submission, or how a call went. Sealed like the patient's words."""

    class Outcome(models.TextChoices):
        NOTE = "note", "Note"
        SPOKE = "spoke", "Spoke with patient"
        NO_ANSWER = "no-answer", "No answer"
        MESSAGE_LEFT = "message-left", "Message left"
        WRONG_NUMBER = "wrong-number", "Wrong number"
        WROTE = "wrote", "Answered by email"
        PRIORITY = "priority", "Priority changed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notes")
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.NOTE)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"Note on {self.submission_id}"

    @property
    def place(self) -> str:
        return f"intake.note:{self.pk}:{self.submission_id}"
