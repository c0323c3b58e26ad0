"""What the rules of a release find in answers, laid out for staff with the answers behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain import topics, triage
from intake.domain.answers import show
from intake.domain.items import Item, ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import SCORES, Score, in_words
from intake.domain.triage import Priority, Ruleset
from intake.domain.values import Answers, Other, Value
from intake.models import Release, Submission

MOST_AT_ONCE = 4
# What a score results in that has nothing to say, as the grade of a negative ECQ.
NOTHING = "none"


@dataclass(frozen=True)
class Row:
    """A question with its answer, in words. `language` is that of the patient's own words."""

    question: str
    answer: str
    language: str = ""


Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Reason:
    """What holds, why, and by which source; `listed` was reported beside it.

    `level` is the priority that it gives, if any.
    """

    id: str
    words: str
    source: str
    answers: Rows
    listed: Rows = ()
    level: str = ""

    @property
    def is_long(self) -> bool:
        """Say whether so many answers are behind it that they are better unfolded on demand."""
        return len(self.answers) > MOST_AT_ONCE


@dataclass(frozen=True)
class Topic:
    """Something to ask about, or a hint such as CEAP, with what speaks for it."""

    title: str
    reasons: tuple[Reason, ...]
    source: str = ""


@dataclass(frozen=True)
class Result:
    """The result of a score, and what must be known of it."""

    title: str
    words: str
    caution: str
    source: str
    answers: Rows


@dataclass(frozen=True)
class Findings:
    """All that the rules find. `silent` are the topics for which no answer speaks.

    `also` is to be considered whatever the topics are.
    """

    priority: Priority
    reasons: tuple[Reason, ...]
    topics: tuple[Topic, ...] = ()
    also: tuple[Topic, ...] = ()
    silent: tuple[str, ...] = ()
    flags: tuple[Reason, ...] = ()
    hints: tuple[Topic, ...] = ()
    results: tuple[Result, ...] = ()

    @property
    def priority_words(self) -> str:
        return Submission.Priority(self.priority).label


@dataclass(frozen=True)
class Wording:
    """Puts answers into words. `language` is the one that the patient wrote in, if foreign."""

    definition: Questionnaire
    answers: Answers
    language: str = ""

    def row(self, item: Item, value: Value | None) -> Row:
        language = self.language if is_own_words(item, value) else ""
        return Row(item.text or item.link_id, show(item, value), language)

    def rows(self, names: Iterable[str]) -> Rows:
        items = [self.definition.by_id[name] for name in names]
        return tuple(self.row(item, self.answers.get(item.link_id)) for item in items)

    def behind(self, names: Iterable[str]) -> Rows:
        """Return the answers behind something. All of a score's stand as one row, its result."""
        found = dict.fromkeys(names)
        for score in SCORES.values():
            answered = answered_of(score, self.answers)
            if len(answered) > 1 and found.keys() >= set(answered):
                found = dict.fromkeys(score.name if name in answered else name for name in found)
        return tuple(row for name in found for row in self._told(name))

    def _told(self, name: str) -> Rows:
        score = SCORES.get(name)
        if score is None:
            return self.rows([name])
        return (Row(score.title, in_words(score.result(self.answers))),)

    def reason(self, found: triage.Rule | triage.Finding, because: Names, listed: Names) -> Reason:
        beside = (name for name in listed if name not in because)
        level = Submission.Priority(found.priority).label if isinstance(found, triage.Rule) else ""
        rows = (self.behind(because), self.behind(beside))
        return Reason(found.id, found.reason, found.source, *rows, level)


Names = tuple[str, ...]


def is_own_words(item: Item, value: Value | None) -> bool:
    """Say whether an answer holds what the patient wrote, in whatever language; names do not."""
    values = value if isinstance(value, tuple) else (value,)
    if any(isinstance(each, Other) for each in values):
        return True
    return bool(value) and item.type in (ItemType.STRING, ItemType.TEXT) and not item.role


def find(release: Release, answers: Answers, *, language: str = "") -> Findings:
    """Return what the release's own rules find in live answers, the same whenever it is asked."""
    definition, ruleset = release.definition, release.ruleset
    wording = Wording(definition, answers, language)
    verdict = triage.triage(ruleset.rules, answers)
    found = topics.topics(ruleset, answers)
    each = [(pattern, _topic(pattern, seen, wording)) for pattern, seen in found.found]
    spoken = {pattern.id for pattern, _ in each}
    return Findings(
        priority=verdict.priority,
        reasons=tuple(
            wording.reason(fired.rule, fired.because, fired.listed) for fired in verdict.fired
        ),
        topics=tuple(topic for pattern, topic in each if not pattern.also),
        also=tuple(topic for pattern, topic in each if pattern.also),
        silent=_silent(ruleset, spoken),
        flags=_reasons(found.flags, wording),
        hints=tuple(
            Topic(hint.title, _reasons((seen,), wording), hint.source) for hint, seen in found.hints
        ),
        results=_results(definition, verdict, wording),
    )


def _silent(ruleset: Ruleset, spoken: set[str]) -> Names:
    return tuple(
        pattern.title
        for pattern in ruleset.patterns
        if not pattern.also and pattern.id not in spoken
    )


def _topic(pattern: triage.Pattern, found: tuple[topics.Found, ...], wording: Wording) -> Topic:
    return Topic(pattern.title, _reasons(found, wording))


def _reasons(found: Iterable[topics.Found], wording: Wording) -> tuple[Reason, ...]:
    return tuple(wording.reason(each.finding, each.because, each.listed) for each in found)


def _results(
    definition: Questionnaire, verdict: triage.Verdict, wording: Wording
) -> tuple[Result, ...]:
    """Return the result of each score whose questions this form has.

    The answers stand once, with the first score that is worked out from them.
    """
    found: list[Result] = []
    shown: set[Names] = set()
    for score in SCORES.values():
        result = verdict.scores[score.name]
        if result == NOTHING or not definition.by_id.keys() & set(score.questions):
            continue
        names = () if score.questions in shown else answered_of(score, wording.answers)
        shown.add(score.questions)
        rows = wording.rows(names)
        found.append(Result(score.title, in_words(result), score.caution, score.source, rows))
    return tuple(found)


def answered_of(score: Score, answers: Answers) -> Names:
    return tuple(name for name in score.questions if answers.get(name) is not None)
