"""Worked cases in words, for the people who write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from intake.domain.cases import Case, Outcome, Result, named

TITLES = {
    "priority": "Priority",
    "pattern": "Pattern",
    "ecq": "Walking questions (ECQ)",
    "fired": "Rules",
    "flags": "Flags",
    "texts": "Patient texts",
    "hints": "Hints for staff",
}


@dataclass(frozen=True)
class Row:
    """One thing that can come out of a case: what was expected, what came, and if they agree."""

    title: str
    wanted: str
    came: str
    differs: bool


def rows(result: Result) -> tuple[Row, ...]:
    """Return what was expected of a case beside what came out, and what else came out."""
    came = _came(result.got)
    return tuple(
        Row(
            title,
            _wanted(result.case.expect[name]) if name in result.case.expect else "",
            came.get(name, ""),
            name in result.differs,
        )
        for name, title in TITLES.items()
    )


def told(result: Result) -> tuple[str, ...]:
    """Return a sentence for all that is not as expected; nothing where all is."""
    if result.got is None:
        return (result.error.removeprefix(f"Case {result.case.id}: "),)
    came = _came(result.got)
    return tuple(
        f"{TITLES[name]}: expected {_wanted(result.case.expect[name])}; came out {came[name]}."
        for name in result.differs
    )


def expected(case: Case) -> str:
    """Return what must come out of a case, in one line."""
    parts = (
        f"{title} {_wanted(case.expect[name])}"
        for name, title in TITLES.items()
        if name in case.expect
    )
    return " · ".join(parts)


def _came(got: Outcome | None) -> dict[str, str]:
    return {name: _listed(value) for name, value in asdict(got).items()} if got else {}


def _wanted(value: Any) -> str:
    return f"at least {_listed(named(value))}" if isinstance(value, dict) else _listed(value)


def _listed(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("_", " ") or "none"
    return _joined(value) or "none"


def _joined(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))
