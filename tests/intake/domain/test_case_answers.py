"""The answers of a worked case: typed as the rules compare them, and refused in words."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from intake.domain.case_answers import read_answers, write_answers
from intake.domain.document import DefinitionError
from intake.domain.items import Item, ItemType, Option, Unit
from intake.domain.reading import source
from intake.domain.values import Other, Quantity
from tests.intake.domain.make import choice, form, group, page, text, yes_no

KG = Unit("kg", "kg", "http://unitsofmeasure.org")
EVERYTHING = form(
    page("p", yes_no("pain"), text("note")),
    choice("leg", "left", "right"),
    choice("feel", "ache", "itch", repeats=True),
    Item("job", ItemType.OPEN_CHOICE, "Job?", options=(Option("nurse", "Nurse"),), repeats=True),
    Item("size", ItemType.CHOICE, "Size?", options=(Option("40", "40", kind="valueInteger"),)),
    Item("age", ItemType.INTEGER, "Age?"),
    Item("score", ItemType.DECIMAL, "Score?"),
    Item("weight", ItemType.QUANTITY, "Weight?", units=(KG,)),
    Item("since", ItemType.DATE, "Since?"),
    Item("seen", ItemType.DATETIME, "Seen?"),
    Item("at", ItemType.TIME, "At?"),
    Item("words", ItemType.STRING, "Words?"),
    Item("photo", ItemType.ATTACHMENT, "Photo?"),
)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"pain": True}, True),
        ({"leg": "left"}, "left"),
        ({"leg": ["left"]}, "left"),
        ({"feel": "ache"}, ("ache",)),
        ({"feel": ["ache", "itch", "ache"]}, ("ache", "itch")),
        ({"job": ["nurse", "Baker"]}, ("nurse", Other("Baker"))),
        ({"size": 40}, "40"),
        ({"age": 64}, 64),
        ({"age": Decimal("64.0")}, 64),
        ({"score": Decimal("1.50")}, Decimal("1.50")),
        ({"score": 0.5}, Decimal("0.5")),
        ({"weight": 70}, Quantity(Decimal(70), "kg", "kg", "http://unitsofmeasure.org")),
        ({"weight": {"value": 150, "unit": "lb"}}, Quantity(Decimal(150), "lb", "")),
        ({"since": "2026-11-01"}, date(2026, 11, 1)),
        ({"seen": "2026-11-01T10:30:00Z"}, datetime(2026, 11, 1, 10, 30, tzinfo=UTC)),
        ({"at": "14:30"}, time(14, 30)),
        ({"words": "Since spring"}, "Since spring"),
    ],
)
def test_an_answer_is_of_the_kind_that_rules_compare(given, value):
    found = read_answers(given, EVERYTHING)

    assert found == dict.fromkeys(given, value)
    assert {type(each) for each in found.values()} == {type(value)}
    again = source.parse(source.write(write_answers(found)))[0]
    assert read_answers(again, EVERYTHING) == found


@pytest.mark.parametrize("blank", [None, "", [], [None]])
@pytest.mark.parametrize("question", ["pain", "leg", "feel", "age", "words"])
def test_what_is_null_or_empty_is_not_answered(question, blank):
    assert read_answers({question: blank}, EVERYTHING) == {}


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("pain", 1),
        ("pain", "yes"),
        ("leg", "both"),
        ("leg", True),
        ("leg", {"code": "left"}),
        ("feel", ["ache", "fever"]),
        ("feel", [["ache"]]),
        ("age", True),
        ("age", "64"),
        ("age", Decimal("64.5")),
        ("age", 10**900),
        ("score", float("nan")),
        ("score", float("inf")),
        ("weight", {"value": "much"}),
        ("weight", {"unit": "kg"}),
        ("weight", True),
        ("since", "last spring"),
        ("since", 2026),
        ("at", "25:00"),
        ("words", 5),
        ("words", {}),
    ],
)
def test_what_is_no_answer_to_its_question_is_refused_by_name(question, raw):
    with pytest.raises(DefinitionError, match=rf"^question {question}: .*is no answer to it\.$"):
        read_answers({question: raw}, EVERYTHING)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"gone": True}, "there is no question 'gone'"),
        ({"note": "read"}, "there is no question 'note'"),
        ({"p": True}, "there is no question 'p'"),
        ({"leg": ["left", "right"]}, "it takes one answer, and 2 are given"),
        ({"feel": ["ache", None]}, "null stands among its answers"),
        ({"photo": "x"}, "a case holds no files"),
        ({"words": "\ud83e"}, "a character that cannot be shown"),
        ({"words": "x" * 2_001}, "too long"),
    ],
)
def test_what_cannot_be_is_told(given, told):
    with pytest.raises(DefinitionError, match=told):
        read_answers(given, EVERYTHING)


def test_a_question_within_groups_is_found():
    deep = form(group("a", group("b", group("c", yes_no("x")))))

    assert read_answers(json.loads('{"x": true}'), deep) == {"x": True}
