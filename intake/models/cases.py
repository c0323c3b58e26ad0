"""Worked cases: what a clinician says must come out of some answers, checked at each publishing."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from intake.domain.cases import Case
from intake.domain.reading import source
from intake.models.definitions import Questionnaire


class WorkedCase(models.Model):
    """Answers that no patient gave, and what the rules must make of them."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="cases")
    name = models.CharField(max_length=40, help_text="Such as P01.")
    answers = models.TextField(default="{}", help_text="By linkId, only those given; JSON")
    expect = models.TextField(default="{}", help_text="What must come out; JSON")
    why = models.TextField("why", max_length=1000, blank=True)
    written_at = models.DateTimeField(auto_now=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["questionnaire", "name"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "name"], name="one_case_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def case(self) -> Case:
        """What it says, read from its row."""
        answers, _ = source.parse(self.answers)
        expect, _ = source.parse(self.expect)
        return Case(self.name, answers, expect, self.why)
