"""Repetitions: one more, one less, and no more. Answers in, answers out."""

from __future__ import annotations

from dataclasses import replace

from intake.domain.places import Place, numbered
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers, Instances, Value
from intake.domain.walk import Walk


def add(questionnaire: Questionnaire, answers: Answers, place: Place) -> dict[str, Value | None]:
    """Return the answers with one more instance at this place; its questions are still open."""
    before = _instances(questionnaire, answers, place)
    number = max(before.numbers, default=-1) + 1
    return {**answers, place.key: Instances((*before.numbers, number))}


def remove(
    questionnaire: Questionnaire, answers: Answers, place: Place, number: int
) -> dict[str, Value | None]:
    """Return the answers without this instance, and without all that was answered in it."""
    before = _instances(questionnaire, answers, place)
    kept = tuple(each for each in before.numbers if each != number)
    inside = (*place.at, number)
    depth = len(inside)
    around = (*questionnaire.rings[place.link_id], place.link_id)

    def is_inside(key: str) -> bool:
        other = numbered(key) if key not in questionnaire.by_id else None
        if other is None or other.link_id not in questionnaire.by_id:
            return False
        theirs = (*questionnaire.rings[other.link_id], other.link_id)
        return theirs[:depth] == around and other.at[:depth] == inside

    rest = {key: value for key, value in answers.items() if not is_inside(key)}
    return {**rest, place.key: Instances(kept)}


def finish(questionnaire: Questionnaire, answers: Answers, place: Place) -> dict[str, Value | None]:
    """Return the answers with the word of the patient that this is all."""
    before = _instances(questionnaire, answers, place)
    return {**answers, place.key: replace(before, finished=True)}


def _instances(questionnaire: Questionnaire, answers: Answers, place: Place) -> Instances:
    walk = Walk(questionnaire, answers)
    return Instances(walk.instances(questionnaire.by_id[place.link_id], place.at))
