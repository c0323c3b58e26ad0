"""What a questionnaire requires of its answers in FHIRPath, as the walk works it out."""

from __future__ import annotations

from collections.abc import Mapping

from intake.domain.items import Constraint
from intake.domain.pages import Asked, At
from intake.domain.validation.issues import ROOT, Findings, Kind, Path
from intake.domain.walk import Walk


def check_constraints(walk: Walk, paths: Mapping[tuple[str, At], Path], findings: Findings) -> None:
    """Find the constraints that are false. One that cannot be worked out says nothing."""
    for constraint in walk.evaluation.broken_as_a_whole():
        _tell(constraint, ROOT, findings)
    for link_id, places in walk.places.items():
        item = walk.questionnaire.by_id[link_id]
        if not item.constraints:
            continue
        for place in places:
            for at in walk.inside(item, place) if item.is_numbered else [place]:
                for constraint in walk.broken(Asked(item, at)):
                    path = paths.get((link_id, at)) or paths.get((link_id, place)) or ROOT
                    _tell(constraint, path, findings)


def _tell(constraint: Constraint, path: Path, findings: Findings) -> None:
    text = constraint.human or f"The constraint {constraint.key} is not met."
    findings.error(Kind.INVARIANT, "invariant", text, path)
