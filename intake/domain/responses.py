"""Answers as a FHIR R4 QuestionnaireResponse, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from intake.domain.document import Json
from intake.domain.items import Item
from intake.domain.places import LONGEST_NUMBER_IN_KEYS, Place
from intake.domain.questionnaire import Questionnaire
from intake.domain.typed import read_value, write_value
from intake.domain.values import Answers, Instances, Single, Value

Node = dict[str, Any]
# Own words have the numbers from 0 on.
BEYOND_PLACES = 10_000


@dataclass
class Written:
    """A response, and its node for each place that has one."""

    response: Node
    nodes: dict[str, Node] = field(default_factory=dict)


def write_response(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    status: str = "completed",
    authored: str = "",
) -> Node:
    """Return a QuestionnaireResponse with these answers; `authored` is an ISO instant.

    Groups without an answer are left out, as FHIR asks, and so is all that is empty.
    """
    return write(questionnaire, answers, status=status, authored=authored).response


def write(
    questionnaire: Questionnaire, answers: Answers, *, status: str = "", authored: str = ""
) -> Written:
    """Write a response and remember where each item stands in it."""
    reference = questionnaire.url or questionnaire.name
    version = f"|{questionnaire.version}" if questionnaire.version else ""
    written = Written(
        {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": f"{reference}{version}",
            "status": status,
            **({"authored": authored} if authored else {}),
        }
    )
    if items := _entries(questionnaire.items, (), answers, written.nodes):
        written.response["item"] = items
    return written


def _entries(
    items: tuple[Item, ...], at: tuple[int, ...], answers: Answers, nodes: dict[str, Node]
) -> list[Node]:
    return [entry for item in items for entry in _written(item, at, answers, nodes)]


def _written(
    item: Item, at: tuple[int, ...], answers: Answers, nodes: dict[str, Node]
) -> Iterator[Node]:
    place = Place(item.link_id, at)
    if item.is_question:
        if given := _given(item, place, answers, nodes):
            nodes[place.key] = {**_head(item), "answer": given}
            yield nodes[place.key]
        return
    for inner in _inside(item, place, answers):
        if children := _entries(item.items, inner, answers, nodes):
            entry = {**_head(item), "item": children}
            nodes[Place(item.link_id, inner).key] = entry
            yield entry


def _head(item: Item) -> Node:
    return {"linkId": item.link_id, **({"text": item.text} if item.text else {})}


def _inside(item: Item, place: Place, answers: Answers) -> list[tuple[int, ...]]:
    """Return where the children of a group stand: once, or once for each instance."""
    if not item.is_ring:
        return [place.at]
    return [(*place.at, number) for number in numbers(answers.get(place.key))]


def numbers(value: Value | None) -> tuple[int, ...]:
    return value.numbers if isinstance(value, Instances) else ()


def _given(item: Item, place: Place, answers: Answers, nodes: dict[str, Node]) -> list[Node]:
    """Return the answers to a question, each with what stands below it."""
    found: list[Node] = []
    for place_at, value in _values(item, place, answers):
        entry: Node = {} if value is None else write_value(item, value)
        if children := _entries(item.items, place_at, answers, nodes) if item.is_ring else []:
            entry["item"] = children
        if entry:
            found.append(entry)
    children = [] if item.is_ring else _entries(item.items, place.at, answers, nodes)
    if children:  # below a question that was left blank, they stand in an answer without a value
        first, *rest = found or [{}]
        found = [{**first, "item": children}, *rest]
    return found


def _values(
    item: Item, place: Place, answers: Answers
) -> Iterator[tuple[tuple[int, ...], Single | None]]:
    """Yield each answer to a question, and where the items below that answer stand."""
    value = answers.get(place.key)
    if item.is_numbered:
        for number in numbers(value):
            at = (*place.at, number)
            own = answers.get(Place(item.link_id, at).key)
            yield at, own if not isinstance(own, tuple | Instances) else None
        return
    if value is None or isinstance(value, Instances):
        return
    several = value if isinstance(value, tuple) else (value,)
    if item.is_ring:
        for number, each in zip(chosen(item, several), several, strict=True):
            yield (*place.at, number), each
        return
    for each in several if item.takes_several else several[:1]:
        yield place.at, each


def chosen(item: Item, values: tuple[Single, ...]) -> tuple[int, ...]:
    """Return the instance number of each chosen option: its place among the options.

    Own words come after the options. Where answers decide what is offered, an option has no place
    that lasts: its number is made of its key, so that what was said of it stays with it.
    """
    places = {option.code: number for number, option in enumerate(item.options)}
    if item.is_open_ended:
        places = {value: _number_of(value) for value in values if isinstance(value, str)}
    others = iter(range(len(item.options), len(item.options) + len(values)))
    return tuple(
        places[value] if isinstance(value, str) and value in places else next(others)
        for value in values
    )


def _number_of(key: str) -> int:
    return BEYOND_PLACES + crc32(key.encode()) % (10**LONGEST_NUMBER_IN_KEYS - BEYOND_PLACES)


def read_response(questionnaire: Questionnaire, response: Json) -> dict[str, Value]:
    """Return the answers of a QuestionnaireResponse. What does not fit in is left out."""
    answers: dict[str, Value] = {}
    _read(questionnaire, _list(response.get("item")), (), answers)
    return answers


def _read(
    questionnaire: Questionnaire,
    entries: list[Node],
    at: tuple[int, ...],
    answers: dict[str, Value],
) -> None:
    seen: Counter[str] = Counter()
    for entry in entries:
        item = questionnaire.by_id.get(str(entry.get("linkId", "")))
        given = _list(entry.get("answer"))
        if item is None or len(questionnaire.rings[item.link_id]) != len(at):
            continue
        place = Place(item.link_id, at)
        inner = at
        if item.is_numbered and not item.is_question:
            inner = (*at, seen[item.link_id])
            _count(answers, place, inner[-1])
        seen[item.link_id] += 1
        if item.is_question:
            _read_answers(questionnaire, item, place, given, answers)
        _read(questionnaire, _list(entry.get("item")), inner, answers)


def _read_answers(
    questionnaire: Questionnaire,
    item: Item,
    place: Place,
    given: list[Node],
    answers: dict[str, Value],
) -> None:
    values = tuple(read_value(item, answer) for answer in given)
    known = tuple(value for value in values if value is not None)
    if item.is_numbered:
        for number, value in enumerate(values):
            _count(answers, place, number)
            if value is not None:
                answers[Place(item.link_id, (*place.at, number)).key] = value
    elif known:
        answers[place.key] = known if item.takes_several else known[0]
    by_option = item.is_ring and item.is_choice
    below = chosen(item, known) if by_option else range(len(given))
    for number, answer in zip(below, given, strict=False):
        inner = (*place.at, number) if item.is_ring else place.at
        _read(questionnaire, _list(answer.get("item")), inner, answers)


def _count(answers: dict[str, Value], place: Place, number: int) -> None:
    before = numbers(answers.get(place.key))
    answers[place.key] = Instances((*before, number), finished=True)


def _list(value: Any) -> list[Node]:
    found = value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, dict)]
