"""Rules that compare days, times and amounts, from what an editor types to what comes out."""

from __future__ import annotations

import json

import pytest

from intake.domain import cases
from intake.domain.answers import check
from intake.domain.prove import prove
from intake.domain.reading import read
from intake.domain.reading.source import write
from intake.domain.rules import read_ruleset
from intake.domain.ruling import lines
from intake.domain.ruling.faults import rule_faults
from intake.domain.ruling.lines import Line, Tree
from intake.domain.ruling.sentences import sentence
from intake.domain.ruling.vocabulary import vocabulary

UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption"
KG = {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kg"}
DOCUMENT = {
    "resourceType": "Questionnaire",
    "status": "active",
    "item": [
        {"linkId": "surgery", "type": "date", "text": "When was your operation?"},
        {"linkId": "seen", "type": "dateTime", "text": "When did it start?"},
        {"linkId": "woke", "type": "time", "text": "When do you get up?"},
        {
            "linkId": "weight",
            "type": "quantity",
            "text": "What do you weigh?",
            "extension": [{"url": UNIT, "valueCoding": KG}],
        },
    ],
}
UNIT_OF_140 = {"unit": "kg", "code": "kg", "system": KG["system"]}
FORM = read(DOCUMENT).questionnaire


def rules(when) -> dict:
    rule = {"id": "U1", "priority": "urgent", "when": when, "reason": "Heavy", "text": "T5"}
    texts = {"T5": {"heading": "Please call us", "call": "clinic"}, "T8": {"heading": "Thank you"}}
    rest = {"id": "R", "priority": "routine", "reason": "Nothing", "text": "T8"}
    return {"rules": [{**rule, "source": "Clinic’s choice"}, rest], "texts": texts}


def made(question: str, verb: str, answer: str):
    tree = Tree(lines=(Line(subject=f"question:{question}", verb=verb, answer=answer),))
    return lines.written(tree, None, vocabulary({}, DOCUMENT), DOCUMENT)


@pytest.mark.parametrize(
    ("question", "verb", "typed", "answer", "words"),
    [
        ("surgery", ">", "2026-11-20", "2026-11-20", "is after “2026-11-20”"),
        ("surgery", ">=", "2026", "2026", "is not before 2026"),
        ("surgery", "=", "2026-11-20", "2026-11-20", "is “2026-11-20”"),
        ("seen", "<", "2026-11-20", "2026-11-20", "is before “2026-11-20”"),
        ("seen", "<", "2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z", "is before “2026-11-20T09"),
        ("woke", "<=", "06:30", "06:30:00", "is not after “06:30:00”"),
        ("weight", ">", "140", {"value": 140, **UNIT_OF_140}, "is more than “140 kg”"),
        ("weight", ">", "300 lb", {"value": 300, "unit": "lb"}, "is more than “300 lb”"),
    ],
)
def test_what_an_editor_types_is_read_and_said_again(question, verb, typed, answer, words):
    when = made(question, verb, typed)
    kept = json.loads(write(rules(when)))["rules"][0]["when"]

    assert kept["answer"] == answer
    assert words in str(sentence(when, vocabulary({}, DOCUMENT)))
    assert lines.written(lines.read(when), when, vocabulary({}, DOCUMENT), DOCUMENT) == when
    assert read_ruleset(rules(when), FORM).rules[0].test is not None
    assert [*rule_faults(rules(when), DOCUMENT)] == []


@pytest.mark.parametrize(
    ("question", "verb", "typed", "advice"),
    [
        ("surgery", "=", "2026", "Enter an answer such as 2026-11-20."),
        ("surgery", ">", "11/20/2026", "Enter an answer such as 2026-11-20."),
        ("surgery", ">", "", "Enter the answer of “When was your operation?” to compare with."),
        ("seen", ">", "2026-11-20T99:00", "Enter an answer such as 2026-11-20."),
        ("woke", ">", "6:30", "Enter an answer such as 14:30."),
        ("woke", ">", "morning", "Enter an answer such as 14:30."),
        ("weight", ">", "heavy", "Enter an answer such as 40 kg."),
        ("weight", ">", "1e999999 kg", "Enter an answer such as 40 kg."),
        ("weight", ">", "180 cm", "“What do you weigh?” is answered in kg. Enter such an amount."),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_to_do(question, verb, typed, advice):
    tree = Tree(lines=(Line(subject=f"question:{question}", verb=verb, answer=typed),))

    [problem] = lines.problems(tree, vocabulary({}, DOCUMENT), DOCUMENT)

    assert problem.text == advice


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ({"question": "surgery", "operator": ">", "answer": 2026}, "has no answer 2026"),
        ({"question": "woke", "operator": ">", "answer": "2026-11-20"}, "is not a time"),
        (
            {"question": "weight", "operator": ">", "answer": {"value": 180, "unit": "cm"}},
            "'180 cm' is not to be compared with it",
        ),
    ],
)
def test_the_linter_names_a_rule_whose_answer_does_not_fit(when, why):
    [fault] = rule_faults(rules(when), DOCUMENT)

    assert fault.text.startswith("The triage rule “U1” compares with what “")
    assert why in fault.text
    assert (fault.code, str(fault.place)) == ("rule", "rule U1")


def test_the_linter_warns_of_an_amount_that_patients_may_give_in_another_unit():
    bare = {"linkId": "fever", "type": "quantity", "text": "How high is your fever?"}
    document = {**DOCUMENT, "item": [bare]}
    hot = {"question": "fever", "operator": ">=", "answer": 103}
    given = read_ruleset(rules(hot), read(document).questionnaire).rules[0].test
    typed = check(read(document).questionnaire.by_id["fever"], ["103 F"])

    [fault] = rule_faults(rules(hot), document)

    assert given.because({"fever": typed}) is None
    assert "“How high is your fever?” takes any unit" in fault.text
    assert fault.code == "rule-slight"
    assert [*rule_faults(rules({**hot, "operator": "exists", "answer": True}), document)] == []


def test_the_linter_finds_amounts_between_which_nothing_lies():
    heavy = {"question": "weight", "operator": ">", "answer": {"value": 140, "unit": "kg"}}
    light = {"question": "weight", "operator": "<", "answer": {"value": 300, "unit": "lb"}}

    def dead(*parts):
        ruleset = read_ruleset(rules({"all": [*parts]}), FORM)
        return [fault.text for fault in prove(FORM, ruleset=ruleset)]

    assert dead(heavy, light) == [
        "The rule U1 never fires: no answer to weight is all that is asked for."
    ]
    assert dead(heavy, {**light, "answer": {"value": 310, "unit": "lb"}}) == []


@pytest.mark.parametrize(
    ("weight", "priority"),
    [({"value": 310, "unit": "lb"}, "urgent"), ({"value": 300, "unit": "lb"}, "routine")],
)
def test_a_worked_case_is_answered_in_whichever_unit(weight, priority):
    ruleset = read_ruleset(rules(made("weight", ">", "140 kg")), FORM)
    case = cases.read_case(
        {"id": "C1", "answers": {"weight": weight}, "expect": {"priority": priority}}
    )

    assert cases.judge(case, FORM, ruleset).is_as_expected
