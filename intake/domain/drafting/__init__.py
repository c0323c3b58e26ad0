"""A questionnaire in the making: pure functions from one FHIR document to the next.

Each leaves alone what it does not touch, known to us or not, and never changes what it was given.
"""

from intake.domain.drafting.conditions import Clause, clauses, set_conditions
from intake.domain.drafting.editing import add, change, set_words
from intake.domain.drafting.kinds import KINDS, Kind, kind_of
from intake.domain.drafting.moving import Broken, broken_by, copy, move, number, remove, step
from intake.domain.drafting.options import Choice
from intake.domain.drafting.reading import Question, question
from intake.domain.drafting.rows import Row, outline
from intake.domain.drafting.starting import empty, numbered_as, own_url, ready
from intake.domain.drafting.tree import DraftError, Gone

__all__ = [
    "KINDS",
    "Broken",
    "Choice",
    "Clause",
    "DraftError",
    "Gone",
    "Kind",
    "Question",
    "Row",
    "add",
    "broken_by",
    "change",
    "clauses",
    "copy",
    "empty",
    "kind_of",
    "move",
    "number",
    "numbered_as",
    "outline",
    "own_url",
    "question",
    "ready",
    "remove",
    "set_conditions",
    "set_words",
    "step",
]
