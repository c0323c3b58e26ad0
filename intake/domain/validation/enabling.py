"""Which items of a response are to be there at all: what the walk over its answers asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from intake.domain.document import DefinitionError
from intake.domain.pages import At
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import read
from intake.domain.responses import chosen, read_response
from intake.domain.typed import read_value
from intake.domain.validation.definition import Question
from intake.domain.walk import Walk


def walk_over(
    document: dict[str, Any], response: dict[str, Any], supporting: Iterable[Any]
) -> Walk | None:
    """Return the walk over a response's own answers; None where the definition is not served."""
    try:
        questionnaire = read(document, supporting=supporting).questionnaire
    except (DefinitionError, RecursionError):
        return None
    return Walk(questionnaire, read_response(questionnaire, response))


class Enabling:
    """Says of a place whether it is asked. Without a walk, everything may be there."""

    def __init__(self, walk: Walk | None = None) -> None:
        self.walk = walk
        self.questionnaire: Questionnaire | None = walk.questionnaire if walk else None

    def is_enabled(self, link_id: str, at: At) -> bool:
        if self.walk is None or link_id not in self.walk.questionnaire.by_id:
            return True
        if len(at) != len(self.walk.questionnaire.rings[link_id]):
            return True  # it stands where it does not belong, which is told elsewhere
        return at in self.walk.places.get(link_id, ())

    def asks_nothing(self, question: Question, at: At) -> bool:
        """Say whether a group has questions to answer, none of which is asked.

        It cannot be there, then. What is hidden or fixed asks nobody.
        """
        group = self.questionnaire.by_id.get(question.link_id) if self.questionnaire else None
        if self.walk is None or group is None or not question.is_group:
            return False
        can_be_answered = any(self.walk.questionnaire.answerable(group))
        return can_be_answered and not self.walk.asks_below(group, at)

    def knows(self, question: Question) -> bool:
        """Say whether it is certain that a question is asked, or is not."""
        return self.walk is not None or not question.has_conditions

    def inside_group(self, link_id: str, at: At, number: int) -> At:
        """Return where the items of a group stand, if it is the n-th of its kind there."""
        if self.questionnaire is None or link_id not in self.questionnaire.by_id:
            return at
        return (*at, number) if self.questionnaire.by_id[link_id].is_numbered else at

    def inside_answers(self, link_id: str, at: At, answers: list[Any]) -> list[At]:
        """Return where the items below each answer to a question stand."""
        item = self.questionnaire.by_id.get(link_id) if self.questionnaire else None
        if item is None or not item.is_ring:
            return [at] * len(answers)
        if item.is_numbered:
            return [(*at, number) for number in range(len(answers))]
        values = [read_value(item, answer) for answer in answers if isinstance(answer, dict)]
        known = tuple(value for value in values if value is not None)
        if len(known) < len(answers):
            return [at] * len(answers)
        return [(*at, number) for number in chosen(item, known)]
