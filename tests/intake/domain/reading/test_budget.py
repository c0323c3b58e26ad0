"""One definition may hold so much and no more, and whoever wrote it is told what is too much."""

from __future__ import annotations

import json

import pytest

from intake.domain.document import DefinitionError
from intake.domain.importing import bring_in, report
from intake.domain.reading import budget, read
from intake.domain.reading.source import write
from tests.benchmarks.questionnaires import large
from tests.intake.domain.make import leg_check_document
from tests.intake.domain.reading.make import coding, document, extension, question, sdc, when


def items(count: int, **more):
    return document(*({**question(f"q{number}"), **more} for number in range(count)))


def conditions(count: int):
    asked = when("a", answerBoolean=True)
    return document(question("a"), question("b", enableWhen=[asked] * count))


def contained(count: int):
    concepts = [{"code": f"c{number}"} for number in range(count)]
    include = [{"system": "urn:s", "concept": concepts}]
    sets = [{"resourceType": "ValueSet", "id": "s", "compose": {"include": include}}]
    return document(question(), contained=sets)


def options(count: int):
    return document(question(kind="choice", answerOption=[coding("c", "C")] * count))


def formulas(count: int, length: int = 4):
    texts = [str(number).rjust(length, "1") for number in range(1_000, 1_000 + count)]
    found = [sdc("calculatedExpression", text) for text in texts]
    return document(question(extension=found))


def constraints(count: int):
    rules = [{"url": "expression", "valueString": f"{number} = 1"} for number in range(count)]
    return document(question(extension=[extension("targetConstraint", extension=rules)]))


def patterns(count: int):
    found = [extension("regex", valueString=f"[a-z]{{{number}}}") for number in range(count)]
    return document(question(kind="string", extension=found))


@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        (items(10_001), "10,001 items, 1 more than the 10,000 that are read."),
        (conditions(10_020), "10,020 conditions, 20 more than the 10,000 that are read."),
        (options(100_001), "100,001 options, 1 more than the 100,000 that are read."),
        (contained(100_005), "100,005 options, 5 more than the 100,000 that are read."),
        (formulas(1_003), "1,003 formulas, 3 more than the 1,000 that are read."),
        (constraints(1_001), "1,001 formulas, 1 more than the 1,000 that are read."),
        (formulas(100, 1_001), "100,100 characters in formulas, 100 more than the 100,000"),
        (patterns(201), "201 patterns, 1 more than the 200 that are read."),
        (document(question(text="x" * 10_000_000)), "characters, "),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_each_limit_says_which_was_passed_and_by_how_much(hostile, words):
    with pytest.raises(DefinitionError) as caught:
        read(hostile)

    assert str(caught.value).startswith("There is too much in this questionnaire: ")
    assert words in str(caught.value)


def test_what_stands_for_nothing_counts_too(monkeypatch):
    monkeypatch.setattr(budget, "MOST", {"values": 200})
    hostile = document(question(extension=[{"valueString": "x"}] * 100))

    with pytest.raises(DefinitionError, match=r"21\d values, 1\d more than the 200"):
        read(hostile)


def test_all_that_is_too_much_is_told_at_once_and_check_says_it():
    hostile = items(10_001, enableWhen=[when("q0", answerBoolean=True)])

    told = report(json.dumps(hostile), name="hostile")

    assert told["accepted"] is False
    [fault] = told["faults"]
    assert "10,001 items, 1 more" in fault["text"]
    assert "10,001 conditions, 1 more" in fault["text"]


def test_what_is_said_again_and_again_counts_once():
    same = [sdc("enableWhenExpression", "1 = 1"), extension("regex", valueString="[0-9]+")]

    found = budget.counts(items(2_000, extension=same))

    assert (found["formulas"], found["patterns"]) == (1, 1)


@pytest.mark.parametrize("definition", [large(), leg_check_document()], ids=["808", "leg-check"])
def test_real_definitions_stay_far_inside(definition):
    found = budget.counts(definition)

    assert bring_in(write(definition)).reading.questionnaire.items
    assert {name for name, most in budget.MOST.items() if found[name] * 10 > most} == set()


@pytest.mark.parametrize("odd", [None, [], {"item": 5}, {"item": {"url": 5}}, {"url": {}}, "x"])
def test_whatever_a_document_is_it_can_be_counted(odd):
    assert budget.counts(odd)["items"] <= 1
