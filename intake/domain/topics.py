"""What staff see beside the priority: topics to ask about, flags, hints. None changes an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.scores import questions_behind, scored, with_scores
from intake.domain.triage import Finding, Hint, Pattern, Ruleset
from intake.domain.values import Answers

PATTERN = "score.pattern"


@dataclass(frozen=True)
class Found:
    """A finding that holds, and the linkIds of the answers that made it hold."""

    finding: Finding
    because: tuple[str, ...]
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topics:
    """The pattern of the answers, with every finding that speaks for any; flags and hints."""

    pattern: str
    found: tuple[tuple[Pattern, tuple[Found, ...]], ...] = ()
    flags: tuple[Found, ...] = ()
    hints: tuple[tuple[Hint, Found], ...] = ()


def topics(ruleset: Ruleset, answers: Answers) -> Topics:
    """Return what these live answers give staff to ask about."""
    known = with_scores(answers, scored(answers))
    each = [(pattern, _found(pattern.findings, known)) for pattern in ruleset.patterns]
    held = tuple((pattern, found) for pattern, found in each if found)
    name = _name(ruleset, held)
    behind = tuple(link_id for _, found in held for one in found for link_id in one.because)
    flags = _found(ruleset.flags, {**known, PATTERN: name}, behind)
    hints = [(hint, found[0]) for hint in ruleset.hints if (found := _found(hint.findings, known))]
    return Topics(name, held, flags, tuple(hints))


def pattern_names(ruleset: Ruleset) -> tuple[str, ...]:
    """Return all that the pattern of an answer can be called."""
    named = (*(pattern.id for pattern in ruleset.patterns), ruleset.several, ruleset.neither)
    return tuple(name for name in named if name)


def _name(ruleset: Ruleset, held: Sequence[tuple[Pattern, object]]) -> str:
    alone = [pattern.id for pattern, _ in held if not pattern.also]
    if len(alone) > 1:
        return ruleset.several
    also = [pattern.id for pattern, _ in held if pattern.also]
    return next(iter((*alone, *also)), ruleset.neither)


def _found(
    findings: Sequence[Finding], known: Answers, pattern: tuple[str, ...] = ()
) -> tuple[Found, ...]:
    found = []
    for finding in findings:
        if (because := finding.test.because(known)) is not None:
            listed = (finding.lists.because(known) if finding.lists else None) or ()
            answers = (_behind(names, known, pattern) for names in (because, listed))
            found.append(Found(finding, *answers))
    return tuple(found)


def _behind(names: tuple[str, ...], known: Answers, pattern: tuple[str, ...]) -> tuple[str, ...]:
    """Put the answers behind a pattern or a score in its place."""
    spread = (each for name in names for each in (pattern if name == PATTERN else (name,)))
    return questions_behind(spread, known)
