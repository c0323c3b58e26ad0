"""The words that articles use: what a mistyped word is compared with."""

from __future__ import annotations

from django.db import models


class SearchWord(models.Model):
    """A word, the stem that its forms share, and how many editions have it."""

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60, db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-count"], name="search_word_common")]

    def __str__(self) -> str:
        return self.word
