"""One answer against its question: the right type, within its limits, one of its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intake.domain.terminology import ValueSets
from intake.domain.validation import choices, files, limits
from intake.domain.validation.definition import Question
from intake.domain.validation.issues import Findings, Kind, Path
from intake.domain.validation.structure import VALUES

Check = Callable[[Question, Any, Path, Findings], None]

# By item type: the type of answer that R4 asks for.
TYPES = {
    "boolean": "Boolean",
    "decimal": "Decimal",
    "integer": "Integer",
    "date": "Date",
    "dateTime": "DateTime",
    "time": "Time",
    "string": "String",
    "text": "String",
    "url": "Uri",
    "attachment": "Attachment",
    "reference": "Reference",
    "quantity": "Quantity",
}
CHECKS: dict[str, tuple[Check, ...]] = {
    "decimal": (limits.check_number, choices.check_plain),
    "integer": (limits.check_number, choices.check_plain),
    "date": (limits.check_date, choices.check_plain),
    "dateTime": (limits.check_date, choices.check_plain),
    "time": (limits.check_time, choices.check_plain),
    "string": (limits.check_text, limits.check_lines, choices.check_plain),
    "text": (limits.check_text, choices.check_plain),
    "url": (limits.check_text, choices.check_plain),
    "attachment": (files.check_attachment,),
    "reference": (files.check_reference, choices.check_plain),
    "quantity": (limits.check_quantity,),
}


def check_answer(
    question: Question, answer: dict[str, Any], path: Path, sets: ValueSets, findings: Findings
) -> None:
    """Find what is wrong with the value of an answer; one without a value is let be."""
    name = next((name for name in answer if name in VALUES), None)
    if name is None:
        return
    given, value = name.removeprefix("value"), answer[name]
    if question.type in ("choice", "open-choice"):
        choices.check_choice(question, given, value, path, sets, findings)
    elif (wanted := TYPES.get(question.type)) is not None:
        if given != wanted:
            text = f"Answer value must be of the type {_named(wanted)} not {_named(given)}."
            findings.error(Kind.INVARIANT, "invalidAnswerType", text, path)
            return
        for check in CHECKS.get(question.type, ()):
            check(question, value, path, findings)
        if question.type == "quantity":
            choices.check_unit_set(question, value, path, sets, findings)
        elif question.type == "string":
            choices.check_text_set(question, value, path, sets, findings)


def _named(kind: str) -> str:
    """Return FHIR's name of a type: dateTime, and Coding."""
    return (
        kind
        if kind in ("Attachment", "Coding", "Quantity", "Reference")
        else (kind[:1].lower() + kind[1:])
    )
