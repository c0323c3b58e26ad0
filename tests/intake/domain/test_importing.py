"""Bringing files in: whatever they hold, there is a line about them, and nothing is lost."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.document import DefinitionError
from intake.domain.importing import bring_in, report
from intake.domain.reading.source import write
from intake.domain.walk import Walk
from tests.intake.domain.breaking import BREAKS, break_up
from tests.intake.domain.make import leg_check_document
from tests.intake.domain.reading.chance import DEFINITIONS, JSON
from tests.intake.domain.reading.make import coding, document, question

KEYS = ["accepted", "complete", "repaired", "unsupported", "faults"]


def taken(definition: object, *, name: str = "file") -> str:
    return bring_in(write(definition), name=name).text


def test_a_good_file_is_kept_word_for_word():
    text = json.dumps(document(question()))

    assert bring_in(text).text == text
    assert report(text, name="legs") == {
        "accepted": True,
        "complete": True,
        "repaired": [],
        "unsupported": [],
        "faults": [],
    }


def test_what_is_foreign_comes_through_a_repair_unharmed():
    foreign = {"url": "urn:theirs", "valueDecimal": Decimal("1.50"), "id": "e1"}
    dirty = question("q", "display", required=True, extension=[foreign], theirs={"a": [None, 1]})

    text = taken(document(dirty, theirs="x"))

    kept = json.loads(text, parse_float=Decimal)
    assert kept["theirs"] == "x"
    assert kept["item"][0]["theirs"] == {"a": [None, 1]}
    assert kept["item"][0]["extension"] == [foreign]
    assert "1.50" in text
    assert "required" not in kept["item"][0]


def test_a_file_without_a_name_is_called_as_the_file_is():
    brought = bring_in(
        write({"resourceType": "Questionnaire", "item": [question()]}), name="my form"
    )

    assert brought.reading.questionnaire.name == "my-form"
    assert brought.reading.questionnaire.title == "My form"
    assert brought.document["url"] == "urn:upstream:questionnaire:my-form"
    assert brought.document["status"] == "draft"
    assert list(brought.document)[:2] == ["resourceType", "name"]
    assert len(brought.reading.repaired) == 4


def test_a_byte_order_mark_and_numbers_that_are_none_are_mended():
    text = '\ufeff{"resourceType": "Questionnaire", "x": NaN, "item": [{"type": "string"}]}'

    brought = bring_in(text.encode())

    assert brought.text.startswith("{")
    assert brought.document["x"] is None
    assert any("byte order mark" in sentence for sentence in brought.reading.repaired)
    assert any("NaN" in sentence for sentence in brought.reading.repaired)
    assert bring_in(text.removeprefix("\ufeff").encode("utf-16")).document == brought.document


def test_a_bundle_gives_its_questionnaire_with_the_value_sets_beside_it():
    concepts = [{"code": "l", "display": "Left"}, {"code": "r", "display": "Right"}]
    sides = {
        "resourceType": "ValueSet",
        "url": "urn:sides",
        "compose": {"include": [{"system": "urn:s", "concept": concepts}]},
    }
    form = document(question("side", "choice", answerValueSet="urn:sides"))
    bundle = {
        "resourceType": "Bundle",
        "entry": [{"resource": sides}, {"fullUrl": "x"}, {"resource": form}],
    }

    brought = bring_in(write(bundle))

    assert brought.reading.is_complete
    side = brought.reading.questionnaire.by_id["side"]
    assert [option.display for option in side.options] == ["Left", "Right"]
    assert bring_in(brought.text).text == brought.text


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "this is not JSON"),
        (b"<Questionnaire/>", "this is not JSON"),
        (b"[]", "not a JSON object"),
        (b"\xff\xfe\x00", "not a text"),
        (b'{"a": "\xe9"}', "not a text in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 101 + b"1" + b"}" * 101, "nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "impossible number"),
        (b'{"resourceType": "Patient"}', "not a FHIR Questionnaire"),
        (b'{"resourceType": "Bundle"}', "does not hold one FHIR Questionnaire"),
        (b'{"resourceType": "Questionnaire"}', "nothing to show or to ask"),
        (b'{"resourceType": "Questionnaire", "item": [{"type": "group"}]}', "nothing to show"),
        (b" " * 20_000_001, "too large"),
    ],
)
def test_what_cannot_be_served_is_refused_with_a_sentence(file, words):
    line = report(file, name="x")

    assert list(line) == KEYS
    assert not line["accepted"]
    assert not line["complete"]
    assert words in line["faults"][0]["text"]


@given(st.binary(max_size=200) | JSON.map(lambda node: json.dumps(node).encode()))
def test_every_file_has_its_line(data):
    line = report(data, name="file")

    assert list(line) == KEYS
    json.dumps(line)


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(max_examples=50, deadline=None)
@given(DEFINITIONS)
def test_every_definition_is_mended_once_and_then_stays(definition):
    text = write(definition)
    json.dumps(report(text, name="file"))
    try:
        brought = bring_in(text, name="file")
    except DefinitionError:
        return

    again = bring_in(brought.text, name="other")

    assert again.text == brought.text
    assert again.reading.repaired == ()
    assert again.reading.questionnaire == brought.reading.questionnaire
    assert set(brought.reading.questionnaire.order) == brought.reading.questionnaire.by_id.keys()
    assert len(Walk(brought.reading.questionnaire, {}).pages) >= 0


@settings(max_examples=50, deadline=None)
@given(BREAKS)
def test_a_broken_leg_check_is_refused_or_can_be_asked(breaks):
    broken = write(break_up(leg_check_document(), breaks))

    try:
        brought = bring_in(broken)
    except DefinitionError as error:
        assert str(error)
    else:
        assert Walk(brought.reading.questionnaire, {}).pages


def deep(number: int, depth: int) -> dict:
    """An item with as many more below it, as deep as it goes."""
    below = [deep(number * 3 + each, depth - 1) for each in range(3)] if depth else []
    options = [coding(str(each), f"Option {each}", "urn:s") for each in range(5)]
    kind = (
        {"type": "group", "item": below} if below else {"type": "choice", "answerOption": options}
    )
    return {"linkId": f"{depth}.{number}", "text": "Words", **kind}


def test_eight_hundred_items_eight_levels_deep_are_read():
    chain = deep(9, 0)
    for level in range(7):
        chain = {"linkId": f"c{level}", "type": "group", "text": "Deeper", "item": [chain]}

    brought = bring_in(write(document(chain, deep(0, 6))))

    assert len(brought.reading.questionnaire.by_id) > 1_000
    assert brought.reading.is_complete
