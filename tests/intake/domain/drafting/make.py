"""A small document with much in it that no editor of ours knows, and edits by chance."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from intake.domain import drafting
from intake.domain.drafting import KINDS, Choice, Clause, DraftError
from intake.domain.drafting.rows import outline

FOREIGN = {"url": "https://clinic.example/colour", "valueString": "blue"}


def swelling() -> dict[str, Any]:
    """A page with two questions, the second of which waits for the first; foreign things within."""
    return deepcopy(
        {
            "resourceType": "Questionnaire",
            "url": "https://clinic.example/legs",
            "name": "legs",
            "title": "Legs",
            "status": "active",
            "useContext": [{"code": {"code": "focus"}}],
            "extension": [FOREIGN],
            "item": [
                {
                    "linkId": "page",
                    "text": "Your legs",
                    "type": "group",
                    "extension": [
                        FOREIGN,
                        {
                            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                            "valueCodeableConcept": {"coding": [{"code": "page"}]},
                        },
                    ],
                    "item": [
                        {
                            "linkId": "swollen",
                            "text": "Is a leg swollen?",
                            "_text": {"extension": [FOREIGN]},
                            "type": "boolean",
                            "item": [helper("swollen.prompt", "Look at both ankles", "prompt")],
                        },
                        {
                            "linkId": "which",
                            "text": "Which leg?",
                            "type": "choice",
                            "code": [{"code": "1234-5"}],
                            "enableWhen": [
                                {
                                    "question": "swollen",
                                    "operator": "=",
                                    "answerBoolean": True,
                                    "extension": [FOREIGN],
                                }
                            ],
                            "answerOption": [
                                option("left", "Left", extension=[FOREIGN]),
                                option("right", "Right"),
                            ],
                        },
                    ],
                },
                {"linkId": "age", "text": "How old are you?", "type": "integer"},
            ],
        }
    )


def option(code: str, display: str, **more: Any) -> dict[str, Any]:
    return {**more, "valueCoding": {"system": "urn:sides", "code": code, "display": display}}


def helper(name: str, text: str, code: str) -> dict[str, Any]:
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
    control = {"url": url, "valueCodeableConcept": {"coding": [{"code": code}]}}
    return {"linkId": name, "text": text, "type": "display", "extension": [control]}


def numbers(document: dict[str, Any]) -> dict[str, str]:
    """Return where each row stands: its number, by linkId."""
    return {row.link_id: row.number for row in outline(document)}


def nodes(part: Any) -> list[Any]:
    """Return every part of a document."""
    if isinstance(part, dict):
        return [part, *(each for value in part.values() for each in nodes(value))]
    if isinstance(part, list):
        return [each for value in part for each in nodes(value)]
    return []


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@st.composite
def edited(draw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a document, and what a series of edits by chance made of it."""
    before = after = swelling()
    for _ in range(draw(st.integers(0, 6))):
        try:
            after = _edit(draw, after)
        except DraftError:
            continue
    return before, after


def _edit(draw: Any, document: dict[str, Any]) -> dict[str, Any]:
    names = list(numbers(document)) or ["gone"]
    name = draw(st.sampled_from(names))
    match draw(st.sampled_from(["add", "change", "options", "when", "number", "step", "copy"])):
        case "add":
            kind = draw(st.sampled_from([*KINDS]))
            parent = draw(st.sampled_from(["", *names]))
            return drafting.add(document, kind, draw(WORDS), parent=parent, after=name)[0]
        case "change":
            fields = {
                "kind": draw(st.sampled_from([*KINDS])),
                "text": draw(WORDS),
                "hint": draw(WORDS),
                "why": draw(WORDS),
                "required": draw(st.booleans()),
                "minimum": draw(st.sampled_from(["", "3", "2026-01-01", "x"])),
                "max_length": draw(st.sampled_from(["", "20", "x"])),
                "units": draw(st.sampled_from([[], ["kg"], ["kg", "spoons"]])),
            }
            return drafting.change(document, name, **fields)
        case "options":
            there = drafting.question(document, name).options
            new = (Choice("", draw(WORDS)), Choice("", "Both", True))
            return drafting.change(document, name, options=[*reversed(there), *new])
        case "when":
            verb = draw(st.sampled_from([*drafting.conditions.VERBS]))
            clause = Clause(
                draw(st.sampled_from(names)), verb, draw(st.sampled_from(["true", "4"]))
            )
            return drafting.set_conditions(document, name, [clause])
        case "number":
            to = draw(st.sampled_from([*numbers(document).values(), "1", "2.1", "9"]))
            return drafting.number(document, name, to)
        case "step":
            return drafting.step(document, name, draw(st.sampled_from([-1, 1])))
    return drafting.copy(document, name)[0]
