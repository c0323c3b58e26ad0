"""Files of the net that are large, or were made so: read in seconds all the same."""

from __future__ import annotations

import time

from intake.domain.importing import bring_in
from intake.domain.reading.source import write
from tests.intake.domain.reading.make import document, question

SECONDS = 12  # on a busy machine; compared each with all, it took minutes


def test_thousands_of_items_of_one_name_are_renumbered():
    began = time.thread_time()

    brought = bring_in(write(document(*({**question(), "linkId": "q"} for _ in range(8_000)))))

    assert len(brought.reading.questionnaire.by_id) == 8_000
    assert time.thread_time() - began < SECONDS


def test_a_list_of_thousands_of_options_is_kept():
    began = time.thread_time()
    options = [{"valueCoding": {"code": f"c{n}", "display": f"Town {n}"}} for n in range(20_000)]

    brought = bring_in(write(document({**question(), "type": "choice", "answerOption": options})))

    assert len(brought.reading.questionnaire.questions[0].options) == 20_000
    assert time.thread_time() - began < SECONDS
