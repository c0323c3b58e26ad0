"""FHIRPath that strangers wrote, over answers as patients give them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from intake.domain.expressions import (
    ExpressionError,
    check,
    evaluate,
    link_ids,
    truth,
    variable_names,
)
from tests.intake.domain.pain_check import QUESTIONNAIRE, RESPONSE

NOON = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)


def given(expression, **more):
    return evaluate(
        expression, resource=RESPONSE, now=NOON, variables={"questionnaire": QUESTIONNAIRE}, **more
    )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # What was answered, and the kinds of value.
        ("%resource.item.where(linkId='rest').answer.value.code = 'bad'", [True]),
        ("item.where(linkId='rest').answer.value.display", ["Bad pain"]),
        ("item.where(linkId='rest').answer.valueCoding.code", ["bad"]),
        ("QuestionnaireResponse.item.where(linkId='tall').answer.value", [Decimal("1.75")]),
        ("%resource.descendants().where(linkId='why').answer.value.upper()", ["FELL"]),
        ("repeat(item | answer.item).where(linkId='why').answer.value", ["fell"]),
        ("item.answer.value.ofType(Coding).code.distinct()", ["bad", "daily"]),
        ("item.where(linkId='rest').answer.value is Coding", [True]),
        ("item.where(linkId='born').answer.value.is(date)", [True]),
        ("(item.where(linkId='rest').answer.value as Coding).display", ["Bad pain"]),
        ("item.where(linkId='nobody').answer.value > 3", []),
        ("item.where(linkId='nobody' or linkId='name').answer.value.join(' ')", ["Ann"]),
        ("item.where(linkId='name').answer.value = 'Ann'", [True]),
        ("item.where(linkId='swollen').answer.value.not()", [True]),
        ("item.where(linkId='swollen').answer.where(value)", []),
        ("item.where(linkId='swollen').answer.value.toString()", ["false"]),
        ("item.where(linkId='rest').answer and item.exists()", [True]),
        ("item.where(linkId='rest').answer.children().code", ["bad"]),
        ("(item.where(linkId='rest')|item.where(linkId='walk')).answer.value.count()", [2]),
        ("item.where(answer.exists(value=2) or $this.linkId='mass').linkId", ["count", "mass"]),
        ("iif(item.where(linkId='rest').answer.value.exists(), 'A', '') + '|B'", ["A|B"]),
        (
            "(%resource.authored | %resource.meta.lastUpdated | now()).first()",
            [RESPONSE["authored"]],
        ),
        (
            "'Day of \"' + item.where(linkId='rest').answer.value.display + '\"'",
            ['Day of "Bad pain"'],
        ),
        ("'a'.hasValue() and item.hasValue().not()", [True]),
        # Numbers.
        ("-item.where(linkId='tall').answer.value", [Decimal("-1.75")]),
        ("7 / 2", [Decimal("3.5")]),
        ("1 / 0", []),
        ("2.5.round()", [3]),
        ("2.345.round(2)", [Decimal("2.35")]),
        ("item.answer.value.ofType(integer).sum()", [2]),
        ("(1 | 2 | 6).avg()", [Decimal(3)]),
        ("(3 | 10 | 2).min()", [2]),
        ("(3 | 10 | 2).max()", [10]),
        ("{}.sum()", []),
        ("(1 | 2 | 3).aggregate($this + $total, 0)", [6]),
        ("(1 | 2) = (1 | 3)", [False]),
        ("true = 1", [False]),
        # Quantities.
        ("5 'kg' < 6 'kg'", [True]),
        ("item.where(linkId='mass').answer.value > 170 '[lb_av]'", [True]),
        ("item.where(linkId='mass').answer.value = 80500 'g'", [True]),
        ("1 'ft' = 12 'in'", [True]),
        ("98.6 '[degF]' ~ 37 'Cel'", [True]),
        ("2 years > 23 months", [True]),
        ("5 'kg' < 6 'cm'", []),
        ("5 'kg' != 6 'cm'", []),
        ("(1 'm' | 50 'cm').sum() = 1.5 'm'", [True]),
        ("(1 'm' | 150 'cm').max().value", [Decimal(150)]),
        ("item.where(linkId='mass').answer.value.toQuantity('g').value", [Decimal(80500)]),
        ("2 'm' / 50 'cm'", [Decimal(4)]),
        ("10 'kg' * 2 - 5 'kg' >= 15 'kg'", [True]),
        # Scores.
        ("item.where(linkId='rest').answer.weight()", [Decimal(3)]),
        ("item.where(linkId='walk').answer.value.ordinal()", [Decimal(5)]),
        ("item.where(linkId='often').answer.weight()", [Decimal(4)]),
        ("item.where(linkId='count').answer.weight()", [Decimal(7)]),
        ("item.where(linkId='mass').answer.weight()", []),
        ("%resource.item.answer.weight().sum()", [Decimal(19)]),
        # Dates.
        ("today()", ["2026-05-01"]),
        ("now()", ["2026-05-01T12:30:00.000+00:00"]),
        ("item.where(linkId='born').answer.value <= today() - 18 years", [True]),
        ("item.where(linkId='born').answer.value > @1960-01-01", [True]),
        ("item.where(linkId='born').answer.value + 1 year", ["1961-05-02"]),
        # Texts.
        (r"'a\'b\\n\u0041\d'", [r"a'b\nA\d"]),
        (r"'+1 555 010 9999'.matches('^(\+\d{1,2}\s?)?\d{3}[\s.-]?\d{3}[\s.-]?\d{4}$')", [True]),
        (r"'120/80'.replaceMatches('(\\d+)/(\\d+)', '$2/$1')", ["80/120"]),
        ("'abc'.matches('b') and 'abc'.matchesFull('b').not()", [True]),
        ("'a-b'.replace('-', '+')", ["a+b"]),
        ("true and {}", []),
        ("false and {}", [False]),
        ("{} or true", [True]),
    ],
)
def test_what_an_expression_gives(expression, expected):
    assert given(expression) == expected


def test_the_context_is_where_a_path_begins():
    legs = RESPONSE["item"][-1]

    assert given("item.answer.value", context=legs) == [40]
    assert given("item.answer.item.answer.value", context=legs) == ["fell"]
    assert given("%context.linkId", context=legs) == ["legs"]
    assert given("%resource.item.count()", context=legs) == [10]


def test_variables_keep_what_they_are_even_with_a_hyphen():
    variables = {
        "has-fever": [True],
        "phq-9": 4,
        "a": 7,
        "answers": RESPONSE["item"][0]["answer"],
        "both": [1, 2],
        "day": date(2026, 5, 1),
        "none": None,
        "qitem": QUESTIONNAIRE["item"][0],
    }

    def value(expression):
        return evaluate(expression, resource=RESPONSE, variables=variables)

    assert value("%has-fever") == [True]
    assert value("%'has-fever' and %`has-fever`") == [True]
    assert value("%phq-9 + 1") == [5]
    assert value("%a-1") == [6]
    assert value("%a-%phq-9") == [3]
    assert value("'%has-fever'") == ["%has-fever"]
    assert value("%answers.value.display") == ["Bad pain"]
    assert value("%both.sum()") == [3]
    assert value("%day > @2026-04-30") == [True]
    assert value("%none") == []
    assert value("%qitem.answerOption.value.code") == ["bad", "no"]
    assert value("%loinc") == ["http://loinc.org"]


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("1 +", "cannot be read from line 1, character 4"),
        ("1 1", "cannot be read from line 1, character 3"),
        ("'never closed", "cannot be read"),
        ("", "cannot be read"),
        ("item.where(linkId='x'", "cannot be read"),
        ("resolve()", r"uses resolve\(\)"),
        ("item.memberOf('http://x')", r"uses memberOf\(\)"),
        ("conformsTo('http://x')", r"uses conformsTo\(\)"),
        ("1" + " " * 2_000, "longer than 2,000"),
        ("(" * 900 + "1" + ")" * 900, "nested too deeply|too long"),
    ],
)
def test_what_cannot_be_used_is_said_before_anybody_answers(expression, reason):
    with pytest.raises(ExpressionError, match=reason):
        given(expression)

    assert check(expression)
    assert link_ids(expression) == variable_names(expression) == frozenset()


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("%patient.name", "asks for %patient"),
        ("%no-such", "asks for %no-such"),
        ("item.single()", "several"),
        ("5 'kg' + 1 'cm'", "different things"),
        ("'a' * 2", "not a number"),
        ("'a'.matches('[')", "not a regular expression"),
        ("'a' + 1", "cannot be worked out"),
    ],
)
def test_what_cannot_be_worked_out_is_said_without_an_answer(expression, reason):
    assert check(expression) == ""
    with pytest.raises(ExpressionError, match=reason) as caught:
        given(expression)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_reason_holds_nothing_that_a_patient_wrote():
    with pytest.raises(ExpressionError) as caught:
        given("item.where(linkId='name').answer.value + item.where(linkId='mass').answer.value")

    assert "Ann" not in str(caught.value)


def test_without_a_clock_nobody_tells_the_time():
    with pytest.raises(ExpressionError, match="the time"):
        evaluate("today()", resource=RESPONSE)


def test_a_trace_goes_into_no_log(capsys):
    assert given("item.where(linkId='name').answer.value.trace('who', $this)")[0] == "Ann"
    assert capsys.readouterr() == ("", "")


def test_the_document_is_left_as_it_was():
    before = repr((RESPONSE, QUESTIONNAIRE))
    given("repeat(item | answer.item).answer.weight() | descendants().value")

    assert repr((RESPONSE, QUESTIONNAIRE)) == before


def test_truth_is_one_value_or_unknown():
    assert truth([]) is None
    assert truth([True]) is True
    assert truth([False]) is False
    assert truth([{"code": "x"}]) is True
    with pytest.raises(ExpressionError):
        truth([True, True])


def test_what_an_expression_depends_on_is_told():
    expression = "%resource.item.where(linkId='a\\'b').answer.value and %has-fever // 'not'"

    assert link_ids(expression) == {"a'b"}
    assert variable_names(expression) == {"resource", "has-fever"}


def test_the_resource_is_found_by_its_type_from_within_an_item_too():
    tall = next(each for each in RESPONSE["item"] if each["linkId"] == "tall")
    path = "QuestionnaireResponse.item.where(linkId='tall').answer.value"

    assert given(path, context=tall) == [Decimal("1.75")]
    assert given("Patient.name", context=tall) == []
