"""Codes, systems and options as real files write them: each becomes an answer that FHIR takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.domain.answers import AnswerError, check
from intake.domain.importing import bring_in
from intake.domain.items import Item
from intake.domain.reading import read
from intake.domain.reading.mending import mend
from intake.domain.responses import read_response, write_response
from intake.domain.validation.validating import validate
from intake.domain.walk import Walk
from tests.intake.domain.reading.make import coding, document, extension, question, read_item, when

SYSTEMS = ("http://loinc.org", " http://loinc.org ", "http://loinc.org|2.1", "my own codes", "", 5)
BROKEN = ("urn:oid:1101", "urn:uuid:7452", "urn:uuid:7452DBBB-26BE-4AA0-8AB0-69573726B9EF")
CODES = ("left", " left ", "left  leg", "left\nleg", "", 7, None, "other:x", "🦵", ["left"])
NAMES = ("Left", " Left ", "", 7, None)
PLAIN = (
    "left",
    " left",
    2,
    "2",
    2.5,
    "two",
    "2026",
    "2026-1-5",
    "2:30",
    "14:30",
    True,
    {"code": "x"},
)
KINDS = ("String", "Integer", "Date", "Time", "Decimal", "DateTime", "Uri", "Boolean", "Coding")
TYPES = ("choice", "open-choice", "string", "text", "integer", "decimal", "date", "dateTime")
MORE_TYPES = ("time", "url", "reference", "quantity")


def codings(codes: Any = CODES) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"code": st.sampled_from(codes)},
        optional={
            "system": st.sampled_from((*SYSTEMS, *BROKEN)),
            "display": st.sampled_from(NAMES),
        },
    )


def options() -> st.SearchStrategy[dict[str, Any]]:
    plain = st.tuples(st.sampled_from(KINDS), st.sampled_from(PLAIN))
    return st.one_of(
        st.builds(lambda value: {"valueCoding": value}, codings()),
        st.builds(lambda pair: {f"value{pair[0]}": pair[1]}, plain),
    )


def first_answer(item: Item) -> list[str]:
    if item.options:
        return [item.options[-1].code]
    if item.units:
        unit = item.units[-1]
        return [f"2 {unit.display or unit.code}"]
    return ["2"]


def respond(definition: dict[str, Any]) -> list[str]:
    """Answer the first question with what it offers; return what FHIR would refuse in that."""
    brought = bring_in(json.dumps(definition))
    assert bring_in(brought.text).text == brought.text
    questionnaire = brought.reading.questionnaire
    item = questionnaire.items[0]
    try:
        answers = {item.link_id: check(item, first_answer(item))}
    except AnswerError:  # it offers nothing that we could pick
        return []
    response = write_response(questionnaire, Walk(questionnaire, answers).live)
    assert read_response(questionnaire, response)
    issues = validate(dict(questionnaire.document), response)
    return [issue.text for issue in issues if issue.is_error]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from((*TYPES, *MORE_TYPES)), st.lists(options(), min_size=1, max_size=4))
def test_whatever_a_question_offers_can_be_its_answer(kind, offered):
    assert respond(document(question("x", kind, answerOption=offered))) == []


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(codings(("kg", " kg ", "per  day", "", 7, None)), min_size=1, max_size=3))
def test_whatever_unit_a_quantity_offers_can_be_its_unit(units):
    offered = [extension("questionnaire-unitOption", valueCoding=unit) for unit in units]

    assert respond(document(question("x", "quantity", extension=offered))) == []


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from((*SYSTEMS, *BROKEN)), st.lists(st.sampled_from(CODES), min_size=1))
def test_whatever_a_value_set_holds_can_be_an_answer(system, codes):
    concepts = [{"code": code, "display": f"Option {code}"} for code in codes]
    include = {"system": system, "concept": concepts}
    held = {"resourceType": "ValueSet", "id": "v", "compose": {"include": [include]}}
    asked = question("x", "choice", answerValueSet="#v")

    assert respond(document(asked, contained=[held])) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" http://loinc.org ", "http://loinc.org"),
        (BROKEN[2], BROKEN[2].lower()),
        ("my own codes", "my%20own%20codes"),
        ("urn:oid:1101", "urn:upstream:system:urn:oid:1101"),
        ("colors", "colors"),
    ],
)
def test_a_system_stays_the_same_for_the_option_and_for_what_depends_on_it(written, meant):
    leg = coding("left", "Left", written)
    asked = question("leg", "choice", answerOption=[leg, coding("right", "Right", written)])
    follow_up = question("since", "date", enableWhen=[when("leg", answerCoding=leg["valueCoding"])])

    reading = read(document(asked, follow_up))

    item, since = reading.questionnaire.items
    assert [option.system for option in item.options] == [meant, meant]
    assert [condition.answer for condition in since.enable_when] == ["left"]
    assert all(repr(written) in sentence for sentence in reading.repaired)


def test_a_version_written_to_the_address_of_a_system_is_kept_beside_it():
    after, _ = mend(document(question("x", "choice", answerOption=[coding("a", "A", "urn:s|2.1")])))

    assert after["item"][0]["answerOption"][0]["valueCoding"] == {
        "system": "urn:s",
        "code": "a",
        "display": "A",
        "version": "2.1",
    }


def test_the_same_fault_of_many_options_is_told_once():
    offered = [coding(f"c{number}", f"C {number}", "my own codes") for number in range(9)]

    assert len(read_item("choice", answerOption=offered).repaired) == 1


@pytest.mark.parametrize(
    ("kind", "offered", "kept", "type_"),
    [
        ("time", {"valueTime": "14:30"}, {"valueTime": "14:30:00"}, "time"),
        ("integer", {"valueInteger": "2"}, {"valueInteger": 2}, "integer"),
        ("integer", {"valueInteger": "two"}, {"valueString": "two"}, "choice"),
        ("decimal", {"valueDecimal": 1.5}, {"valueString": "1.5"}, "choice"),
        ("url", {"valueUri": "urn:a"}, {"valueString": "urn:a"}, "choice"),
        ("dateTime", {"valueDate": "2026-11-20"}, {"valueDate": "2026-11-20"}, "choice"),
        ("choice", {"valueCoding": "left"}, {"valueString": "left"}, "choice"),
        ("string", coding("left"), coding("left"), "choice"),
    ],
)
def test_options_become_what_can_be_answered(kind, offered, kept, type_):
    after, repaired = mend(document(question("x", kind, answerOption=[offered])))

    assert after["item"][0]["answerOption"] == [kept]
    assert after["item"][0]["type"] == type_
    assert repaired


def test_a_condition_still_holds_where_the_time_it_looks_for_is_written_otherwise():
    asked = question("at", "time", answerOption=[{"valueTime": "14:30"}])
    follow_up = question("why", "string", enableWhen=[when("at", answerTime="14:30")])

    questionnaire = read(document(asked, follow_up)).questionnaire

    assert [each.item.link_id for each in Walk(questionnaire, {"at": "14:30:00"}).asked] == [
        "at",
        "why",
    ]
