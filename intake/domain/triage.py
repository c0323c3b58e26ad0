"""Triage: which rules an answer fires, how urgent that is, and why.

It sorts reported answers so that staff can choose whom to call first. It is no diagnosis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from intake.domain.conditions import Test
from intake.domain.scores import questions_behind, scored, with_scores
from intake.domain.values import Answers


class Priority(IntEnum):
    """The order of calling back. Higher is more urgent."""

    ROUTINE = 0
    SOON = 1
    URGENT = 2
    EMERGENCY = 3


# As documents name them, the most urgent first
PRIORITIES = tuple(priority.name.lower() for priority in sorted(Priority, reverse=True))


EMERGENCY_CALL = "911"
PHONE = "{phone}"  # where a fixed text leaves room for the clinic's number


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
    """Fixed words for the patient. `call` is "911" or "clinic"; `{phone}` stands for the number.

    `about` is what it is about, in a few words: the heading over it where several come together.
    `language` is that of a translation, which says who reviewed it and when (as 2026-11-26).
    """

    id: str
    heading: str
    lead: str
    steps: tuple[str, ...] = ()
    call: str = ""
    source: str = ""
    about: str = ""
    language: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True)
class Fired:
    """A rule that holds, and the linkIds of the answers that made it hold.

    `listed` are the answers that staff want to see beside them.
    """

    rule: Rule
    because: tuple[str, ...]
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something that staff should see or ask about. It never changes a priority."""

    id: str
    test: Test
    reason: str
    source: str = ""
    lists: Test | None = None


@dataclass(frozen=True)
class Pattern:
    """A topic to ask about, with the findings that speak for it.

    One that is only an `also` never takes the place of another: it names the answers' pattern
    where no other does.
    """

    id: str
    title: str
    findings: tuple[Finding, ...]
    also: bool = False


@dataclass(frozen=True)
class Hint:
    """A grade for staff, such as CEAP: the first finding that holds gives it."""

    id: str
    title: str
    findings: tuple[Finding, ...]
    source: str = ""


@dataclass(frozen=True)
class Ruleset:
    """What is decided by the answers, and said. `several` and `neither` name patterns, too:

    that of answers which speak for more than one, and for none.
    """

    rules: tuple[Rule, ...]
    texts: dict[str, PatientText]
    patterns: tuple[Pattern, ...] = ()
    several: str = ""
    neither: str = ""
    flags: tuple[Finding, ...] = ()
    hints: tuple[Hint, ...] = ()

    def is_emergency(self, rule: Rule) -> bool:
        """Say whether a patient for whom the rule holds is told to call 911."""
        return self.texts[rule.text].call == EMERGENCY_CALL


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
    scores = scored(answers)
    known = with_scores(answers, scores)
    tested = [rule for rule in rules if rule.test is not None]
    fired = tuple(
        Fired(rule, questions_behind(because, known), _listed(rule, known))
        for rule in tested
        if rule.test is not None and (because := rule.test.because(known)) is not None
    )
    if not fired:
        remaining = (rule for rule in rules if rule.test is None)
        fired = tuple(Fired(rule, (), _listed(rule, known)) for rule in remaining)
    priority = max((each.rule.priority for each in fired), default=Priority.ROUTINE)
    ordered = sorted(fired, key=lambda each: -each.rule.priority)
    return Verdict(priority, tuple(ordered), scores)


def _listed(rule: Rule, known: Answers) -> tuple[str, ...]:
    because = rule.lists.because(known) if rule.lists else None
    return questions_behind(because or (), known)


@dataclass(frozen=True)
class Alert:
    """A text that must interrupt the patient, and the linkIds of the answers behind it."""

    text: PatientText
    because: tuple[str, ...]


def unread_alerts(verdict: Verdict, ruleset: Ruleset, read: frozenset[str]) -> tuple[Alert, ...]:
    """Return what must interrupt the patient now, the most urgent texts alone.

    Each text comes once, even where several rules want it; one that says 911 comes first.
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
    alerts = (
        Alert(ruleset.texts[name], tuple(dict.fromkeys(names))) for name, names in because.items()
    )
    return tuple(sorted(alerts, key=lambda alert: alert.text.call != EMERGENCY_CALL))


def still_read(
    read: frozenset[str],
    verdict: Verdict,
    ruleset: Ruleset,
    *,
    answered: frozenset[str],
    without: Verdict,
) -> frozenset[str]:
    """Return which alerts need not interrupt again once these questions were answered anew.

    An alert stays read while its rule holds on `without` the answers just given: then they are
    merely another reason for what was read, and whoever meets the same words twice learns to pass
    over the next ones. A rule that holds by these answers alone interrupts, also when they are
    what they were before. A text that says to call 911 comes again for every answer behind it:
    to be told once too often costs a tap, to be told once too little may cost a life.

    Only the most urgent texts are shown, and with them all counts as read. So below these a text
    may never have been before anyone's eyes: there, too, each answer behind it makes it come, and
    all of them come once the more urgent ones hold no longer.
    """
    alarming = [each for each in ruleset.rules if each.id in read and ruleset.texts[each.text].call]
    top = max((each.priority for each in alarming), default=None)
    known = [each for each in verdict.fired if each.rule.id in read]
    if top is not None and all(each.rule.priority != top for each in known):
        return frozenset()
    held_on = {each.rule.id for each in without.fired}
    return frozenset(
        each.rule.id
        for each in known
        if answered.isdisjoint(each.because)
        or (
            each.rule.id in held_on
            and each.rule.priority == top
            and not ruleset.is_emergency(each.rule)
        )
    )
