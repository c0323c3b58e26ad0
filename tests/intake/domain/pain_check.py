"""A questionnaire with scores, and what somebody answered, as FHIR has them."""

from __future__ import annotations

from decimal import Decimal

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"


def scored(code, score, url=ORDINAL):
    extension = [{"url": url, "valueDecimal": Decimal(score)}]
    return {"valueCoding": {"system": "urn:pain", "code": code}, "extension": extension}


def item(link_id, *answers, **more):
    return {"linkId": link_id, "answer": list(answers), **more}


def coding(code, display=None):
    return {"valueCoding": {"system": "urn:pain", "code": code, "display": display or code}}


QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "contained": [
        {
            "resourceType": "ValueSet",
            "id": "often",
            "compose": {
                "include": [
                    {
                        "system": "urn:pain",
                        "concept": [
                            {
                                "code": "daily",
                                "extension": [{"url": ORDINAL, "valueDecimal": Decimal(4)}],
                            }
                        ],
                    }
                ]
            },
        }
    ],
    "item": [
        {"linkId": "rest", "type": "choice", "answerOption": [scored("bad", 3), scored("no", 0)]},
        {"linkId": "walk", "type": "choice", "answerOption": [scored("bad", 5, WEIGHT)]},
        {"linkId": "often", "type": "choice", "answerValueSet": "#often"},
        {
            "linkId": "count",
            "type": "integer",
            "answerOption": [
                {"valueInteger": 2, "extension": [{"url": WEIGHT, "valueInteger": 7}]}
            ],
        },
    ],
}
RESPONSE = {
    "resourceType": "QuestionnaireResponse",
    "authored": "2026-04-30T10:00:00Z",
    "item": [
        item("rest", coding("bad", "Bad pain")),
        item("walk", coding("bad")),
        item("often", coding("daily")),
        item("count", {"valueInteger": 2}),
        item("mass", {"valueQuantity": {"value": Decimal("80.5"), "unit": "kg"}}),
        item("tall", {"valueDecimal": 1.75}),
        item("swollen", {"valueBoolean": False}),
        item("born", {"valueDate": "1960-05-02"}),
        item("name", {"valueString": "Ann", "_valueString": {"extension": [{"url": "urn:x"}]}}),
        {
            "linkId": "legs",
            "item": [
                item("size", {"valueInteger": 40, "item": [item("why", {"valueString": "fell"})]})
            ],
        },
    ],
}
