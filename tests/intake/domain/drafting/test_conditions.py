from __future__ import annotations

from decimal import Decimal

import pytest

from intake.domain import drafting
from intake.domain.drafting import Clause, DraftError
from intake.domain.drafting.conditions import before, said, verbs_for
from tests.intake.domain.drafting.make import FOREIGN, option, swelling


def conditions_of(document, name):
    return drafting.tree.find(document, name).node.get("enableWhen")


def with_age(kind: str, **more):
    document = swelling()
    document["item"].insert(0, {"linkId": "n", "text": "How much?", "type": kind, **more})
    return document


def test_a_condition_reads_as_a_sentence():
    document = swelling()

    (one,) = said(document, drafting.tree.find(document, "which").node)

    assert str(one) == "yes to “Is a leg swollen?”"
    assert not one.is_broken


def test_a_condition_that_stays_keeps_what_it_is_written_with():
    first = Clause("swollen", "=", "true")
    second = Clause("swollen", "not answered")

    document = drafting.set_conditions(swelling(), "which", [first, second], is_any=True)

    assert conditions_of(document, "which") == [
        {"question": "swollen", "operator": "=", "answerBoolean": True, "extension": [FOREIGN]},
        {"question": "swollen", "operator": "exists", "answerBoolean": False},
    ]
    which = drafting.tree.find(document, "which").node
    assert which["enableBehavior"] == "any"
    assert drafting.clauses(which) == (first, second)
    assert drafting.set_conditions(document, "which", [first, second], is_any=True) == document


def test_without_conditions_everybody_is_asked():
    document = drafting.set_conditions(swelling(), "which", [])

    assert conditions_of(document, "which") is None


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("integer", "40", {"answerInteger": 40}),
        ("decimal", "36.50", {"answerDecimal": Decimal("36.50")}),
        ("date", "2026-11-20", {"answerDate": "2026-11-20"}),
        ("time", "14:30", {"answerTime": "14:30:00"}),
        ("string", "Smith", {"answerString": "Smith"}),
        ("quantity", "80", {"answerQuantity": {"value": Decimal(80)}}),
        ("quantity", "80 kg", {"answerQuantity": {"value": Decimal(80), "unit": "kg"}}),
    ],
)
def test_an_answer_is_written_as_the_type_of_its_question_wants_it(kind, typed, written):
    document = drafting.set_conditions(with_age(kind), "age", [Clause("n", "=", typed)])

    assert conditions_of(document, "age") == [{"question": "n", "operator": "=", **written}]
    (clause,) = drafting.clauses(drafting.tree.find(document, "age").node)
    assert drafting.set_conditions(document, "age", [clause]) == document


def test_an_option_is_written_with_its_system():
    document = drafting.set_conditions(swelling(), "age", [Clause("which", "!=", "urn:sides|left")])

    coding = option("left", "Left")["valueCoding"]
    assert conditions_of(document, "age") == [
        {"question": "which", "operator": "!=", "answerCoding": coding}
    ]


def test_a_quantity_takes_the_unit_of_its_question():
    document = drafting.change(with_age("quantity"), "n", units=["kg"])

    document = drafting.set_conditions(document, "age", [Clause("n", ">", "80")])

    (condition,) = conditions_of(document, "age")
    assert condition["answerQuantity"] == {
        "value": Decimal(80),
        "unit": "kg",
        "system": "http://unitsofmeasure.org",
        "code": "kg",
    }


@pytest.mark.parametrize(
    ("clause", "what_to_do"),
    [
        (Clause("gone", "=", "true"), "Choose the question"),
        (Clause("page", "answered"), "Choose the question"),
        (Clause("swollen", "=", ""), "Choose an answer of “Is a leg swollen?”"),
        (Clause("swollen", ">", "true"), "has no more or less"),
        (Clause("which", "=", "urn:sides|up"), "Choose an answer of “Which leg?”"),
    ],
)
def test_a_condition_that_cannot_be_says_what_to_do(clause, what_to_do):
    with pytest.raises(DraftError, match=what_to_do.replace("?", r"\?")):
        drafting.set_conditions(swelling(), "age", [clause])


@pytest.mark.parametrize(("kind", "typed"), [("integer", "old"), ("date", "soon"), ("integer", "")])
def test_an_answer_that_is_none_is_refused(kind, typed):
    with pytest.raises(DraftError, match=r"Enter .*answer"):
        drafting.set_conditions(with_age(kind), "age", [Clause("n", "=", typed)])


def test_a_condition_looks_at_what_comes_before_and_its_verbs_fit():
    document = swelling()

    found = before(document, "age")

    assert [each["linkId"] for each in found] == ["swollen", "which"]
    assert before(document, "swollen") == []
    assert ">" not in verbs_for(found[0])
    assert verbs_for({"type": "date"})[">"] == "is after"


def test_a_condition_on_what_is_not_there_is_shown_as_broken():
    document = swelling()
    del document["item"][0]["item"][0]
    which = drafting.tree.find(document, "which").node

    (one,) = said(document, which)

    assert one.is_broken
    assert one.question == "swollen"


def test_an_answer_that_names_no_system_still_finds_its_option():
    document = swelling()
    document["item"][1]["enableWhen"] = [
        {"question": "which", "operator": "=", "answerCoding": {"code": "left"}}
    ]

    (one,) = said(document, document["item"][1])

    assert (one.answer, one.is_broken) == ("Left", False)
