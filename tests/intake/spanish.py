"""A questionnaire in two languages, with patient texts that a translator has reviewed or not."""

from __future__ import annotations

import json
from typing import Any

from intake import publishing
from intake.models import Release
from tests.intake.make import EVERY_TYPE, RECEIPT_RULES

REVIEW = {"reviewed_by": "Rosa Vidal, CHI", "reviewed_on": "2026-11-20"}
THANKS = {
    "heading": "Gracias. Tenemos sus respuestas.",
    "lead": "Nuestro personal las leerá y se comunicará con usted si hace falta algo.",
}
HURTS = {
    "heading": "Call us today",
    "steps": ["Rest your foot."],
    "call": "clinic",
    "translations": {
        "es": {"heading": "Llámenos hoy", "steps": ["Descanse el pie."], **REVIEW},
    },
}
ALARM = {
    "id": "F1",
    "priority": "urgent",
    "reason": "Sudden pain",
    "text": "hurts",
    "source": "",
    "when": {"question": "pain", "operator": "=", "answer": True},
}


def rules(**review: str) -> str:
    """Return the rules of the foot check, its texts in Spanish, too."""
    document = json.loads(RECEIPT_RULES)
    document["texts"]["thanks"]["translations"] = {"es": {**THANKS, **review}}
    return json.dumps(document)


def publish_feet(*names: str, review: dict[str, str] = REVIEW, alarm: bool = False) -> Release:
    """Publish the foot check, or these items of it alone, in English and Spanish."""
    document: dict[str, Any] = json.loads(EVERY_TYPE.read_text(encoding="utf-8"))
    if names:
        document["item"] = [each for each in document["item"] if each["linkId"] in names]
    made = json.loads(rules(**review))
    if alarm:
        made["rules"].insert(0, ALARM)
        made["texts"]["hurts"] = HURTS
    return publishing.publish(json.dumps(document), json.dumps(made), by=None)
