"""Rows of the intake: definitions, what is unfinished, and what came in."""

from intake.models.definitions import Questionnaire, Release, Translated
from intake.models.inbox import Note, Submission
from intake.models.unfinished import UnfinishedResponse

__all__ = ["Note", "Questionnaire", "Release", "Submission", "Translated", "UnfinishedResponse"]
