"""FHIR definitions: what is read, and how a fault is named."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.conditions import Condition, Operator
from intake.domain.document import DefinitionError
from intake.domain.fhir import STRUCTURE, read_questionnaire
from intake.domain.items import Item, ItemType, Option
from intake.domain.walk import Walk
from tests.intake.domain.make import leg_check_document

EXTENSION = f"{STRUCTURE}questionnaire-"
CONTROL = f"{EXTENSION}itemControl"


def document(*items, **more) -> dict:
    return {"resourceType": "Questionnaire", "name": "legs", "item": list(items), **more}


def question(link_id: str = "q", kind: str = "boolean", **more) -> dict:
    return {"linkId": link_id, "type": kind, **more}


def only(kind: str = "string", **more) -> Item:
    return read_questionnaire(document(question("x", kind, **more))).items[0]


def control(code: str) -> list:
    return [{"url": CONTROL, "valueCodeableConcept": {"coding": [{"code": code}]}}]


def fault(*items, **more) -> str:
    with pytest.raises(DefinitionError) as caught:
        read_questionnaire(document(*items, **more))
    return str(caught.value)


def test_a_questionnaire_tells_its_name_and_title():
    read = read_questionnaire(document(title="Legs", url="urn:legs", version="2", description="Hi"))

    assert (read.name, read.title, read.url, read.version) == ("legs", "Legs", "urn:legs", "2")
    assert read.description == "Hi"


def test_without_a_name_the_id_stands_in_and_without_a_title_the_name():
    assert read_questionnaire({"resourceType": "Questionnaire", "id": "legs"}).name == "legs"
    assert read_questionnaire(document()).title == "legs"
    assert read_questionnaire({"resourceType": "Questionnaire"}).title == "Questionnaire"


def test_hint_and_reason_belong_to_their_question():
    hint = question("x.hint", "display", text="In years", extension=control("prompt"))
    why = question("x.why", "display", text="It matters", extension=control("help"))
    plain = question("x.note", "display", text="A note")

    read = only("group", item=[hint, why, plain], extension=control("page"))

    assert (read.hint, read.why, read.is_page) == ("In years", "It matters", True)
    assert [item.link_id for item in read.items] == ["x.note"]


def test_only_a_group_is_a_page():
    assert not only("string", extension=control("page")).is_page
    assert not only("group", extension=control("table")).is_page


def test_limits_are_read_also_when_they_are_zero():
    def limit(name: str, **value) -> dict:
        return {"url": STRUCTURE + name, **value}

    whole = only("integer", extension=[limit("minValue", valueInteger=0)])
    exact = only(
        "decimal",
        maxLength=5,
        extension=[
            limit("minValue", valueDecimal=Decimal("0.5")),
            limit("maxValue", valueDecimal=9.5),
            limit("maxDecimalPlaces", valueInteger=0),
        ],
    )

    assert (whole.min_value, whole.max_value, whole.max_decimals) == (0, None, None)
    assert (exact.min_value, exact.max_value) == (Decimal("0.5"), Decimal("9.5"))
    assert (exact.max_decimals, exact.max_length) == (0, 5)


def test_options_are_codings_or_plain_values():
    exclusive = [{"url": f"{EXTENSION}optionExclusive", "valueBoolean": True}]
    read = only(
        "choice",
        repeats=True,
        answerOption=[
            {"valueCoding": {"code": "a", "display": "Ache", "system": "urn:s"}},
            {"valueCoding": {"display": "Cramp"}},
            {"valueString": "None", "extension": exclusive},
            {"valueInteger": 0},
            {"valueDate": "2026-11-20"},
        ],
    )

    assert read.repeats
    assert read.options == (
        Option("a", "Ache", "urn:s"),
        Option("Cramp", "Cramp"),
        Option("None", "None", exclusive=True),
        Option("0", "0"),
        Option("2026-11-20", "2026-11-20"),
    )


def test_the_patients_own_data_are_known_by_their_role():
    name = question("n", "string", definition=f"{STRUCTURE}Patient#Patient.name")
    other = question("o", "string", definition=f"{STRUCTURE}Observation#Observation.note")

    read = read_questionnaire(document(name, other))

    assert read.with_role("Patient.name").link_id == "n"
    assert read.with_role("Patient.telecom") is None
    assert read.by_id["o"].role == ""


@pytest.mark.parametrize(
    ("kind", "key", "written", "value"),
    [
        ("boolean", "answerBoolean", False, False),
        ("integer", "answerInteger", 65, 65),
        ("decimal", "answerDecimal", 38.5, Decimal("38.5")),
        ("date", "answerDate", "2026-11-20", date(2026, 11, 20)),
        ("string", "answerString", "left", "left"),
        ("choice", "answerCoding", {"code": "left"}, "left"),
        ("choice", "answerCoding", {"display": "left"}, "left"),
    ],
)
def test_conditions_compare_with_every_kind_of_answer(kind, key, written, value):
    first = question("a", kind, answerOption=[{"valueString": "left"}])
    when = {"question": "a", "operator": "!=", key: written}
    second = question("b", "group", enableWhen=[when], enableBehavior="any")

    read = read_questionnaire(document(first, second)).by_id["b"]

    assert read.enable_when == (Condition("a", Operator.NOT_EQUALS, value),)
    assert read.enable_any


YES = {"question": "q", "operator": "=", "answerBoolean": True}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"type": "quantity"}, "type 'quantity' is not served"),
        ({"type": None}, "type is not a text"),
        ({"type": "choice"}, "a choice needs answerOption"),
        ({"text": None}, "text is not a text"),
        ({"text": "half \ud83e"}, "text has a character that cannot be shown"),
        ({"text": "nul \0"}, "text has a character that cannot be shown"),
        ({"required": "false"}, "required is not true or false"),
        ({"repeats": 1}, "repeats is not true or false"),
        ({"maxLength": "ten"}, "maxLength is not a whole number"),
        ({"maxLength": True}, "maxLength is not a whole number"),
        ({"item": {}}, "item is not a list"),
        ({"item": [None]}, "item lists something that is not an object"),
        ({"item": [{"linkId": "x", "type": "time"}]}, "x: type 'time' is not served"),
        ({"item": [{"text": "Pain?"}]}, "An item has no linkId: 'Pain?'"),
        ({"extension": [{"url": f"{STRUCTURE}minValue", "valueInteger": "1"}]}, "valueInteger is"),
        ({"extension": [{"url": f"{STRUCTURE}minValue", "valueDecimal": "1"}]}, "valueDecimal is"),
        ({"answerOption": [{}]}, "an answerOption has no value that is served"),
        ({"answerOption": [{"valueCoding": {}}]}, "a coding has no code"),
        ({"answerOption": [{"valueString": "a"}] * 2}, "two of answerOption are the same"),
        ({"enableBehavior": "some"}, "enableBehavior 'some' is neither all nor any"),
        ({"enableWhen": [YES | {"operator": "is"}]}, "enableWhen operator 'is' is not FHIR's"),
        ({"enableWhen": [{"question": "q", "operator": "="}]}, "enableWhen has no answer"),
        ({"enableWhen": [YES | {"question": "z"}]}, "the question 'z' does not exist"),
        ({"enableWhen": [YES | {"answerBoolean": 1}]}, "answerBoolean is not true or false"),
        ({"enableWhen": [YES | {"operator": "exists"}]}, "wait in a circle"),
    ],
)
def test_a_fault_is_named_with_its_place(broken, words):
    found = fault(question("top", "group", item=[question() | broken]))

    assert words in found
    assert "q: " in found
    assert found.startswith("top: q: ") or "circle" in found or "does not exist" in found


@pytest.mark.parametrize(
    ("kind", "key", "answer"),
    [
        ("boolean", "answerInteger", 1),
        ("integer", "answerBoolean", True),
        ("integer", "answerString", "65"),
        ("string", "answerInteger", 65),
        ("choice", "answerCoding", {"code": "lefft"}),
        ("choice", "answerBoolean", True),
        ("group", "answerBoolean", True),
        ("display", "answerBoolean", True),
    ],
)
def test_a_condition_that_could_never_hold_is_refused(kind, key, answer):
    first = question("a", kind, answerOption=[{"valueString": "left"}])
    second = question("b", enableWhen=[{"question": "a", "operator": "=", key: answer}])

    assert fault(first, second).startswith("b: 'a' has no answer")


@pytest.mark.parametrize(("kind", "answer"), [("group", True), ("string", "yes")])
def test_only_a_question_exists_or_not(kind, answer):
    key = "answerBoolean" if answer is True else "answerString"
    when = {"question": "a", "operator": "exists", key: answer}

    assert "has no answer" in fault(question("a", kind), question("b", enableWhen=[when]))


def test_a_date_that_is_none_is_refused():
    when = {"question": "a", "operator": "<", "answerDate": "in May"}

    assert "'in May' is not a date" in fault(
        question("a", "date"), question("b", enableWhen=[when])
    )


def test_a_link_id_may_stand_once_in_the_whole_tree():
    nested = question("top", "group", item=[question("a")])

    assert fault(nested, question("a")) == "a: this linkId stands twice."


def test_a_circle_is_named():
    first = question("a", enableWhen=[YES | {"question": "b"}])
    second = question("b", enableWhen=[YES | {"question": "a"}])

    assert fault(question("free"), first, second) == "a, b: wait in a circle, never asked."


@pytest.mark.parametrize("other", [{}, {"resourceType": "Patient"}, {"resourceType": None}])
def test_another_resource_is_no_questionnaire(other):
    with pytest.raises(DefinitionError, match="not a FHIR Questionnaire"):
        read_questionnaire(other)


def places(node: object) -> list[tuple]:
    """Return the (container, key) of every node of a document."""
    found = []
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        found.append((node, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


DELETE = object()
ODD = [None, True, 0, -1, 1.5, "", "x", "\ud800", [], [None], [[]], {}, {"a": {}}, DELETE]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**4), st.sampled_from(ODD)), max_size=3))
def test_a_broken_leg_check_is_refused_or_can_be_asked(breaks):
    broken = leg_check_document()
    for number, odd in breaks:
        found = places(broken)
        container, key = found[number % len(found)]
        if odd is DELETE:
            del container[key]
        else:
            container[key] = copy.deepcopy(odd)

    try:
        definition = read_questionnaire(broken)
    except DefinitionError as error:
        assert str(error)
    else:
        assert Walk(definition, {}).pages


def test_item_types_are_the_ones_of_fhir():
    served = [only(kind.value, answerOption=[{"valueString": "a"}]).type for kind in ItemType]

    assert served == list(ItemType)
