"""Limits of a question: how much, how long, how exact, and of which form."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from intake.domain import patterns, units
from intake.domain.validation.definition import SDC, STRUCTURE, Question
from intake.domain.validation.issues import Findings, Kind, Path
from intake.domain.validation.primitives import TIME, decimals, number, start
from intake.domain.values import Quantity

MIN_VALUE, MAX_VALUE = f"{STRUCTURE}minValue", f"{STRUCTURE}maxValue"
MAX_DECIMALS = f"{STRUCTURE}maxDecimalPlaces"
MIN_LENGTH, REGEX = f"{STRUCTURE}minLength", f"{STRUCTURE}regex"
ENTRY_FORMAT = f"{STRUCTURE}entryFormat"
MIN_QUANTITY, MAX_QUANTITY = f"{SDC}minQuantity", f"{SDC}maxQuantity"
UNIT_OPTION = f"{STRUCTURE}questionnaire-unitOption"


def check_number(question: Question, value: Any, path: Path, findings: Findings) -> None:
    if number(value) is None:
        return
    _check_range(question, value, number, path, findings)
    _check_decimals(question, value, path, findings)


def check_date(question: Question, value: Any, path: Path, findings: Findings) -> None:
    """A part of a date is compared as its beginning: 2022 as 1 January 2022."""
    _check_range(question, value, _start, path, findings)


def check_time(question: Question, value: Any, path: Path, findings: Findings) -> None:
    _check_range(question, value, _time, path, findings)


def _check_range(
    question: Question, value: Any, read: Callable[[Any], Any], path: Path, findings: Findings
) -> None:
    if not question.extensions or (given := read(value)) is None:
        return
    for least in question.values(MIN_VALUE):
        if (limit := read(least)) is not None and given < limit:
            text = f"The value {value} is less than the allowed minimum of {least}."
            findings.error(Kind.INVARIANT, "minValue", text, path)
    for most in question.values(MAX_VALUE):
        if (limit := read(most)) is not None and given > limit:
            text = f"The value {value} is greater than the allowed maximum of {most}."
            findings.error(Kind.INVARIANT, "maxValue", text, path)


def _check_decimals(question: Question, value: Any, path: Path, findings: Findings) -> None:
    most = question.whole(MAX_DECIMALS)
    if most is not None and number(value) is not None and decimals(value) > most:
        text = f"The value {value} has more than {most} digits behind the point."
        findings.error(Kind.INVARIANT, "maxDecimalPlaces", text, path)


def check_text(question: Question, value: Any, path: Path, findings: Findings) -> None:
    if not isinstance(value, str):
        return
    longest = question.node.get("maxLength")
    if type(longest) is int and 0 <= longest < len(value):
        text = f"The answer has {len(value)} characters; {longest} is the most."
        findings.error(Kind.INVARIANT, "maxLength", text, path)
    if not question.extensions:
        return
    shortest = question.whole(MIN_LENGTH)
    if shortest is not None and len(value) < shortest:
        text = f"The answer has {len(value)} characters; {shortest} is the least."
        findings.error(Kind.INVARIANT, "minLength", text, path)
    if isinstance(pattern := question.value(REGEX), str):
        _check_pattern(question, pattern, value, path, findings)


def _check_pattern(
    question: Question, pattern: str, value: str, path: Path, findings: Findings
) -> None:
    try:
        fits = patterns.matches(pattern, value)
    except patterns.PatternError as error:
        findings.warn(Kind.EXCEPTION, "regexTimeout", f"The form cannot be checked: {error}", path)
        return
    if not fits:
        form = question.value(ENTRY_FORMAT)
        like = f" '{form}'" if isinstance(form, str) else ""
        text = f"The answer does not conform to the expected format{like} (regex '{pattern}')."
        findings.error(Kind.INVARIANT, "regex", text, path)


def check_lines(question: Question, value: Any, path: Path, findings: Findings) -> None:
    """A `string` is one line; several are a `text`."""
    if isinstance(value, str) and ("\n" in value or "\r" in value):
        text = "The answer should not contain new line characters."
        findings.warn(Kind.INVARIANT, "invalidNewLine", text, path)


def check_quantity(question: Question, value: Any, path: Path, findings: Findings) -> None:
    if not isinstance(value, dict) or not question.extensions:
        return
    _check_least(question, value, path, findings)
    _check_most(question, value, path, findings)
    _check_decimals(question, value.get("value"), path, findings)
    allowed = [unit for unit in question.values(UNIT_OPTION) if isinstance(unit, dict)]
    if allowed and not any(_is_unit(unit, value) for unit in allowed):
        names = ", ".join(str(unit.get("display") or unit.get("code")) for unit in allowed)
        text = f"{_shown(value)} has a unit that is not valid (allowed: {names})."
        findings.error(Kind.INVARIANT, "invalidUnit", text, path)


def _check_least(question: Question, value: Any, path: Path, findings: Findings) -> None:
    for least in question.values(MIN_QUANTITY):
        pair = _comparable(value, least)
        if pair is None:
            text = f"{_shown(value)} cannot be compared to the allowed minimum {_shown(least)}."
            findings.error(Kind.INVARIANT, "minValueIncompatUnits", text, path)
        elif pair and pair[0] < pair[1]:
            text = f"{_shown(value)} is less than the allowed minimum of {_shown(least)}."
            findings.error(Kind.INVARIANT, "minValue", text, path)


def _check_most(question: Question, value: Any, path: Path, findings: Findings) -> None:
    for most in question.values(MAX_QUANTITY):
        pair = _comparable(value, most)
        if pair is None:
            text = f"{_shown(value)} cannot be compared to the allowed maximum {_shown(most)}."
            findings.error(Kind.INVARIANT, "maxValueIncompatUnits", text, path)
        elif pair and pair[0] > pair[1]:
            text = f"{_shown(value)} is greater than the allowed maximum of {_shown(most)}."
            findings.error(Kind.INVARIANT, "maxValue", text, path)


def _comparable(value: Any, limit: Any) -> tuple[Decimal, Decimal] | tuple[()] | None:
    """Return both in one unit; nothing where one has no number; None where units do not fit."""
    given, allowed = _quantity(value), _quantity(limit)
    if given is None or allowed is None:
        return ()
    same_words = given.unit and given.unit == allowed.unit
    if same_words and not (given.code and allowed.code):
        return given.value, allowed.value
    return units.comparable(given, allowed)


def _quantity(value: Any) -> Quantity | None:
    if not isinstance(value, dict) or (amount := number(value.get("value"))) is None:
        return None
    words = {name: value.get(name) for name in ("unit", "code", "system")}
    return Quantity(amount, **{k: v for k, v in words.items() if isinstance(v, str)})


def _is_unit(allowed: dict[str, Any], value: dict[str, Any]) -> bool:
    """Say whether a quantity has this unit; by its words only where it has no code."""
    system, code, display = (allowed.get(name) for name in ("system", "code", "display"))
    if system and system != value.get("system"):
        return False
    return code == value.get("code") if code else display in (None, value.get("unit"))


def _shown(value: Any) -> str:
    if not isinstance(value, dict):
        return "nothing"
    unit = value.get("unit") or ""
    code = f" ({value['code']})" if value.get("code") else ""
    return f"{value.get('value', '')} {unit}{code}".strip()


def _start(value: Any) -> Any:
    return start(value) if isinstance(value, str) else None


def _time(value: Any) -> str | None:
    return value if isinstance(value, str) and TIME.fullmatch(value) else None
