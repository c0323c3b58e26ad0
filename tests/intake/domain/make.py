"""Small definitions for tests, by hand and by chance."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from intake.domain import rules
from intake.domain.answers import AnswerError, check
from intake.domain.conditions import Condition, Operator
from intake.domain.items import Item, ItemType, Option
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import read
from intake.domain.values import Instances

DEFINITIONS = Path(__file__).resolve().parents[3] / "intake" / "definitions"


def leg_check_document() -> dict:
    return json.loads((DEFINITIONS / "leg-check.json").read_text(encoding="utf-8"))


def leg_check_rules() -> dict:
    return json.loads((DEFINITIONS / "leg-check.triage.json").read_text(encoding="utf-8"))


def leg_check_cases() -> list[dict]:
    return json.loads((DEFINITIONS / "leg-check.cases.json").read_text(encoding="utf-8"))


LEG_CHECK = read(leg_check_document()).questionnaire
RULESET = rules.read_ruleset(leg_check_rules(), LEG_CHECK)


def calm() -> dict:
    """Return answers to every question of the leg check of someone who has nothing to tell."""
    answers: dict = {
        item.link_id: False for item in LEG_CHECK.questions if item.type is ItemType.BOOLEAN
    }
    answers |= dict.fromkeys(("vein_bleeding", "skin_hot_red", "pregnancy", "ecq1"), "no")
    answers |= dict.fromkeys(("symptoms", "vein_signs", "skin_changes", "meds"), ("none",))
    answers |= {"age": 40, "smoking": "never", "swelling": "none", "ulcer": "none"}
    return answers | {"name": "Joan Alder", "phone": "651-555-0173"}


def when(question: str, answer: object = True, operator: str = "=") -> Condition:
    return Condition(question, Operator(operator), answer)


def yes_no(link_id: str, *conditions: Condition, **more) -> Item:
    return Item(link_id, ItemType.BOOLEAN, f"{link_id}?", enable_when=conditions, **more)


def choice(link_id: str, *codes: str, exclusive: str = "", **more) -> Item:
    options = tuple(Option(code, code.title(), exclusive=code == exclusive) for code in codes)
    return Item(link_id, ItemType.CHOICE, f"{link_id}?", options=options, **more)


def group(link_id: str, *items: Item, when: tuple[Condition, ...] = (), **more) -> Item:
    return Item(link_id, ItemType.GROUP, link_id.title(), items=items, enable_when=when, **more)


def page(link_id: str, *items: Item, **more) -> Item:
    return group(link_id, *items, is_page=True, **more)


def text(link_id: str, words: str = "Read this.") -> Item:
    return Item(link_id, ItemType.DISPLAY, words)


def form(*items: Item) -> Questionnaire:
    return Questionnaire("form", "Form", items=items)


# By chance: a handful of items in any tree, waiting for any others, also in circles.

NAMES = [f"q{number}" for number in range(8)]
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-3, 3),
    st.decimals(-3, 3, places=1),
    st.dates(date(2026, 1, 1), date(2026, 1, 5)),
    st.sampled_from(["", "a", "b", "c"]),
)
VALUES = SCALARS | st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(tuple)
INSTANCES = st.builds(Instances, st.lists(st.integers(0, 2), unique=True).map(tuple), st.booleans())
KEYS = st.sampled_from([*NAMES, "unknown", *(f"{name}@{n}" for name in NAMES for n in (0, 1))])
ANSWERS = st.dictionaries(KEYS, VALUES | INSTANCES | st.none(), max_size=12)


@st.composite
def conditions(draw) -> Condition:
    operator = draw(st.sampled_from(Operator))
    answer = draw(st.booleans() if operator is Operator.EXISTS else SCALARS)
    return Condition(draw(st.sampled_from(NAMES)), operator, answer)


@st.composite
def questionnaires(draw) -> Questionnaire:
    """Return a tree in which each item hangs at the top or below one that came before."""
    kinds = [draw(st.sampled_from(ItemType)) for _ in range(draw(st.integers(1, len(NAMES))))]
    parents = [draw(st.integers(-1, number - 1)) for number in range(len(kinds))]

    def build(number: int) -> Item:
        return Item(
            NAMES[number],
            kinds[number],
            options=tuple(Option(code, code) for code in "abc"),
            enable_when=tuple(draw(st.lists(conditions(), max_size=2))),
            enable_any=draw(st.booleans()),
            repeats=draw(st.integers(0, 4)) == 0,
            required=draw(st.booleans()),
            is_page=kinds[number] is ItemType.GROUP and draw(st.booleans()),
            items=tuple(build(child) for child, parent in enumerate(parents) if parent == number),
        )

    return form(*(build(number) for number, parent in enumerate(parents) if parent == -1))


def refusal(item: Item, *raw: str) -> str:
    with pytest.raises(AnswerError) as caught:
        check(item, raw)
    return str(caught.value)


def typed(item: Item, value: object) -> list[str]:
    """Return a value as the person's browser would send it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [f"{value:f}" if isinstance(value, Decimal) else str(value)]
