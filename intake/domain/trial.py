"""The expressions of a definition, tried before a patient meets them: on nothing, and on a lot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from intake.domain.evaluating import Evaluation
from intake.domain.expressions import TOO_SLOW
from intake.domain.items import Item, ItemType, Unit
from intake.domain.pages import At
from intake.domain.places import key_of
from intake.domain.prove import Fault
from intake.domain.questionnaire import Questionnaire, walk_tree
from intake.domain.responses import chosen
from intake.domain.values import Instances, Quantity, Single, Value
from intake.domain.walk import Walk

SECONDS_FOR_ALL = 10.0
# Instances of what repeats, and of what repeats within it
INSTANCES = (3, 2, 1)
MOST_CHOSEN = 50
A_DAY = date(2000, 1, 31)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
# A long word, with an end that makes a careless pattern begin anew and anew
WORD = "a" * 199 + "!"

SLOW = "Its formula takes too long, so it is left out. Make it simpler: {expression}"
LATE = "Its formula comes too late: those before it took all the time that a page has."
UNTRIED = "There are so many formulas that not all of them could be tried."
SHOWN = 100  # characters


def slow(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what takes too long on a blank or on a full response, each with its item."""
    tried = tuple(dict.fromkeys(_expressions(questionnaire)))
    if not tried:
        return
    told: set[str] = set()
    for fault in _alone(questionnaire, tried):
        told.add(fault.link_id)
        yield fault
    if not told:  # or each that comes after a slow one would be told, too
        yield from (Fault(name, "slow", LATE) for name in _late(questionnaire))


def answered(items: tuple[Item, ...]) -> dict[str, Value]:
    """Return answers by key to every question that can be answered, also several times."""
    return dict(_answers(items, ()))


def _expressions(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield (linkId, expression); those of the questionnaire itself have no linkId."""
    yield from (("", each.expression) for each in questionnaire.variables)
    yield from (("", each.expression) for each in questionnaire.constraints)
    for item, _ in walk_tree(questionnaire.items):
        alone = (item.enable_expression, item.calculated, item.initial_expression)
        shown = (item.text_expression, item.offers)
        yield from ((item.link_id, text) for text in (*alone, *shown) if text)
        yield from ((item.link_id, each.expression) for each in item.variables)
        yield from ((item.link_id, each.expression) for each in item.constraints)
        yield from ((item.link_id, each.expression) for each in item.toggles)


def _alone(questionnaire: Questionnaire, tried: tuple[tuple[str, str], ...]) -> Iterator[Fault]:
    """Try each expression by itself, whether its item would be asked or not."""
    bare = replace(questionnaire, items=tuple(map(_bare, questionnaire.items)), constraints=())
    walks = [Walk(bare, answers, now=NOW) for answers in (answered(bare.items), {})]
    evaluations = [Evaluation(walk, seconds=SECONDS_FOR_ALL) for walk in walks]
    for link_id, expression in tried:
        if any(each.is_spent for each in evaluations):
            yield Fault("", "slow", UNTRIED)
            return
        if any(_is_slow(each, expression, link_id) for each in evaluations):
            yield Fault(link_id, "slow", SLOW.format(expression=expression[:SHOWN]))


def _is_slow(evaluation: Evaluation, expression: str, link_id: str) -> bool:
    walk = evaluation.walk
    at = next(iter(walk.places.get(link_id, ())), ())
    return evaluation.attempt(expression, walk.questionnaire.by_id.get(link_id), at) == TOO_SLOW


def _late(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the linkIds of what comes too late on a page, because of all that comes before it."""
    walk = Walk(questionnaire, answered(questionnaire.items), now=NOW)
    failed = walk.evaluation.failed if walk.pages else {}  # pages work out the rest
    yield from (name for name, why in failed.items() if why == TOO_SLOW)


def _bare(item: Item) -> Item:
    """Return an item that is always asked, and works out nothing."""
    return replace(
        item,
        items=tuple(map(_bare, item.items)),
        enable_when=(),
        enable_expression="",
        calculated="",
        initial_expression="",
        text_expression="",
        offers="",
        constraints=(),
        toggles=(),
        read_only=False,
    )


def _answers(items: tuple[Item, ...], at: At) -> Iterator[tuple[str, Value]]:
    for item in items:
        inside = [at]
        if item.is_numbered:
            numbers = tuple(range(INSTANCES[min(len(at), 2)]))
            yield key_of(item.link_id, at), Instances(numbers, finished=True)
            inside = [(*at, number) for number in numbers]
        values = _values(item)
        if item.is_question and values:
            for place in inside:
                value = values if item.takes_several else values[0]
                yield key_of(item.link_id, place), value
        if item.is_ring and not item.is_numbered:
            inside = [(*at, number) for number in chosen(item, values)]
        for place in inside:
            yield from _answers(item.items, place)


def _values(item: Item) -> tuple[Single, ...]:
    if item.is_choice:
        most = INSTANCES[0] if item.is_ring else MOST_CHOSEN
        return tuple(option.code for option in item.options[:most])
    unit = item.units[0] if item.units else Unit("")
    found: dict[ItemType, Single] = {
        ItemType.BOOLEAN: True,
        ItemType.INTEGER: 12,
        ItemType.DECIMAL: Decimal("12.5"),
        ItemType.QUANTITY: Quantity(Decimal(12), unit.display, unit.code, unit.system),
        ItemType.DATE: A_DAY,
        ItemType.DATETIME: NOW,
        ItemType.TIME: time(12),
        ItemType.STRING: WORD,
        ItemType.TEXT: WORD,
        ItemType.URL: "https://clinic.example/" + WORD,
        ItemType.REFERENCE: WORD,
    }
    return (found[item.type],) if item.type in found else ()
