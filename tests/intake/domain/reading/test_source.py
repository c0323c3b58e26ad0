"""JSON text to a document and back."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given

from intake.domain.reading.naming import slug, title
from intake.domain.reading.source import parse, write
from tests.intake.domain.reading.chance import JSON


@given(JSON)
def test_what_is_written_reads_the_same_and_is_json_to_others(node):
    written = write({"a": node})

    document, repaired = parse(written)

    assert write(document) == written
    assert not repaired or "NaN" in written or "Infinity" in written
    json.loads(written)


def test_decimals_keep_their_digits():
    text = write({"a": Decimal("1.50"), "b": Decimal("0.000"), "c": 12345678901234567890})

    assert '"a": 1.50,' in text
    assert '"b": 0.000,' in text
    assert parse(text)[0]["a"].as_tuple() == Decimal("1.50").as_tuple()


def test_words_of_every_script_stay_as_they_are():
    assert '"¿Qué pierna? 🦵"' in write(["¿Qué pierna? 🦵"])


def test_any_words_make_a_name_for_an_address():
    assert slug("leg-check_2") == "leg-check_2"
    assert slug("Vital signs, weight & height") == "vital-signs-weight-height"
    assert slug("Médico") == "medico"
    assert slug("下肢") == slug("下肢") != slug("上肢")
    long = slug("a long name " * 10)
    assert len(long) <= 50
    assert long != slug("a long name " * 11)


def test_a_computers_name_becomes_a_title():
    assert title("legCheck_for-You") == "Leg check for you"
    assert title("COVID-19 Screening") == "COVID 19 screening"
