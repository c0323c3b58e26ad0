"""Repetitions: one more, one less, and no more. Answers in, answers out."""

from __future__ import annotations

from dataclasses import replace

from intake.domain.pages import there
from intake.domain.places import Place, numbered
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers, Instances, Value
from intake.domain.walk import Walk


def add(
    questionnaire: Questionnaire, answers: Answers, place: Place, *, seen: str | None = None
) -> dict[str, Value | None]:
    """Return the answers with one more instance at this place; its questions are still open.

    `seen` is what was there, as `More.there` says it, when the wish was made: where another
    wish was first, this is the same one sent twice. What an old page said of an instance that had
    this number before is no answer to the new one.
    """
    before = _instances(questionnaire, answers, place)
    if seen is not None and seen != there(before.numbers):
        return dict(answers)
    number = max(before.numbers, default=-1) + 1
    rest = _outside(questionnaire, answers, place, number)
    return {**rest, place.key: Instances((*before.numbers, number))}


def remove(
    questionnaire: Questionnaire, answers: Answers, place: Place, number: int
) -> dict[str, Value | None]:
    """Return the answers without this instance, and without all that was answered in it."""
    before = _instances(questionnaire, answers, place)
    kept = tuple(each for each in before.numbers if each != number)
    return {**_outside(questionnaire, answers, place, number), place.key: Instances(kept)}


def _outside(
    questionnaire: Questionnaire, answers: Answers, place: Place, number: int
) -> dict[str, Value | None]:
    """Return the answers without all that was answered in one instance."""
    inside = (*place.at, number)
    depth = len(inside)
    around = (*questionnaire.rings[place.link_id], place.link_id)

    def is_inside(key: str) -> bool:
        other = numbered(key) if key not in questionnaire.by_id else None
        if other is None or other.link_id not in questionnaire.by_id:
            return False
        theirs = (*questionnaire.rings[other.link_id], other.link_id)
        return theirs[:depth] == around and other.at[:depth] == inside

    return {key: value for key, value in answers.items() if not is_inside(key)}


def finish(questionnaire: Questionnaire, answers: Answers, place: Place) -> dict[str, Value | None]:
    """Return the answers with the word of the patient that this is all."""
    before = _instances(questionnaire, answers, place)
    return {**answers, place.key: replace(before, finished=True)}


def _instances(questionnaire: Questionnaire, answers: Answers, place: Place) -> Instances:
    walk = Walk(questionnaire, answers)
    return Instances(walk.instances(questionnaire.by_id[place.link_id], place.at))
