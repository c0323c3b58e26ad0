"""What readers tell us, and the words they may search with."""

from __future__ import annotations

from django.db import models

from articles.models.editions import Edition
from clinic.lines import lines


class Feedback(models.Model):
    """An answer to “Was this clear?”. The words are sealed: they may tell of somebody's health."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="feedback")
    is_clear = models.BooleanField("was clear")
    place = models.UUIDField(unique=True, editable=False, help_text="What the words are bound to.")
    words = models.BinaryField(null=True, blank=True)
    given_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-given_at", "-pk")
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class SynonymGroup(models.Model):
    """Words that mean the same to a reader who searches."""

    terms = models.TextField(
        max_length=1000,
        help_text="One term on each line, such as “DVT” and “deep clot”.",
    )

    class Meta:
        ordering = ("terms",)
        verbose_name = "group of synonyms"
        verbose_name_plural = "synonyms"

    def __str__(self) -> str:
        return " = ".join(self.term_lines)

    @property
    def term_lines(self) -> list[str]:
        return lines(self.terms)
