"""A questionnaire about spells: something that repeats, with a red flag in it, and more of them."""

from __future__ import annotations

import json
from typing import Any

from intake import publishing
from intake.models import Release

FHIR = "http://hl7.org/fhir"
BEGIN = "/check/form/spells/begin/"
PAGE = {
    "url": f"{FHIR}/StructureDefinition/questionnaire-itemControl",
    "valueCodeableConcept": {
        "coding": [{"system": f"{FHIR}/questionnaire-item-control", "code": "page"}]
    },
}


def ask(name: str, kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"linkId": name, "type": kind, "text": text, **more}


CHEST = ask("chest", "boolean", "Did your chest hurt?", required=True)
SPELLS = ask("spell", "group", "Spell", repeats=True, item=[CHEST])
PILLS = ask(
    "pills",
    "group",
    "Your pills",
    extension=[PAGE],
    item=[
        ask("breath", "boolean", "Is it hard to breathe now?", required=True),
        ask("pill", "string", "Which pills do you take?", repeats=True),
        ask("picture", "attachment", "Add a photo of your pills", repeats=True),
    ],
)


def red_flag(question: str) -> dict[str, Any]:
    when = {"question": question, "operator": "=", "answer": True}
    return {
        "id": f"E-{question}",
        "priority": "emergency",
        "reason": question,
        "text": "er",
        "source": "",
        "when": when,
    }


ROUTINE = {"id": "R", "priority": "routine", "reason": "The rest", "text": "bye", "source": ""}
TEXTS = {
    "er": {"call": "911", "heading": "Call 911 now", "lead": "Do not drive yourself."},
    "bye": {"heading": "Thank you. We have your answers.", "lead": "If it gets worse, call us."},
}


def publish_spells(*items: dict[str, Any], flags: tuple[str, ...] = ("chest", "breath")) -> Release:
    """Publish a questionnaire with these items, in which a yes to a flag is an emergency."""
    document = {
        "resourceType": "Questionnaire",
        "status": "active",
        "url": "https://spells.example/Questionnaire/spells",
        "name": "spells",
        "version": "1",
        "title": "Your spells",
        "item": list(items or (SPELLS, PILLS)),
    }
    rules = {"rules": [*map(red_flag, flags), ROUTINE], "texts": TEXTS}
    return publishing.publish(json.dumps(document), json.dumps(rules), by=None)
