"""Fixed texts for patients: read in a language, and offered once a person has reviewed them."""

from __future__ import annotations

import pytest

from intake.domain.document import DefinitionError
from intake.domain.patient_texts import read_texts, unreviewed

OWN = {"heading": "Call 911 now", "lead": "Do not drive.", "steps": ["Sit down."], "call": "911"}
SPANISH = {"heading": "Llame al 911", "lead": "No maneje.", "steps": ["Siéntese."]}
REVIEW = {"reviewed_by": "Rosa Vidal, CHI", "reviewed_on": "2026-11-20"}


def document(**translation) -> dict:
    return {"texts": {"T1": {**OWN, "translations": {"es": translation}}}}


def test_a_text_is_read_in_its_language_and_calls_the_same_number():
    text = read_texts(document(**SPANISH, **REVIEW), "es")["T1"]

    assert (text.heading, text.steps, text.call) == ("Llame al 911", ("Siéntese.",), "911")
    assert (text.language, text.reviewed_by) == ("es", "Rosa Vidal, CHI")


@pytest.mark.parametrize("language", ["", "so"])
def test_where_there_is_no_translation_it_keeps_its_own_words(language):
    text = read_texts(document(**SPANISH, **REVIEW), language)["T1"]

    assert (text.heading, text.language, text.reviewed_by) == ("Call 911 now", "", "")


@pytest.mark.parametrize("missing", ["reviewed_by", "reviewed_on"])
def test_a_review_without_a_name_or_a_day_is_none(missing):
    assert unreviewed(document(**SPANISH, **REVIEW), "es") == ()
    assert unreviewed(document(**SPANISH, **{**REVIEW, missing: ""}), "es") == ("T1",)


def test_nobody_has_reviewed_what_is_not_translated():
    assert unreviewed(document(**SPANISH, **REVIEW), "so") == ("T1",)


def test_a_translation_that_leaves_out_a_step_is_refused():
    with pytest.raises(DefinitionError, match=r"T1.*in es.*it has 0 steps, not 1"):
        read_texts(document(**{**SPANISH, "steps": []}))
