"""Worked cases: what a clinician wrote, held against what the rules give."""

from __future__ import annotations

import json

import pytest

from intake.domain import case_words, cases
from intake.domain.case_files import parse_entries, read_entries, write_cases
from intake.domain.cases import Case
from intake.domain.document import DefinitionError
from tests.intake.domain.make import LEG_CHECK, RULESET

CHEST_PAIN = {"id": "C1", "answers": {"chest_pain": True}, "expect": {"priority": "emergency"}}


def judged(expect: dict, **answers: object) -> cases.Result:
    case = cases.read_case({"id": "C1", "answers": answers, "expect": expect})
    return cases.judge(case, LEG_CHECK, RULESET)


def test_a_case_that_comes_out_as_written_is_as_expected():
    result = judged({"priority": "emergency", "ecq": "not_asked"}, chest_pain=True)

    assert result.is_as_expected
    assert result.got.fired[0] == "E1"
    assert case_words.told(result) == ()


def test_what_differs_is_told_in_words():
    result = judged({"priority": "soon", "ecq": "not_asked"}, chest_pain=True)

    assert not result.is_as_expected
    assert case_words.told(result) == ("Priority: expected soon; came out emergency.",)
    assert cases.report(result)["differences"] == ["priority"]


@pytest.mark.parametrize(
    ("expect", "agrees"),
    [
        ({"fired": ["U5", "E4", "N9"]}, True),
        ({"fired": ["E4"]}, False),
        ({"fired": {"including": ["E4"]}}, True),
        ({"fired": {"including": ["E1"]}}, False),
        ({"fired": {"including": []}}, True),
        ({"flags": []}, True),
        ({"texts": ["T4"]}, True),
        ({"texts": []}, False),
    ],
)
def test_a_list_is_all_that_may_come_and_including_is_what_must(expect, agrees):
    result = judged(expect, skin_hot_red="spreading", fever=True)

    assert result.is_as_expected == agrees


def test_a_case_whose_question_is_gone_is_not_as_expected():
    result = judged({"priority": "routine"}, gone=True)

    assert not result.is_as_expected
    assert case_words.told(result) == ("there is no question 'gone'.",)
    assert cases.report(result) == {
        "id": "C1",
        "ok": False,
        "got": None,
        "expected": {"priority": "routine"},
        "error": "Case C1: there is no question 'gone'.",
    }


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("P01", "not an object"),
        ({}, "needs an id"),
        ({"id": 5}, "id is not a text"),
        ({"id": "C", "answers": [], "expect": {"priority": "soon"}}, "answers is not an object"),
        ({"id": "C", "expect": {}}, "what must come out"),
        ({"id": "C", "expect": {"colour": "red"}}, "'colour'"),
        ({"id": "C", "expect": {"priority": "high"}}, "'high' is not a priority"),
        ({"id": "C", "expect": {"priority": 3}}, "priority is not a text"),
        ({"id": "C", "expect": {"pattern": 5}}, "pattern is not a text"),
        ({"id": "C", "expect": {"fired": "E1"}}, "fired is not a list"),
        ({"id": "C", "expect": {"fired": [1]}}, "fired is not a list"),
        ({"id": "C", "expect": {"fired": {"including": ["E1"], "x": 1}}}, "fired is not a list"),
        ({"id": "C" * 41, "expect": {"priority": "soon"}}, "more than 40 letters"),
        ({"id": "C\0", "expect": {"priority": "soon"}}, "cannot be shown"),
    ],
)
def test_a_broken_case_says_what_is_wrong_with_it(entry, told):
    with pytest.raises(DefinitionError, match=told):
        cases.read_case(entry)


def test_two_cases_of_one_name_are_refused():
    with pytest.raises(DefinitionError, match="Two cases have the id 'C1'"):
        cases.read_cases([CHEST_PAIN, CHEST_PAIN])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1,",
        "[NaN]",
        "[-Infinity]",
        '["\\ud83e"]',
        '[{"\\ud83e": 1}]',
        f"[{'9' * 5000}]",
        f"[0.{'9' * 5000}]",
        "[" * 100_000,
        "[" * 150 + "]" * 150,
    ],
)
def test_a_file_that_could_harm_or_mislead_is_refused(text):
    with pytest.raises(DefinitionError):
        parse_entries(text)


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(DefinitionError, match="not a text in UTF-8"):
        read_entries(b"[\xff]")


def test_cases_are_written_as_they_are_read():
    entries = json.loads(write_cases([Case("C2", {"age": 64}, {"ecq": "negative"}, "Because")]))

    assert entries == [
        {"id": "C2", "answers": {"age": 64}, "expect": {"ecq": "negative"}, "why": "Because"}
    ]
    assert cases.read_cases(entries) == (Case("C2", {"age": 64}, {"ecq": "negative"}, "Because"),)


def test_what_must_come_out_reads_in_one_line():
    case = Case("C", {}, {"priority": "soon", "fired": {"including": ["S1"]}, "flags": []})

    assert case_words.expected(case) == "Priority soon · Rules at least S1 · Flags none"
