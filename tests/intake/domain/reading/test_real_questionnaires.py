"""Questionnaires that others made and use: all are served, and nearly all as they are defined."""

from __future__ import annotations

import pytest

from intake.domain.importing import bring_in
from intake.domain.walk import Walk
from tests.intake.domain.reading.conftest import FOLDER

FILES = sorted(FOLDER.rglob("*.json"))
SHARE_COMPLETE = 0.89


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_real_questionnaire_is_taken_and_stays_as_it_is(file):
    brought = bring_in(file.read_bytes(), name=file.stem)

    assert Walk(brought.reading.questionnaire, {}).pages
    assert bring_in(brought.text).text == brought.text


def test_nearly_all_are_complete_and_the_others_say_what_is_missing():
    readings = [bring_in(file.read_bytes(), name=file.stem).reading for file in FILES]

    complete = [reading for reading in readings if reading.is_complete]

    assert len(complete) / len(readings) >= SHARE_COMPLETE
    for reading in readings:
        for sentence in reading.unsupported:
            link_id, _, why = sentence.partition(": ")
            assert link_id in reading.questionnaire.by_id
            assert why.endswith(".")
