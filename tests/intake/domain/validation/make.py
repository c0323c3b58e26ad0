"""Small questionnaires and responses, as FHIR writes them."""

from __future__ import annotations

from typing import Any

from intake.domain.validation.issues import Issue
from intake.domain.validation.validating import validate

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
URL = "http://clinic.example/legs"


def form(*items: dict, **more: Any) -> dict:
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "status": "active",
        "item": list(items),
        **more,
    }


def item(link_id: str, kind: str, *extensions: dict, **more: Any) -> dict:
    found = {"linkId": link_id, "type": kind, **more}
    return {**found, "extension": list(extensions)} if extensions else found


def group(link_id: str, *items: dict, **more: Any) -> dict:
    return {"linkId": link_id, "type": "group", "item": list(items), **more}


def extension(name: str, **value: Any) -> dict:
    url = name if name.startswith("http") else f"{HL7}{name}"
    return {"url": url, **value}


def response(*entries: dict, **more: Any) -> dict:
    found = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": URL,
        "status": "completed",
        **more,
    }
    return {**found, "item": list(entries)} if entries else found


def entry(link_id: str, *answers: dict) -> dict:
    return {"linkId": link_id, "answer": list(answers)} if answers else {"linkId": link_id}


def within(link_id: str, *entries: dict) -> dict:
    return {"linkId": link_id, "item": list(entries)}


def coding(code: str, display: str = "", system: str = "http://clinic.example/codes") -> dict:
    found = {"system": system, "code": code}
    return {"valueCoding": {**found, "display": display} if display else found}


def found(questionnaire: dict | None, answered: Any, **more: Any) -> list[tuple[str, str, str]]:
    """Return severity, code and place of each issue; the place without QuestionnaireResponse."""
    issues = validate(questionnaire, answered, **more)
    return [(issue.severity.value, issue.detail, place(issue)) for issue in issues]


def errors(questionnaire: dict | None, answered: Any, **more: Any) -> list[tuple[str, str]]:
    """Return code and place of each error."""
    issues = validate(questionnaire, answered, **more)
    return [(issue.detail, place(issue)) for issue in issues if issue.is_error]


def place(issue: Issue) -> str:
    return issue.expression.removeprefix("QuestionnaireResponse").removeprefix(".")
