"""What a questionnaire requires of its answers in FHIRPath, as the walk works it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from intake.domain.items import Constraint, Item
from intake.domain.pages import At
from intake.domain.validation.definition import Definition, Question
from intake.domain.validation.issues import ROOT, Findings, Kind, Path
from intake.domain.walk import Walk

Paths = Mapping[tuple[str, At], Path]


def check_constraints(walk: Walk, definition: Definition, paths: Paths, findings: Findings) -> None:
    """Find the constraints that are false, and those that nobody can work out."""
    for constraint, is_met in walk.evaluation.judged_as_a_whole():
        _tell(constraint, is_met, ROOT, findings)
    for key in _unread(definition, walk.questionnaire.constraints):
        _tell_unknown(key, ROOT, findings)
    for question in definition.by_id.values():
        item = walk.questionnaire.by_id.get(question.link_id)
        if item is not None and (item.constraints or question.has_constraints):
            _check_question(walk, question, item, paths, findings)


def _check_question(
    walk: Walk, question: Question, item: Item, paths: Paths, findings: Findings
) -> None:
    for place in walk.places.get(item.link_id, ()):
        for at in walk.inside(item, place) if item.is_numbered else [place]:
            path = paths.get((item.link_id, at)) or paths.get((item.link_id, place))
            for constraint, is_met in walk.evaluation.judged(item, at):
                _tell(constraint, is_met, path or ROOT, findings)
            for key in _unread(question, item.constraints) if path else ():
                _tell_unknown(key, path, findings)


def _unread(part: Definition | Question, known: Iterable[Constraint]) -> list[str]:
    """Return the keys of the constraints that were left out when the definition was read."""
    read = {constraint.key for constraint in known}
    return [key for key in part.constraint_keys if key not in read]


def _tell(constraint: Constraint, is_met: bool | None, path: Path, findings: Findings) -> None:
    text = constraint.human or f"The constraint {constraint.key} is not met."
    if is_met is None:
        _tell_unknown(constraint.key, path, findings)
    elif not is_met and constraint.is_error:
        findings.error(Kind.INVARIANT, "invariant", text, path)
    elif not is_met:
        findings.warn(Kind.INVARIANT, "invariant", text, path)


def _tell_unknown(key: str, path: Path, findings: Findings) -> None:
    text = f"The constraint {key} cannot be worked out, so it was not checked."
    findings.warn(Kind.INVARIANT, "invariantExecution", text, path)
