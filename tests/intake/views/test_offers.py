"""A question whose options come from an earlier answer, as a patient meets it."""

from __future__ import annotations

import html
import re

import pytest

from tests.intake import spells
from tests.intake.reading import words

pytestmark = pytest.mark.usefixtures("clinic")

EXPRESSION = {
    "url": f"{spells.FHIR}/uv/sdc/StructureDefinition/sdc-questionnaire-answerExpression",
    "valueExpression": {
        "language": "text/fhirpath",
        "expression": "%resource.item.where(linkId='places').answer.value",
    },
}
PLACES = [
    {"valueCoding": {"system": "urn:legs", "code": code, "display": f"The {code}"}}
    for code in ("thigh", "calf", "foot")
]


def test_a_patient_chooses_among_what_they_chose_before(client):
    spells.publish_spells(
        spells.ask("places", "choice", "Where is it?", repeats=True, answerOption=PLACES),
        spells.ask("worst", "choice", "Where is it worst?", extension=[EXPRESSION]),
        flags=(),
    )

    second = client.post(spells.BEGIN, {"places": ["thigh", "foot"]}).url
    page = client.get(second)
    offered = [
        html.unescape(value) for value in re.findall(r'value="(\[[^"]+)"', page.content.decode())
    ]
    after = client.post(second, {"worst": offered[1]})

    assert "The thigh" in words(page)
    assert "The calf" not in words(page)
    assert "Where is it worst? The foot" in words(client.get(after.url))
