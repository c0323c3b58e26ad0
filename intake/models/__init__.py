"""Rows of the intake: definitions, what is unfinished, and what came in."""

from intake.models.cases import WorkedCase
from intake.models.comeback import ResumeCode
from intake.models.definitions import Questionnaire, Release, Translated
from intake.models.inbox import Note, Submission
from intake.models.photos import Photo, PhotoChunk
from intake.models.unfinished import UnfinishedResponse

__all__ = [
    "Note",
    "Photo",
    "PhotoChunk",
    "Questionnaire",
    "Release",
    "ResumeCode",
    "Submission",
    "Translated",
    "UnfinishedResponse",
    "WorkedCase",
]
