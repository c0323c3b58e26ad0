"""Conditions that cannot hold together, whatever anybody answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from intake.domain import units
from intake.domain.conditions import Condition, Operator
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Quantity

LOWER = (Operator.GREATER, Operator.AT_LEAST)
UPPER = (Operator.LESS, Operator.AT_MOST)


def contradiction(conditions: Iterable[Condition], questionnaire: Questionnaire) -> str:
    """Return why these conditions cannot all hold, or nothing where they may.

    A question with several answers may be this and that. So may one within something that
    repeats: of two instances, each meets one of the conditions.
    """
    about: dict[str, list[Condition]] = defaultdict(list)
    for condition in conditions:
        about[condition.question].append(condition)
    for link_id, together in about.items():
        item = questionnaire.by_id.get(link_id)
        if item is None or len(together) < 2 or questionnaire.rings[link_id]:
            continue
        if _absent(together):
            return f"{link_id} would have to be answered and not answered"
        if not item.repeats and _apart(together):
            return f"no answer to {link_id} is all that is asked for"
    return ""


def _absent(together: list[Condition]) -> bool:
    absent = any(each.operator == Operator.EXISTS and each.answer is False for each in together)
    present = any(
        each.operator != Operator.NOT_EQUALS and not _is(each, Operator.EXISTS, False)
        for each in together
    )
    return absent and present


def _is(condition: Condition, operator: Operator, answer: object) -> bool:
    return condition.operator == operator and condition.answer is answer


def _apart(together: list[Condition]) -> bool:
    equal = [each.answer for each in together if each.operator == Operator.EQUALS]
    if equal:
        return not all(_fits(equal[0], each) for each in together)
    lowest = [each for each in together if each.operator in LOWER]
    highest = [each for each in together if each.operator in UPPER]
    return any(_crossed(low, high) for low in lowest for high in highest)


def _fits(answer: Any, condition: Condition) -> bool:
    if condition.operator == Operator.EXISTS:
        return bool(condition.answer)
    if not _alike(answer, condition.answer):
        return True  # who knows
    return Condition("it", condition.operator, condition.answer).holds({"it": answer})


def _crossed(low: Condition, high: Condition) -> bool:
    if not _alike(low.answer, high.answer):
        return False
    lowest: Any = low.answer
    highest: Any = high.answer
    if isinstance(lowest, Quantity):
        lowest, highest = units.comparable(lowest, highest) or (0, 0)
    strict = low.operator == Operator.GREATER or high.operator == Operator.LESS
    return bool(lowest > highest or (strict and lowest == highest))


def _alike(one: object, other: object) -> bool:
    """Say whether two answers are of a kind that can be told apart for certain."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return units.comparable(one, other) is not None
    for kind in (bool, (int, Decimal), datetime, date, time, str):
        if isinstance(one, kind) or isinstance(other, kind):
            return isinstance(one, kind) and isinstance(other, kind)
    return False
