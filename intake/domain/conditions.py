"""Conditions over answers: one form for branching and for triage."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from intake.domain import units
from intake.domain.values import Instances, Other, Quantity, Single, Value


class Operator(StrEnum):
    """FHIR R4's seven questionnaire-enable-operators."""

    EXISTS = "exists"
    EQUALS = "="
    NOT_EQUALS = "!="
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


class Known(Protocol):
    """What a condition can look at: the answers by linkId."""

    def get(self, key: str, /) -> Value | None: ...


ORDERS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.GREATER: operator.gt,
    Operator.LESS: operator.lt,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
}


@dataclass(frozen=True)
class Condition:
    """What FHIR calls enableWhen: a question, an operator and the answer to compare with."""

    question: str
    operator: Operator
    answer: Single

    def holds(self, answers: Known) -> bool:
        """Say whether this holds. A blank or missing answer satisfies only "!=" and "not exists".

        With several answers, "=" needs one that is equal and "!=" needs that none is.
        """
        given = _given(answers.get(self.question))
        match self.operator:
            case Operator.EXISTS:
                return bool(given) is self.answer
            case Operator.EQUALS:
                return any(_same(value, self.answer) for value in given)
            case Operator.NOT_EQUALS:
                return not any(_same(value, self.answer) for value in given)
            case _:
                return any(_ordered(value, self.operator, self.answer) for value in given)

    def because(self, answers: Known) -> tuple[str, ...] | None:
        """Return the linkIds of the answers that make this hold, or None where it does not."""
        if not self.holds(answers):
            return None
        return (self.question,) if _given(answers.get(self.question)) else ()

    def questions(self) -> Iterator[str]:
        yield self.question


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Test, ...]

    def because(self, answers: Known) -> tuple[str, ...] | None:
        reasons = [part.because(answers) for part in self.parts]
        return None if None in reasons else _joined(reasons)

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True)
class AnyOf:
    """Holds when at least `least` of the parts hold."""

    parts: tuple[Test, ...]
    least: int = 1

    def because(self, answers: Known) -> tuple[str, ...] | None:
        reasons = [part.because(answers) for part in self.parts]
        held = [reason for reason in reasons if reason is not None]
        return _joined(held) if len(held) >= self.least else None

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True)
class Not:
    part: Test

    def because(self, answers: Known) -> tuple[str, ...] | None:
        return () if self.part.because(answers) is None else None

    def questions(self) -> Iterator[str]:
        yield from self.part.questions()


Test = Condition | AllOf | AnyOf | Not


def _given(value: Value | None) -> tuple[Single, ...]:
    """Return what was really answered: nothing for a blank, each of several answers."""
    if value is None or value == "" or isinstance(value, Instances):
        return ()
    return value if isinstance(value, tuple) else (value,)


def _same(given: Single, wanted: Single) -> bool:
    pair = _alike(given, wanted)
    return pair is not None and bool(pair[0] == pair[1])


def _ordered(given: Single, named: Operator, wanted: Single) -> bool:
    pair = _alike(given, wanted)
    if pair is None or isinstance(pair[0], bool):
        return False
    return ORDERS[named](*pair)


def _alike(given: Single, wanted: Single) -> tuple[Any, Any] | None:
    """Return both as what can be compared, or None where they are of different kinds."""
    given, wanted = (each.text if isinstance(each, Other) else each for each in (given, wanted))
    if isinstance(given, Quantity) and isinstance(wanted, Quantity):
        return units.comparable(given, wanted)
    if isinstance(given, date) and isinstance(wanted, date):
        return _moments(given, wanted)
    # True == 1 in Python, but a yes is not a number.
    for kind in (bool, (int, Decimal), time, str):
        if isinstance(given, kind) or isinstance(wanted, kind):
            both = isinstance(given, kind) and isinstance(wanted, kind)
            return (given, wanted) if both else None
    return None


def _moments(given: date, wanted: date) -> tuple[date, date]:
    """Compare days as days where one of the two has no time, and else moments."""
    if isinstance(given, datetime) and isinstance(wanted, datetime):
        return _aware(given), _aware(wanted)
    return _day(given), _day(wanted)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _joined(reasons: Sequence[tuple[str, ...] | None]) -> tuple[str, ...]:
    """Return every linkId once, in the order of first mention."""
    return tuple(dict.fromkeys(link_id for reason in reasons for link_id in reason or ()))
