"""Every element of R4 and SDC that a person can be asked by is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from intake.domain.document import DefinitionError
from intake.domain.items import Constraint, ItemType, Named, Picture, Toggle, Unit
from intake.domain.reading import read
from intake.domain.values import Other, Quantity
from tests.intake.domain.make import leg_check_document
from tests.intake.domain.reading.make import (
    SDC,
    STRUCTURE,
    coding,
    concept,
    control,
    document,
    extension,
    helper,
    missing,
    only,
    question,
    read_item,
    sdc,
    variable,
    when,
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


def test_a_limit_that_moves_with_the_day_becomes_a_constraint():
    calculated = {"extension": [extension("cqf-calculatedValue", valueExpression=TODAY)]}
    item = only("date", extension("maxValue", valueDate="2024-01-01", _valueDate=calculated))

    assert item.max_value is None
    assert item.constraints == (
        Constraint(
            "maxValue",
            "answer.value.all($this <= (today()))",
            "Enter today's date or an earlier one.",
        ),
    )


TODAY = {"language": "text/fhirpath", "expression": "today()"}


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


def test_texts_below_a_question_say_what_they_are_for():
    below = [
        helper("prompt", "In years."),
        helper("flyover", "A number."),
        {
            "linkId": "i",
            "type": "display",
            "text": "Round down.",
            "extension": [concept("questionnaire-displayCategory", "instructions")],
        },
        helper("help", "It matters."),
        helper("lower", "None"),
        helper("upper", "Worst"),
        helper("unit", "years"),
        question("note", "display"),
    ]

    item = only("integer", item=below)

    assert item.hint == "In years. A number. Round down."
    assert (item.why, item.lower, item.upper) == ("It matters.", "None", "Worst")
    assert item.units == (Unit("years"),)
    assert [each.link_id for each in item.items] == ["note"]


def test_a_hint_that_comes_and_goes_stays_a_text_of_its_own():
    conditional = helper("help", "Only then.", enableWhen=[when("q", answerBoolean=True)])
    form = document(question(), question("x", "string", item=[conditional]))

    item = read(form).questionnaire.by_id["x"]

    assert item.why == ""
    assert item.items[0].enable_when


def test_hints_of_a_group_belong_to_its_page_and_else_stay_where_they_are():
    below = [helper("help", "It matters."), question("a")]

    page = only("group", control("page"), item=below)
    loose = only("group", item=below)

    assert (page.is_page, page.why, len(page.items)) == (True, "It matters.", 1)
    assert (loose.is_page, loose.why, len(loose.items)) == (False, "", 2)


def test_a_question_without_a_text_takes_its_first_hint_for_it():
    item = read(
        document({"linkId": "x", "type": "string", "item": [helper("flyover", "First name")]})
    )

    assert item.repaired == ()
    assert item.questionnaire.items[0].text == "First name"
    assert item.questionnaire.items[0].hint == ""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("rendering-xhtml", "<p>How <b>old</b> are you?<br/></p>"),
        ("rendering-markdown", "How **old** are you?"),
    ],
)
def test_a_text_that_is_only_formatted_is_read_as_its_words(name, written):
    beside = {"extension": [extension(name, valueString=written)]}
    form = document({"linkId": "x", "type": "integer", "_text": beside})

    assert read(form).questionnaire.items[0].text == "How old are you?"
    assert only("integer", _text=beside).text == "x?"


def test_texts_below_a_text_come_after_it():
    note = question("note", "display", item=[question("more", "display")])

    items = read(document(note, question())).questionnaire.items

    assert [each.link_id for each in items] == ["note", "more", "q"]


def test_a_picture_is_read_and_one_that_is_elsewhere_is_named():
    here = {"contentType": "image/png", "data": "aGk=\n", "title": "A leg"}
    item = only("string", extension(f"{SDC}itemMedia", valueAttachment=here))

    assert item.picture == Picture("image/png", "aGk=", "A leg")
    away = extension(f"{SDC}itemMedia", valueAttachment={"url": "https://example.org/a.png"})
    assert "kept elsewhere" in missing("string", away)
    film = {"contentType": "video/mp4", "data": "aGk="}
    assert "video/mp4" in missing("string", extension(f"{SDC}itemMedia", valueAttachment=film))


def test_expressions_are_read_with_what_they_look_at():
    item = read(
        document(
            question("a", "integer"),
            question("b", "integer"),
            question(
                "x",
                "integer",
                extension=[
                    variable("twice", "%resource.item.where(linkId='b').answer.value * 2"),
                    sdc("enableWhenExpression", "%resource.item.where(linkId='a').exists()"),
                    sdc("calculatedExpression", "%twice + 1"),
                    sdc("initialExpression", "today().toString().length()"),
                ],
                _text={"extension": [extension("cqf-expression", valueExpression=TODAY)]},
            ),
        )
    ).questionnaire.by_id["x"]

    assert item.enable_expression == "%resource.item.where(linkId='a').exists()"
    assert (item.calculated, item.is_fixed) == ("%twice + 1", True)
    assert (item.initial_expression, item.text_expression) == (
        "today().toString().length()",
        "today()",
    )
    assert item.variables == (Named("twice", "%resource.item.where(linkId='b').answer.value * 2"),)
    assert item.depends == ("a", "b")


def test_variables_of_the_questionnaire_and_of_groups_are_in_reach():
    inner = question("x", "integer", extension=[sdc("calculatedExpression", "%has-pain + %one")])
    group = question("g", "group", item=[inner], extension=[variable("one", "1")])
    pain = question("pain", "integer")
    form = document(
        pain,
        group,
        extension=[variable("has-pain", "%resource.item.where(linkId='pain').answer.value")],
    )

    reading = read(form)

    assert reading.is_complete
    assert reading.questionnaire.by_id["x"].depends == ("pain",)
    assert [each.name for each in reading.questionnaire.variables] == ["has-pain"]


def test_constraints_of_items_and_of_the_whole_are_read():
    def constraint(name: str, key: str, expression: dict, **more) -> dict:
        parts = [
            {"url": "key", "valueId": key},
            {"url": "severity", "valueCode": more.get("severity", "error")},
            {"url": "expression", **expression},
            {"url": "human", "valueString": "They differ."},
        ]
        return {"url": STRUCTURE + name, "extension": parts}

    plain = constraint("questionnaire-constraint", "c1", {"valueString": "true"})
    target = constraint("targetConstraint", "c2", {"valueExpression": TODAY}, severity="warning")

    assert only("string", plain, target).constraints == (
        Constraint("c1", "true", "They differ."),
        Constraint("c2", "today()", "They differ.", is_error=False),
    )
    whole = read(document(question(), extension=[plain])).questionnaire
    assert whole.constraints == (Constraint("c1", "true", "They differ."),)


def test_options_that_come_and_go_are_read():
    toggle = {
        "url": f"{SDC}answerOptionsToggleExpression",
        "extension": [
            {"url": "option", "valueCoding": {"code": "b"}},
            {"url": "expression", "valueExpression": TODAY},
        ],
    }
    item = only("choice", toggle, answerOption=[coding("a"), coding("b")])

    assert item.toggles == (Toggle(("b",), "today()"),)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("reference", sdc("answerExpression", "Task", "application/x-fhir-query"), "x-fhir-query"),
        ("string", sdc("initialExpression", "%patient.name"), "%patient"),
        ("string", sdc("calculatedExpression", "Age", "text/cql"), "text/cql"),
        ("string", sdc("calculatedExpression", "1 +"), "cannot be read"),
        ("string", sdc("enableWhenExpression", "%resource.memberOf('x')"), "memberOf()"),
        ("string", extension("regex", valueString="("), "its regex cannot be used"),
        ("integer", extension("minValue", valueInteger="many"), "its minValue cannot be read"),
        ("attachment", extension("mimeType", valueCode="audio/*"), "not taken: audio/*"),
        ("string", extension(f"{SDC}subQuestionnaire", valueCanonical="urn:x"), "another quest"),
        ("string", extension("questionnaire-signatureRequired", valueCode="x"), "signature"),
    ],
)
def test_what_cannot_be_served_is_named_with_its_item(kind, given, words):
    sentence = missing(kind, given)

    assert sentence.startswith("x: ")
    assert words in sentence


def test_an_expression_that_cannot_be_carried_out_hides_nothing():
    item = read_item("string", sdc("enableWhenExpression", "%patient.x")).questionnaire.items[0]

    assert item.enable_expression == ""


def test_a_variable_that_is_fetched_is_named_where_it_is_used():
    fetched = variable("p", "Patient?x", "application/x-fhir-query")

    assert only("string", fetched).variables == ()
    assert "uses %p" in missing("string", fetched, sdc("calculatedExpression", "%p.name"))


def test_what_may_change_the_meaning_is_named():
    changed = {"modifierExtension": [{"url": "urn:not", "valueBoolean": True}]}

    assert read(document(question(**changed))).unsupported == (
        "q: its modifierExtension is not understood: urn:not.",
    )
    whole = read(document(question(), implicitRules="urn:rules", **changed)).unsupported
    assert [sentence.partition(":")[0] for sentence in whole] == ["The questionnaire"] * 2


@pytest.mark.parametrize(
    "given",
    [
        extension("rendering-style", valueString="color: red"),
        extension("questionnaire-choiceOrientation", valueCode="horizontal"),
        extension(f"{SDC}observationExtract", valueBoolean=True),
        extension(f"{SDC}definitionExtract", extension=[]),
        extension(f"{SDC}preferredTerminologyServer", valueUrl="https://example.org"),
        extension("urn:theirs", valueString="x"),
        control("phone-number"),
    ],
)
def test_what_is_no_part_of_asking_is_no_complaint(given):
    assert only("string", given)


@pytest.mark.parametrize("code", ["page", "gtable", "table", "htable", "atable"])
def test_a_group_that_is_a_page_or_a_table_is_one_page(code):
    assert only("group", control(code), item=[question("a")]).is_page


def test_each_row_of_a_grid_is_a_page():
    rows = [question(name, "group", item=[question(f"{name}.a")]) for name in "rs"]
    grid = only("group", control("grid"), item=rows)

    assert [grid.is_page, *(row.is_page for row in grid.items)] == [False, True, True]


def test_a_short_group_that_repeats_is_one_page():
    def repeated(*below: dict) -> bool:
        return only("group", item=list(below), repeats=True).is_page

    few = [question(str(number)) for number in range(8)]
    assert repeated(*few)
    assert repeated(question("note", "display"), *few)
    assert not repeated(*few, question("8"))
    assert not repeated(question("g", "group", item=[question("a")]))
    assert not only("group", item=few).is_page


@pytest.mark.parametrize(
    "below",
    [
        question("g", "group", item=[question("a")], repeats=True),
        question("r", "string", item=[question("a")], repeats=True),
        question("p", "group", item=[question("a")], extension=[control("page")]),
        question("note", "display"),
    ],
)
def test_what_needs_pages_of_its_own_is_not_put_on_one(below):
    assert not only("group", control("page"), item=[below]).is_page


@pytest.mark.parametrize("other", [{}, {"resourceType": "Patient"}, {"resourceType": None}, []])
def test_another_resource_is_no_questionnaire(other):
    with pytest.raises(DefinitionError, match="not a FHIR Questionnaire"):
        read(other)
