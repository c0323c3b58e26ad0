"""What a question is, its limits, its units and what it starts with."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from intake.domain.document import DefinitionError
from intake.domain.items import ItemType, Unit
from intake.domain.reading import read
from intake.domain.values import Other, Quantity
from tests.intake.domain.make import leg_check_document
from tests.intake.domain.reading.make import (
    SDC,
    STRUCTURE,
    coding,
    control,
    document,
    extension,
    missing,
    only,
    question,
    read_item,
)


def test_our_own_leg_check_needs_no_mending_and_lacks_nothing():
    reading = read(leg_check_document())

    assert (reading.repaired, reading.unsupported, reading.is_complete) == ((), (), True)


def test_a_questionnaire_tells_who_it_is():
    form = document(question(), version="2", description="Hi", language="en")

    read_form = read(form).questionnaire

    assert (read_form.name, read_form.title, read_form.url) == ("legs", "Legs", "urn:legs")
    assert (read_form.version, read_form.description, read_form.language) == ("2", "Hi", "en")


@pytest.mark.parametrize("kind", [each.value for each in ItemType if each != ItemType.GROUP])
def test_every_type_of_r4_is_read(kind):
    options = {"answerOption": [{"valueString": "a"}]} if kind == "choice" else {}

    assert only(kind, **options).type == kind


def test_a_string_that_lists_options_is_a_choice_among_them():
    item = only("string", answerOption=[{"valueString": "Left"}, {"valueString": "Right"}])

    assert item.type == ItemType.CHOICE
    assert [(option.kind, option.code) for option in item.options] == [
        ("valueString", "Left"),
        ("valueString", "Right"),
    ]


def test_plain_flags_and_words_are_read():
    item = only(
        "string",
        control("text-box"),
        extension("questionnaire-hidden", valueBoolean=True),
        extension("questionnaire-supportLink", valueUri="https://example.org/why"),
        extension("questionnaire-supportLink", valueUri="javascript:alert(1)"),
        extension("entryFormat", valueString="nnn-nnn"),
        required=True,
        readOnly=True,
        prefix="1a.",
        definition=f"{STRUCTURE}Patient#Patient.name",
    )

    assert (item.required, item.read_only, item.hidden) == (True, True, True)
    assert (item.prefix, item.control, item.role) == ("1a.", "text-box", "Patient.name")
    assert item.support_links == ("https://example.org/why",)
    assert item.entry_format == "nnn-nnn"


def test_what_is_only_for_afterwards_is_not_asked():
    assert only("string", extension("questionnaire-usageMode", valueCode="display")).hidden
    assert not only("string", extension("questionnaire-usageMode", valueCode="capture")).hidden


@pytest.mark.parametrize(
    ("kind", "given", "field", "value"),
    [
        ("string", {"maxLength": 5}, "max_length", 5),
        ("string", extension("minLength", valueInteger=2), "min_length", 2),
        ("integer", extension("minValue", valueInteger=0), "min_value", 0),
        ("integer", extension("maxValue", valueInteger="9"), "max_value", 9),
        ("decimal", extension("minValue", valueDecimal=0.5), "min_value", Decimal("0.5")),
        ("decimal", extension("minValue", valueInteger=1), "min_value", Decimal(1)),
        ("decimal", extension("maxDecimalPlaces", valueInteger=0), "max_decimals", 0),
        ("date", extension("minValue", valueDate="2024-05-02"), "min_value", date(2024, 5, 2)),
        ("date", extension("minValue", valueDate="2024"), "min_value", date(2024, 1, 1)),
        ("date", extension("maxValue", valueDate="2024-02"), "max_value", date(2024, 2, 29)),
        (
            "dateTime",
            extension("maxValue", valueDateTime="2024-05-02T10:00:00Z"),
            "max_value",
            datetime(2024, 5, 2, 10, tzinfo=UTC),
        ),
        ("time", extension("minValue", valueTime="08:30:00"), "min_value", time(8, 30)),
        ("string", extension("regex", valueString="[a-z]+"), "pattern", "[a-z]+"),
        ("attachment", extension("maxSize", valueDecimal=5), "max_size", Decimal(5)),
        ("attachment", extension("mimeType", valueCode="image/*"), "mime_types", ("image/*",)),
        (
            "quantity",
            extension(f"{SDC}minQuantity", valueQuantity={"value": 2, "code": "kg"}),
            "min_quantity",
            Quantity(Decimal(2), "kg", "kg"),
        ),
        (
            "quantity",
            extension("maxValue", valueQuantity={"value": 2, "unit": "kg"}),
            "max_quantity",
            Quantity(Decimal(2), "kg"),
        ),
    ],
)
def test_every_limit_is_read(kind, given, field, value):
    item = only(kind, **given) if "url" not in given else only(kind, given)

    found = getattr(item, field)
    assert (found, type(found)) == (value, type(value))


def test_how_often_is_read():
    several = [
        extension("questionnaire-minOccurs", valueInteger=2),
        extension("questionnaire-maxOccurs", valueInteger=3),
    ]
    item = only("string", *several, repeats=True)

    assert (item.min_occurs, item.max_occurs, item.repeats, item.least) == (2, 3, True, 2)


def test_units_are_read_from_all_that_can_name_them():
    kilo = {"code": "kg", "display": "kilos", "system": "http://unitsofmeasure.org"}
    item = only(
        "quantity",
        extension("questionnaire-unit", valueCoding=kilo),
        extension("questionnaire-unitOption", valueCoding={"code": "[lb_av]", "display": "pounds"}),
        extension("questionnaire-unitOption", valueCoding=kilo),
    )

    assert item.units == (
        Unit("kilos", "kg", "http://unitsofmeasure.org"),
        Unit("pounds", "[lb_av]"),
    )


def test_a_unit_that_is_none_of_the_options_is_told_and_not_offered():
    pounds = extension("questionnaire-unitOption", valueCoding={"code": "[lb_av]"})
    stone = extension("questionnaire-unit", valueCoding={"code": "[stone_av]", "display": "stone"})

    reading = read_item("quantity", stone, pounds)

    assert reading.questionnaire.items[0].units == (Unit("[lb_av]", "[lb_av]"),)
    assert reading.unsupported == ("x: its unit stone is none of the units that it offers.",)


def test_a_quantity_that_only_starts_with_a_unit_is_asked_in_it():
    item = only("quantity", initial=[{"valueQuantity": {"unit": "$", "code": "USD"}}])

    assert (item.units, item.initial) == ((Unit("$", "USD"),), ())


def test_units_of_a_value_set_are_read_and_a_strange_set_is_named():
    sets = {"resourceType": "ValueSet", "id": "u", "compose": {"include": [{"concept": [{}]}]}}
    sets["compose"]["include"][0] |= {"system": "urn:u", "concept": [{"code": "cm"}]}
    unit = extension("questionnaire-unitValueSet", valueCanonical="#u")
    form = document(question("x", "quantity", extension=[unit]), contained=[sets])

    assert read(form).questionnaire.items[0].units == (Unit("cm", "cm", "urn:u"),)
    strange = extension("questionnaire-unitValueSet", valueCanonical="urn:strange")
    assert (
        missing("quantity", strange) == "x: the value set of its units is not known: urn:strange."
    )


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("boolean", {"valueBoolean": False}, False),
        ("integer", {"valueInteger": 3}, 3),
        ("decimal", {"valueDecimal": 98.5}, Decimal("98.5")),
        ("string", {"valueString": "text"}, "text"),
        ("url", {"valueUri": "https://example.org"}, "https://example.org"),
        ("date", {"valueDate": "2022-01-22"}, date(2022, 1, 22)),
        ("dateTime", {"valueDateTime": "2022-01-22"}, date(2022, 1, 22)),
        ("time", {"valueTime": "10:00:00"}, time(10)),
        ("reference", {"valueReference": {"reference": "Patient/1"}}, "Patient/1"),
        ("quantity", {"valueQuantity": {"value": 30, "unit": "$"}}, Quantity(Decimal(30), "$")),
        ("open-choice", {"valueString": "mine"}, Other("mine")),
    ],
)
def test_every_initial_value_is_read(kind, given, value):
    assert only(kind, initial=[given]).initial == (value,)


def test_several_initial_values_and_options_chosen_at_first_are_read():
    options = [coding("a", initialSelected=True), coding("b"), coding("c", initialSelected=True)]

    assert only("choice", answerOption=options, repeats=True).initial == ("a", "c")
    assert only("choice", answerOption=options).initial == ("a",)
    two = [{"valueString": "x"}, {"valueString": "y"}]
    assert only("string", initial=two, repeats=True).initial == ("x", "y")


def test_a_hidden_choice_may_have_its_answer_from_the_start():
    hidden = extension("questionnaire-hidden", valueBoolean=True)
    item = only("choice", hidden, initial=[{"valueCoding": {"code": "f", "display": "Fever"}}])

    assert (item.type, item.initial, item.options[0].display) == (ItemType.CHOICE, ("f",), "Fever")


@pytest.mark.parametrize("other", [{}, {"resourceType": "Patient"}, {"resourceType": None}, []])
def test_another_resource_is_no_questionnaire(other):
    with pytest.raises(DefinitionError, match="not a FHIR Questionnaire"):
        read(other)


@pytest.mark.parametrize(
    ("kind", "given", "more"),
    [
        ("url", {"valueUri": "not an address"}, {}),
        ("integer", {"valueInteger": 2**31}, {}),
        ("string", {"valueString": "left leg"}, {"maxLength": 4}),
        ("decimal", {"valueDecimal": 1}, {"extension": [extension("minValue", valueDecimal=2)]}),
        (
            "date",
            {"valueDate": "2026-11-20"},
            {"extension": [extension("maxValue", valueDate="2025")]},
        ),
    ],
)
def test_an_initial_value_that_could_be_no_answer_is_named(kind, given, more):
    reading = read_item(kind, initial=[given], readOnly=True, **more)

    assert reading.questionnaire.items[0].initial == ()
    assert "its initial value cannot be used" in reading.unsupported[0]
