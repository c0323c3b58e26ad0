"""Worked cases: answers, and what a clinician says must come out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from intake.domain.case_answers import read_answers
from intake.domain.document import DefinitionError, about, take
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import ECQ
from intake.domain.topics import topics
from intake.domain.triage import PRIORITIES, Ruleset, triage

SINGLE = ("priority", "pattern", "ecq")
SETS = ("fired", "flags", "texts", "hints")
"""What is compared whatever its order."""
INCLUDING = "including"
LONGEST_ID = 40
LONGEST_WHY = 1_000


@dataclass(frozen=True)
class Case:
    """Answers by linkId, only those given; and what is expected, only what matters here.

    Of `fired`, `flags` and `texts`, a list is all that must come out; {"including": list} is
    what must be among it.
    """

    id: str
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    why: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the rules give. `fired` are rules of priority and findings of patterns."""

    priority: str
    pattern: str
    ecq: str
    fired: tuple[str, ...]
    flags: tuple[str, ...]
    texts: tuple[str, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """A case with what came out of it, and what of that is not as expected.

    `error` says why nothing could come out.
    """

    case: Case
    got: Outcome | None
    differs: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_as_expected(self) -> bool:
        return self.got is not None and not self.differs


def read_case(entry: Any) -> Case:
    """Return a case from {"id", "answers", "expect", "why"}, or raise DefinitionError.

    What is null is not there; what else stands in it is for those who wrote it.
    """
    if not isinstance(entry, dict):
        raise DefinitionError("A case is not an object.")
    entry = _without_nulls(entry)
    name = take(entry, "id", str)
    with about(f"Case {name[:LONGEST_ID]}" if name else "A case without an id"):
        expect = _without_nulls(take(entry, "expect", dict))
        if not name or not expect:
            raise DefinitionError("it needs an id, and what must come out.")
        if len(name) > LONGEST_ID or len(take(entry, "why", str)) > LONGEST_WHY:
            raise DefinitionError(
                f"its id has more than {LONGEST_ID} letters, or its reason more than {LONGEST_WHY}."
            )
        _check_expected(expect)
        return Case(name, take(entry, "answers", dict), expect, take(entry, "why", str))


def read_cases(entries: Any) -> tuple[Case, ...]:
    """Return the cases of a file, or raise DefinitionError where one is broken, or named twice."""
    if not isinstance(entries, list):
        raise DefinitionError("This is not a list of cases.")
    found = tuple(map(read_case, entries))
    times = Counter(case.id for case in found)
    if twice := next((name for name in times if times[name] > 1), ""):
        raise DefinitionError(f"Two cases have the id {twice!r}.")
    return found


def outcome(case: Case, questionnaire: Questionnaire, ruleset: Ruleset) -> Outcome:
    """Return what comes out of a case, its answers taken as they stand: no branch hides any.

    Raises DefinitionError for an answer that its question cannot have.
    """
    with about(f"Case {case.id}"):
        answers = read_answers(case.answers, questionnaire)
    verdict, found = triage(ruleset.rules, answers), topics(ruleset, answers)
    most = [each.rule.text for each in verdict.fired if each.rule.priority == verdict.priority]
    reasons = [each.rule.id for each in verdict.fired]
    reasons += [each.finding.id for _, findings in found.found for each in findings]
    return Outcome(
        priority=verdict.priority.name.lower(),
        pattern=found.pattern,
        ecq=verdict.scores[ECQ],
        fired=tuple(reasons),
        flags=tuple(each.finding.id for each in found.flags),
        texts=tuple(dict.fromkeys(most)),
        hints=tuple(each.finding.id for _, each in found.hints),
    )


def differences(case: Case, got: Outcome) -> tuple[str, ...]:
    """Return the names of what came out otherwise than expected."""
    came = asdict(got)
    return tuple(
        name for name, wanted in case.expect.items() if not _is_as_wanted(came[name], wanted)
    )


def judge(case: Case, questionnaire: Questionnaire, ruleset: Ruleset) -> Result:
    """Return the result of a case. One that cannot be worked out is not as expected."""
    try:
        got = outcome(case, questionnaire, ruleset)
    except DefinitionError as error:
        return Result(case, None, error=str(error))
    return Result(case, got, differences(case, got))


def report(result: Result) -> dict[str, Any]:
    """Return a result as JSON, for whoever reads it by machine or years later."""
    found: dict[str, Any] = {
        "id": result.case.id,
        "ok": result.is_as_expected,
        "got": _came(result),
        "expected": result.case.expect,
    }
    if result.differs:
        found["differences"] = list(result.differs)
    return {**found, "error": result.error} if result.error else found


def tell(entry: Any, questionnaire: Questionnaire, ruleset: Ruleset) -> dict[str, Any]:
    """Return the report of what stands in a file; of a broken case what its answers lead to."""
    try:
        return report(judge(read_case(entry), questionnaire, ruleset))
    except DefinitionError as error:
        given = entry if isinstance(entry, dict) else {}
        told = {"id": given.get("id"), "ok": False, "got": None, "expected": given.get("expect")}
        if isinstance(answers := given.get("answers"), dict):
            told["got"] = _came(judge(Case("", answers, {}), questionnaire, ruleset))
        return {**told, "error": str(error)}


def as_json(case: Case) -> dict[str, Any]:
    """Return a case as `read_case` takes it."""
    entry = {"id": case.id, "answers": dict(case.answers), "expect": dict(case.expect)}
    return {**entry, "why": case.why} if case.why else entry


def _came(result: Result) -> dict[str, Any] | None:
    got = asdict(result.got) if result.got else None
    if got and "hints" not in result.case.expect:
        del got["hints"]  # told only where one is expected
    return got


def _without_nulls(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None}


def _is_as_wanted(came: str | tuple[str, ...], wanted: Any) -> bool:
    match wanted:
        case {"including": names}:
            return set(names) <= set(came)
        case list():
            return sorted(wanted) == sorted(came)
    return bool(came == wanted)


def _check_expected(expect: Mapping[str, Any]) -> None:
    if unknown := expect.keys() - {*SINGLE, *SETS}:
        raise DefinitionError(f"nothing is called {sorted(unknown)[0]!r} that could come out.")
    for name in SINGLE:
        if not isinstance(expect.get(name, ""), str):
            raise DefinitionError(f"{name} is not a text.")
    if expect.get("priority", PRIORITIES[0]) not in PRIORITIES:
        raise DefinitionError(f"{expect['priority'][:40]!r} is not a priority.")
    for name in SETS:
        if not _are_names(named(expect.get(name, []))):
            raise DefinitionError(f"{name} is not a list of names.")


def named(wanted: Any) -> Any:
    """Return the list of what must come out, whether more may come or not."""
    is_part = isinstance(wanted, dict) and wanted.keys() == {INCLUDING}
    return wanted[INCLUDING] if is_part else wanted


def _are_names(names: Any) -> bool:
    return isinstance(names, list) and all(isinstance(each, str) for each in names)
