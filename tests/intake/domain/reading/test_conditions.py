"""enableWhen: every kind of answer that a condition can look for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from intake.domain.conditions import Condition, Operator
from intake.domain.reading import read
from intake.domain.values import Other, Quantity
from tests.intake.domain.reading.make import coding, document, extension, question, when

LEFT = {"answerOption": [coding("left", "On the left", "urn:s"), {"valueInteger": 2}]}
KILO = {"extension": [extension("questionnaire-unit", valueCoding={"code": "kg"})]}


def condition(first: dict, **answer) -> Condition:
    second = question("b", enableWhen=[when("a", "!=", **answer)])
    reading = read(document(first, second))
    assert reading.repaired == ()
    (found,) = reading.questionnaire.by_id["b"].enable_when
    assert (found.question, found.operator) == ("a", Operator.NOT_EQUALS)
    return found


@pytest.mark.parametrize(
    ("kind", "more", "answer", "value"),
    [
        ("boolean", {}, {"answerBoolean": False}, False),
        ("boolean", {}, {"answerString": "true"}, True),
        ("integer", {}, {"answerInteger": 65}, 65),
        ("integer", {}, {"answerString": "65"}, 65),
        ("integer", {}, {"answerDecimal": Decimal("1.5")}, Decimal("1.5")),
        ("decimal", {}, {"answerDecimal": 38.5}, Decimal("38.5")),
        ("decimal", {}, {"answerInteger": 38}, Decimal(38)),
        ("date", {}, {"answerDate": "2026-11-20"}, date(2026, 11, 20)),
        ("date", {}, {"answerDate": "2026"}, date(2026, 1, 1)),
        ("dateTime", {}, {"answerDate": "2026-11-20"}, date(2026, 11, 20)),
        (
            "dateTime",
            {},
            {"answerDateTime": "2026-11-20T10:00:00Z"},
            datetime(2026, 11, 20, 10, tzinfo=UTC),
        ),
        ("time", {}, {"answerTime": "10:00:00"}, time(10)),
        ("string", {}, {"answerString": "left"}, "left"),
        ("url", {}, {"answerUri": "urn:x"}, "urn:x"),
        ("reference", {}, {"answerReference": {"reference": "Patient/1"}}, "Patient/1"),
        (
            "quantity",
            {},
            {"answerQuantity": {"value": 5, "code": "kg"}},
            Quantity(Decimal(5), "kg", "kg"),
        ),
        ("quantity", KILO, {"answerInteger": 5}, Quantity(Decimal(5), "kg", "kg")),
        ("choice", LEFT, {"answerCoding": {"code": "left"}}, "left"),
        ("choice", LEFT, {"answerCoding": {"code": "left", "system": "urn:s"}}, "left"),
        ("choice", LEFT, {"answerCoding": {"display": "On the left"}}, "left"),
        ("choice", LEFT, {"answerString": "On the left"}, "left"),
        ("choice", LEFT, {"answerInteger": 2}, "2"),
        ("open-choice", LEFT, {"answerString": "elsewhere"}, Other("elsewhere")),
        ("open-choice", LEFT, {"answerCoding": {"code": "e", "display": "E"}}, Other("E")),
    ],
)
def test_conditions_compare_with_every_kind_of_answer(kind, more, answer, value):
    found = condition(question("a", kind, **more), **answer).answer

    assert (found, type(found)) == (value, type(value))


def test_a_code_of_a_value_set_that_is_not_known_is_compared_as_it_is():
    first = question("a", "choice", answerValueSet="urn:strange")

    assert condition(first, answerCoding={"code": "x"}).answer == "x"


def test_all_or_any_of_several_conditions():
    several = [when("a", answerBoolean=True), when("a", "exists", answerBoolean=False)]

    def is_any(behavior: str) -> bool:
        second = question("b", enableWhen=several, enableBehavior=behavior)
        return read(document(question("a"), second)).questionnaire.by_id["b"].enable_any

    assert (is_any("any"), is_any("all")) == (True, False)
