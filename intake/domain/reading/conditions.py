"""enableWhen: a question, an operator, and an answer of the kind that the question takes."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from intake.domain.conditions import Condition, Operator
from intake.domain.document import DefinitionError, Json
from intake.domain.items import Item, ItemType
from intake.domain.reading import values
from intake.domain.reading.extensions import kind_and_value, objects, words
from intake.domain.reading.options import find
from intake.domain.values import Other, Quantity, Single

UPWARDS = (Operator.GREATER, Operator.AT_MOST)


def read_conditions(
    item: Json, targets: Mapping[str, Item], unsure: Container[str] = ()
) -> tuple[Condition, ...]:
    """Return the conditions of an item. What is broken was mended away before.

    Those on what is `unsure` are passed over. Where any is enough, it may have been that one.
    """
    listed = objects(item, "enableWhen")
    sure = [entry for entry in listed if not is_unsure(entry, unsure)]
    if len(sure) < len(listed) and words(item, "enableBehavior") == "any":
        return ()
    return tuple(read_condition(entry, targets) for entry in sure)


def is_unsure(entry: Json, unsure: Container[str]) -> bool:
    """Say whether a condition names an answer to a question whose options are not known yet."""
    return words(entry, "question") in unsure and words(entry, "operator") != Operator.EXISTS


def read_condition(entry: Json, targets: Mapping[str, Item]) -> Condition:
    """Return a condition, or raise DefinitionError where it could never mean anything."""
    question = words(entry, "question")
    target = targets.get(question)
    if target is None:
        raise DefinitionError(f"the question {question!r} does not exist")
    try:
        operator = Operator(words(entry, "operator"))
    except ValueError:
        raise DefinitionError(f"operator {entry.get('operator')!r} is not FHIR's") from None
    _, raw = kind_and_value(entry, "answer")
    try:
        answer = read_answer(target, operator, raw)
    except values.Unfit as error:
        raise DefinitionError(str(error)) from error
    if not target.compares_with(operator, answer):
        raise DefinitionError(f"{question!r} has no answer {_said(raw)!r}")
    return Condition(question, operator, answer)


def read_answer(target: Item, operator: Operator, raw: Any) -> Single:
    """Return what answers are compared with, or raise Unfit. Of a year alone it is its first day,
    or its last, as the comparison means it.
    """
    if operator == Operator.EXISTS:
        return values.truth(raw)
    if raw is None:
        raise values.Unfit("it names no answer")
    if target.is_choice:
        return _choice(target, raw)
    if target.type in (ItemType.DATE, ItemType.DATETIME):
        reader = values.day if target.type == ItemType.DATE else values.moment
        return reader(raw, last=operator in UPWARDS)
    if target.type == ItemType.QUANTITY and not isinstance(raw, dict):
        return _in_its_unit(target, raw)
    if target.type in (ItemType.INTEGER, ItemType.DECIMAL):
        found = values.number(raw.get("value") if isinstance(raw, dict) else raw)
        whole = target.type == ItemType.INTEGER and found == found.to_integral_value()
        return int(found) if whole else found
    return values.single(target.type, raw)


def _choice(target: Item, raw: Any) -> Single:
    option = find(target.options, raw)
    if option is not None:
        return option.code
    said = _said(raw)
    if target.type == ItemType.OPEN_CHOICE:
        return Other(words(raw, "display") or said)
    if target.value_set and not target.options:
        return said
    raise values.Unfit(f"{target.link_id!r} has no option {said!r}")


def _said(raw: Any) -> str:
    if isinstance(raw, dict):
        return words(raw, "code") or words(raw, "display") or words(raw, "reference")
    return str(raw).strip()


def _in_its_unit(target: Item, raw: Any) -> Quantity:
    """Read a bare number that is compared with a quantity: it means the question's own unit."""
    found = values.number(raw)
    if len(target.units) != 1:
        return Quantity(found)
    unit = target.units[0]
    return Quantity(found, unit.display, unit.code, unit.system)
