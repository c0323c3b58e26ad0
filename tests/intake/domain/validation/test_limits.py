"""Answers keep to the limits of their questions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.intake.domain.validation.make import (
    SDC,
    entry,
    errors,
    extension,
    form,
    found,
    item,
    response,
)

UCUM = "http://unitsofmeasure.org"


def told(kind: str, limits: list[dict], name: str, value: object, **more: object) -> list[str]:
    questionnaire = form(item("q", kind, *limits, **more))
    return [code for code, _ in errors(questionnaire, response(entry("q", {name: value})))]


def between(name: str, least: object, most: object) -> list[dict]:
    return [extension("minValue", **{name: least}), extension("maxValue", **{name: most})]


@pytest.mark.parametrize(
    ("kind", "name", "least", "most", "value", "expected"),
    [
        ("integer", "valueInteger", 1, 10, 0, ["minValue"]),
        ("integer", "valueInteger", 1, 10, 1, []),
        ("integer", "valueInteger", 1, 10, 10, []),
        ("integer", "valueInteger", 1, 10, 11, ["maxValue"]),
        ("decimal", "valueDecimal", Decimal("0.1"), Decimal("0.3"), 0.1, []),
        ("decimal", "valueDecimal", Decimal("0.1"), Decimal("0.3"), Decimal("0.09"), ["minValue"]),
        ("date", "valueDate", "2020-06-01", "2021", "2020-05-31", ["minValue"]),
        ("date", "valueDate", "2020-06-01", "2021", "2021", []),
        ("date", "valueDate", "2020-06-01", "2021", "2021-01-02", ["maxValue"]),
        ("date", "valueDate", "2020", "2021", "2019", ["minValue"]),
        ("dateTime", "valueDateTime", "2020", "2022-06", "2022-06-01T00:00:00Z", []),
        ("dateTime", "valueDateTime", "2020", "2022-06", "2022-06-01T01:00:00+02:00", []),
        ("dateTime", "valueDateTime", "2020", "2022-06", "2022-06-01T01:00:00Z", ["maxValue"]),
        ("time", "valueTime", "08:00:00", "18:00:00", "07:59:59", ["minValue"]),
        ("time", "valueTime", "08:00:00", "18:00:00", "18:00:01", ["maxValue"]),
        ("time", "valueTime", "08:00:00", "18:00:00", "12:00:00", []),
    ],
)
def test_values_have_a_least_and_a_most(kind, name, least, most, value, expected):
    assert told(kind, between(name, least, most), name, value) == expected


def test_a_limit_that_is_worked_out_or_broken_limits_nothing():
    worked_out = {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "_valueDate": {}}

    assert told("date", [worked_out], "valueDate", "1900") == []
    assert told("date", [extension("minValue", valueDate="soon")], "valueDate", "1900") == []


def test_digits_behind_the_point_are_counted_as_they_were_written():
    two = [extension("maxDecimalPlaces", valueInteger=2)]

    assert told("decimal", two, "valueDecimal", Decimal("1.50")) == []
    assert told("decimal", two, "valueDecimal", Decimal("1.500")) == ["maxDecimalPlaces"]
    assert told("decimal", two, "valueDecimal", 3) == []
    assert told("quantity", two, "valueQuantity", {"value": 1.555}) == ["maxDecimalPlaces"]


@pytest.mark.parametrize("kind", ["string", "text"])
def test_texts_are_neither_too_short_nor_too_long(kind):
    least = [extension("minLength", valueInteger=3)]

    assert told(kind, least, "valueString", "ab", maxLength=5) == ["minLength"]
    assert told(kind, least, "valueString", "abc", maxLength=5) == []
    assert told(kind, least, "valueString", "abcdef", maxLength=5) == ["maxLength"]


def test_texts_have_a_form():
    form_of_email = [
        extension("regex", valueString=r"[^@\s]+@[^@\s]+"),
        extension("entryFormat", valueString="ada@clinic.example"),
    ]

    assert told("string", form_of_email, "valueString", "ada@clinic.example") == []
    assert told("string", form_of_email, "valueString", "write to ada@clinic.example") == ["regex"]


def test_a_form_that_takes_too_long_is_not_checked():
    endless = extension("regex", valueString="(a+)+b")
    questionnaire = form(item("q", "string", endless))

    answered = response(entry("q", {"valueString": "a" * 5_000}))

    assert found(questionnaire, answered) == [("warning", "regexTimeout", "item[0].answer[0]")]


def test_a_string_is_one_line_and_a_text_is_many():
    lines = response(entry("q", {"valueString": "one\ntwo"}))

    assert found(form(item("q", "string")), lines) == [
        ("warning", "invalidNewLine", "item[0].answer[0]")
    ]
    assert found(form(item("q", "text")), lines) == []


def weight(value: object, unit: str = "kg", **more: str) -> dict:
    return {"value": value, "unit": unit, **more}


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (weight(60, system=UCUM, code="kg"), []),
        (weight(40, system=UCUM, code="kg"), []),
        (weight(39.9, system=UCUM, code="kg"), ["minValue"]),
        (weight(200.1, system=UCUM, code="kg"), ["maxValue"]),
        (weight(39), ["minValue"]),
        (
            weight(60, "m", system=UCUM, code="m"),
            ["minValueIncompatUnits", "maxValueIncompatUnits"],
        ),
        ({"unit": "kg"}, []),
    ],
)
def test_quantities_are_compared_in_one_unit(quantity, expected):
    limits = [
        extension(f"{SDC}minQuantity", valueQuantity=weight(40, system=UCUM, code="kg")),
        extension(f"{SDC}maxQuantity", valueQuantity=weight(200, system=UCUM, code="kg")),
    ]

    assert told("quantity", limits, "valueQuantity", quantity) == expected


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (weight(60, system=UCUM, code="kg"), []),
        (weight(60, "Kilo", system=UCUM, code="kg"), []),
        (weight(60, "st"), []),
        (weight(60, "lb", system=UCUM, code="[lb_av]"), ["invalidUnit"]),
        (weight(60), ["invalidUnit"]),
    ],
)
def test_a_unit_is_one_of_those_that_are_offered(quantity, expected):
    offered = [
        extension("questionnaire-unitOption", valueCoding={"system": UCUM, "code": "kg"}),
        extension("questionnaire-unitOption", valueCoding={"display": "st"}),
    ]

    assert told("quantity", offered, "valueQuantity", quantity) == expected
