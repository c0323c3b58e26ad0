"""What readers say of an article: kept without a trace of who they are, and read on purpose."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import Edition, Feedback
from clinic import audit, sealing

WORDS_ARE_KEPT = timedelta(days=365)


@transaction.atomic
def give(edition: Edition, *, is_clear: bool, words: str = "") -> Feedback:
    """Keep an answer, its words sealed. Who gave it is written down nowhere."""
    feedback = Feedback(edition=edition, is_clear=is_clear, place=uuid.uuid4())
    if words.strip():
        feedback.words = sealing.seal({"words": words.strip()}, place=_place(feedback))
    feedback.save(force_insert=True)
    return feedback


def read(feedback: Feedback, *, by: User) -> str:
    """Return a reader's words. This is the one door to them, and it is audited first.

    Raises PermissionDenied, sealing.NoKeyHere, or vault.CannotOpen where a row was changed.
    """
    if not by.has_perm("articles.view_feedback"):
        raise PermissionDenied("You may not read what readers wrote.")
    if feedback.words is None:
        return ""
    with transaction.atomic():
        audit.record("feedback opened", feedback, by=by)
    return sealing.unseal(feedback.words, place=_place(feedback))["words"]


def forget_words(now: datetime) -> int:
    """Delete words that are a year old. Whether the article was clear is still counted."""
    old = Feedback.objects.filter(given_at__lt=now - WORDS_ARE_KEPT)
    return old.exclude(words=None).update(words=None)


def _place(feedback: Feedback) -> str:
    return f"articles.feedback:{feedback.place}"
