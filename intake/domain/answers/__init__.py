"""Answers as people type them, made into values; and values shown in words."""

from __future__ import annotations

from intake.domain.answers.checking import check
from intake.domain.answers.choices import OTHER
from intake.domain.answers.showing import show, typed
from intake.domain.answers.wording import AnswerError

__all__ = ["OTHER", "AnswerError", "check", "show", "typed"]
