"""The story of a submission."""

from __future__ import annotations

import pytest

from intake import inbox
from intake.admin.timeline import timeline
from tests.intake.make import PRIORITY, make_submission

pytestmark = pytest.mark.usefixtures("clinic")


def test_everything_that_happened_stands_there_newest_first(nurse):
    submission = make_submission(priority=PRIORITY.SOON)
    inbox.assign(submission, nurse, by=nurse)
    inbox.note(submission, "Rang once.", outcome="no-answer", by=nurse)
    inbox.close(submission, by=nurse)

    story = timeline(submission, inbox.read(submission, by=nurse))

    assert [entry.words for entry in story] == [
        "Opened",
        "Closed",
        "No answer",
        "Assigned to maya",
        "Received. Set to Soon by the triage rules",
    ]
    assert story[2].note == "Rang once."


def test_opening_again_and_again_stands_there_once(nurse):
    submission = make_submission()
    for _ in range(3):
        contents = inbox.read(submission, by=nurse)

    story = timeline(submission, contents)

    assert [entry.words for entry in story].count("Opened") == 1


def test_two_calls_without_an_answer_are_two(nurse):
    submission = make_submission()
    for _ in range(2):
        inbox.note(submission, "", outcome="no-answer", by=nurse)

    story = timeline(submission, inbox.read(submission, by=nurse))

    assert [entry.words for entry in story].count("No answer") == 2
