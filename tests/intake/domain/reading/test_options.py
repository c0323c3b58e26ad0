"""The options of a question: of every kind of value, each with a key of its own."""

from __future__ import annotations

import pytest

from intake.domain.items import ItemType, Option
from intake.domain.reading import read
from intake.domain.reading.options import find
from intake.domain.terminology import ValueSets
from tests.intake.domain.reading.make import (
    SDC,
    coding,
    document,
    extension,
    missing,
    only,
    question,
    read_item,
)


def choice(*options: dict, **more) -> tuple[Option, ...]:
    return only("choice", answerOption=list(options), **more).options


def test_options_are_of_every_kind_of_value():
    assert choice(
        coding("a", "Ache", "urn:s"),
        {"valueCoding": {"display": "Cramp"}},
        {"valueString": "None"},
        {"valueInteger": 0},
        {"valueDate": "2026-11-20"},
        {"valueTime": "10:00:00"},
        {"valueReference": {"reference": "Organization/1", "display": "The clinic"}},
    ) == (
        Option("a", "Ache", "urn:s"),
        Option("Cramp", "Cramp", is_coded=False),
        Option("None", "None", kind="valueString"),
        Option("0", "0", kind="valueInteger"),
        Option("2026-11-20", "2026-11-20", kind="valueDate"),
        Option("10:00:00", "10:00:00", kind="valueTime"),
        Option("Organization/1", "The clinic", kind="valueReference"),
    )


@pytest.mark.parametrize(
    "entry",
    [{"valueInteger": "many"}, {"valueInteger": 1.5}, {"valueDate": "soon"}],
)
def test_a_plain_option_that_is_not_what_it_says_is_words(entry):
    (option,) = read_item("choice", answerOption=[entry]).questionnaire.items[0].options

    assert option.kind == "valueString"


def test_prefix_and_exclusiveness_are_read():
    extensions = [
        extension("questionnaire-optionPrefix", valueString="a)"),
        extension("questionnaire-optionExclusive", valueBoolean=True),
    ]

    (option,) = choice(coding("none", extension=extensions))

    assert (option.prefix, option.exclusive) == ("a)", True)


def test_the_same_code_of_two_systems_is_two_options():
    left, right, again = choice(
        coding("l", "Left", "urn:a"), coding("l", "Links", "urn:b"), coding("l")
    )

    assert [each.code for each in (left, right, again)] == ["l", "urn:b|l", "l#2"]
    assert [each.plain for each in (left, right, again)] == ["l", "l", "l"]


def test_no_key_looks_like_own_words():
    (option,) = choice(coding("other:x"))

    assert (option.code, option.plain) == ("=other:x", "other:x")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"code": "l"}, "l"),
        ({"code": "l", "system": "urn:b"}, "urn:b|l"),
        ({"code": "l", "system": "urn:c"}, None),
        ({"code": "r", "system": "urn:a"}, "r"),
        ({"display": "Right"}, "r"),
        ({"code": "x"}, None),
        ("Right", "r"),
        ("r", "r"),
    ],
)
def test_an_option_is_found_by_whatever_names_it(raw, key):
    options = choice(
        coding("l", "Left", "urn:a"), coding("l", "Left", "urn:b"), coding("r", "Right")
    )

    found = find(options, raw)

    assert (found.code if found else None) == key


SIDES = {
    "resourceType": "ValueSet",
    "id": "sides",
    "url": "urn:sides",
    "compose": {"include": [{"system": "urn:s", "concept": [{"code": "l", "display": "Left"}]}]},
}
LEFT = (Option("l", "Left", "urn:s"),)


def test_options_come_from_value_sets_that_are_contained_supporting_or_bundled():
    contained = question("x", "choice", answerValueSet="#sides")
    named = question("x", "choice", answerValueSet="urn:sides")
    gender = only("choice", answerValueSet="http://hl7.org/fhir/ValueSet/administrative-gender")

    assert read(document(contained, contained=[SIDES])).questionnaire.items[0].options == LEFT
    assert read(document(named), supporting=[SIDES]).questionnaire.items[0].options == LEFT
    assert {option.code for option in gender.options} == {"male", "female", "other", "unknown"}


def test_a_strange_value_set_is_named_and_answered_in_own_words():
    sentence = missing("choice", answerValueSet="urn:strange")
    item = read_item("choice", answerValueSet="urn:strange").questionnaire.items[0]

    assert sentence == (
        "x: its options are in the value set urn:strange, which is not known here; "
        "it is answered in own words."
    )
    assert (item.type, item.options, item.value_set) == (ItemType.CHOICE, (), "urn:strange")


def test_what_own_words_are_called_is_read():
    label = extension(f"{SDC}openLabel", valueString="Something else")

    assert only("open-choice", label, answerOption=[coding("a")]).other_label == "Something else"


def test_pictures_of_options_are_named():
    media = extension(f"{SDC}itemAnswerMedia", valueAttachment={"url": "https://example.org/a"})

    assert "pictures" in missing("choice", answerOption=[coding("a", extension=[media])])


def test_sets_are_found_by_their_canonical():
    assert ValueSets([SIDES]).find("urn:sides")
