"""Small FHIR definitions for the stories about reading."""

from __future__ import annotations

from typing import Any

from intake.domain.items import Item
from intake.domain.reading import Reading, read

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
WHOLE = {
    "resourceType": "Questionnaire",
    "name": "legs",
    "title": "Legs",
    "url": "urn:legs",
    "status": "active",
}


def document(*items: dict, **more: Any) -> dict:
    return {**WHOLE, "item": list(items), **more}


def question(link_id: str = "q", kind: str = "boolean", **more: Any) -> dict:
    return {"linkId": link_id, "type": kind, "text": f"{link_id}?", **more}


def extension(name: str, **value: Any) -> dict:
    """An extension of the core by the end of its address, or with a whole one."""
    return {"url": name if ":" in name else STRUCTURE + name, **value}


def sdc(name: str, expression: str, language: str = "text/fhirpath") -> dict:
    written = {"language": language, "expression": expression}
    return {"url": SDC + name, "valueExpression": written}


def variable(name: str, expression: str, language: str = "text/fhirpath") -> dict:
    written = {"name": name, "language": language, "expression": expression}
    return extension("variable", valueExpression=written)


def concept(name: str, code: str) -> dict:
    return extension(name, valueCodeableConcept={"coding": [{"code": code}]})


def control(code: str) -> dict:
    return concept("questionnaire-itemControl", code)


def helper(code: str, text: str, **more: Any) -> dict:
    """A text below a question that says something about it."""
    return {
        "linkId": f"help.{code}",
        "type": "display",
        "text": text,
        "extension": [control(code)],
        **more,
    }


def coding(code: str, display: str = "", system: str = "", **more: Any) -> dict:
    parts = {"system": system, "code": code, "display": display}
    return {"valueCoding": {key: text for key, text in parts.items() if text}, **more}


def read_item(kind: str = "string", *extensions: dict, **more: Any) -> Reading:
    """Read a questionnaire of one item, x."""
    if extensions:
        more["extension"] = list(extensions)
    return read(document(question("x", kind, **more)))


def only(kind: str = "string", *extensions: dict, **more: Any) -> Item:
    reading = read_item(kind, *extensions, **more)
    assert reading.repaired == ()
    assert reading.unsupported == ()
    return reading.questionnaire.items[0]


def missing(kind: str = "string", *extensions: dict, **more: Any) -> str:
    """Return the one sentence about what of an item is not served."""
    (sentence,) = read_item(kind, *extensions, **more).unsupported
    return sentence


def when(question: str, operator: str = "=", **answer: Any) -> dict:
    return {"question": question, "operator": operator, **answer}
