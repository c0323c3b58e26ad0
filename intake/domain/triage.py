"""Triage: which rules an answer fires, how urgent that is, and why.

It sorts reported answers so that staff can choose whom to call first. It is no diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from intake.domain.conditions import Test
from intake.domain.values import Answers, Value


class Priority(IntEnum):
    """The order of calling back. Higher is more urgent."""

    ROUTINE = 0
    SOON = 1
    URGENT = 2
    EMERGENCY = 3


@dataclass(frozen=True)
class Rule:
    """A reason to call someone back sooner. `lists` adds answers that staff want beside it."""

    id: str
    priority: Priority
    test: Test | None
    reason: str
    text: str
    source: str = ""
    lists: Test | None = None


@dataclass(frozen=True)
class PatientText:
    """Fixed words for the patient. `call` is "911" or "clinic"; `{phone}` stands for the number."""

    id: str
    heading: str
    lead: str
    steps: tuple[str, ...] = ()
    call: str = ""
    source: str = ""


@dataclass(frozen=True)
class Fired:
    """A rule that holds, and the linkIds of the answers that made it hold.

    `listed` are the answers that staff want to see beside them.
    """

    rule: Rule
    because: tuple[str, ...]
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """A named result worked out from some questions, for rules to compare with."""

    name: str
    questions: tuple[str, ...]
    results: tuple[str, ...]
    result: Callable[[Answers], str]


@dataclass(frozen=True)
class Ruleset:
    rules: tuple[Rule, ...]
    texts: dict[str, PatientText]


@dataclass(frozen=True)
class Verdict:
    """The highest priority of the rules that fired, each kept as a reason."""

    priority: Priority
    fired: tuple[Fired, ...]
    scores: dict[str, str]


def triage(rules: Sequence[Rule], answers: Answers) -> Verdict:
    """Return what these live answers lead to. An unknown answer never lowers urgency.

    A rule without a test is the one that remains: it fires when no other does.
    """
    scores = {score.name: score.result(answers) for score in SCORES.values()}
    known: dict[str, Value | None] = {**answers, **scores}
    tested = [rule for rule in rules if rule.test is not None]
    fired = tuple(
        Fired(rule, _questions(because, known), _listed(rule, known))
        for rule in tested
        if rule.test is not None and (because := rule.test.because(known)) is not None
    )
    if not fired:
        remaining = (rule for rule in rules if rule.test is None)
        fired = tuple(Fired(rule, ()) for rule in remaining)
    priority = max((each.rule.priority for each in fired), default=Priority.ROUTINE)
    ordered = sorted(fired, key=lambda each: -each.rule.priority)
    return Verdict(priority, tuple(ordered), scores)


def _listed(rule: Rule, known: Answers) -> tuple[str, ...]:
    because = rule.lists.because(known) if rule.lists else None
    return _questions(because or (), known)


def _questions(names: Iterable[str], known: Answers) -> tuple[str, ...]:
    """Put the questions behind a score in its place."""
    found: list[str] = []
    for name in names:
        score = SCORES.get(name)
        found.extend([q for q in score.questions if q in known] if score else [name])
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Alert:
    """A text that must interrupt the patient, and the linkIds of the answers behind it."""

    text: PatientText
    because: tuple[str, ...]


def unread_alerts(verdict: Verdict, ruleset: Ruleset, read: frozenset[str]) -> tuple[Alert, ...]:
    """Return what must interrupt the patient now, the most urgent texts alone.

    Each text comes once, even where several rules want it.
    """
    unread = [
        each
        for each in verdict.fired
        if ruleset.texts[each.rule.text].call and each.rule.id not in read
    ]
    top = max((each.rule.priority for each in unread), default=None)
    because: dict[str, tuple[str, ...]] = {}
    for each in unread:
        if each.rule.priority == top:
            because[each.rule.text] = (*because.get(each.rule.text, ()), *each.because)
    return tuple(
        Alert(ruleset.texts[name], tuple(dict.fromkeys(names))) for name, names in because.items()
    )


def still_read(read: frozenset[str], verdict: Verdict, answered: frozenset[str]) -> frozenset[str]:
    """Return which alerts need not interrupt again once these questions were answered anew.

    An alert stays read only as long as it holds on without one of them.
    """
    hold_on = (each.rule.id for each in verdict.fired if answered.isdisjoint(each.because))
    return read.intersection(hold_on)


def edinburgh_claudication(answers: Answers) -> str:
    """Return the class of the Edinburgh Claudication Questionnaire.

    One of not_asked, negative, unable, incomplete, definite, atypical.
    Source: Leng GC, Fowkes FGR. J Clin Epidemiol 1992;45:1101-9. The diagram is replaced by
    check-boxes; where thigh or buttock is marked beside the foot, the safer reading wins.
    """
    walks = answers.get("ecq1")
    if walks is None:
        return "not_asked"
    if walks in ("no", "unable"):
        return "negative" if walks == "no" else "unable"
    starts_at_rest, uphill, standing = (answers.get(key) for key in ("ecq2", "ecq3", "ecq5"))
    if starts_at_rest == "yes" or uphill == "no" or standing == "over_10_min":
        return "negative"
    sites = answers.get("ecq6") or ()
    if None in (starts_at_rest, uphill, standing) or not isinstance(sites, tuple) or not sites:
        return "incomplete"
    if "calf" in sites:
        return "definite"
    return "atypical" if {"thigh", "buttock"} & set(sites) else "negative"


SCORES = {
    "score.ecq": Score(
        "score.ecq",
        ("ecq1", "ecq2", "ecq3", "ecq4", "ecq5", "ecq6"),
        ("not_asked", "negative", "unable", "incomplete", "definite", "atypical"),
        edinburgh_claudication,
    )
}
