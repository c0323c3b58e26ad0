"""Conditions over answers: one form for branching and for triage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = bool | int | Decimal | date | str | tuple[str, ...]
"""One answer. A tuple holds the chosen codes of a question that allows several."""

Answers = Mapping[str, Value | None]
"""Answers by linkId. None means: asked, and left blank. A missing key means: not asked yet."""


class Operator(StrEnum):
    """FHIR R4's seven questionnaire-enable-operators."""

    EXISTS = "exists"
    EQUALS = "="
    NOT_EQUALS = "!="
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True)
class Condition:
    """What FHIR calls enableWhen: a question, an operator and the answer to compare with."""

    question: str
    operator: Operator
    answer: bool | int | Decimal | date | str

    def holds(self, answers: Answers) -> bool:
        """Say whether this holds. A blank or missing answer satisfies only "!=" and "not exists".

        With several chosen codes, "=" needs one that is equal and "!=" needs that none is.
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

    def because(self, answers: Answers) -> tuple[str, ...] | None:
        """Return the linkIds of the answers that make this hold, or None where it does not."""
        if not self.holds(answers):
            return None
        return (self.question,) if _given(answers.get(self.question)) else ()

    def questions(self) -> Iterator[str]:
        yield self.question


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Test, ...]

    def because(self, answers: Answers) -> tuple[str, ...] | None:
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

    def because(self, answers: Answers) -> tuple[str, ...] | None:
        reasons = [part.because(answers) for part in self.parts]
        held = [reason for reason in reasons if reason is not None]
        return _joined(held) if len(held) >= self.least else None

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()


@dataclass(frozen=True)
class Not:
    part: Test

    def because(self, answers: Answers) -> tuple[str, ...] | None:
        return () if self.part.because(answers) is None else None

    def questions(self) -> Iterator[str]:
        yield from self.part.questions()


Test = Condition | AllOf | AnyOf | Not


def _given(value: Value | None) -> tuple[Value, ...]:
    """Return what was really answered: nothing for a blank, each code for several choices."""
    if value is None or value == "":
        return ()
    return value if isinstance(value, tuple) else (value,)


def _same(given: Value, wanted: Value) -> bool:
    # True == 1 in Python, but a yes is not a number.
    return isinstance(given, bool) is isinstance(wanted, bool) and given == wanted


def _ordered(given: Value, operator: Operator, wanted: Value) -> bool:
    numbers = (int, Decimal)
    if isinstance(given, bool) or isinstance(wanted, bool) or isinstance(given, tuple):
        return False
    alike = (
        (isinstance(given, numbers) and isinstance(wanted, numbers))
        or (isinstance(given, date) and isinstance(wanted, date))
        or (isinstance(given, str) and isinstance(wanted, str))
    )
    if not alike:
        return False
    match operator:
        case Operator.GREATER:
            return given > wanted  # type: ignore[operator]
        case Operator.LESS:
            return given < wanted  # type: ignore[operator]
        case Operator.AT_LEAST:
            return given >= wanted  # type: ignore[operator]
        case _:
            return given <= wanted  # type: ignore[operator]


def _joined(reasons: Sequence[tuple[str, ...] | None]) -> tuple[str, ...]:
    """Return every linkId once, in the order of first mention."""
    return tuple(dict.fromkeys(link_id for reason in reasons for link_id in reason or ()))
