"""The promise: any answers to any definition give a valid response, or an error on its page."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from intake.domain.answers import OTHER, AnswerError, check
from intake.domain.items import Item, ItemType
from intake.domain.pages import Page
from intake.domain.prove import prove
from intake.domain.reading import read
from intake.domain.responses import read_response, write_response
from intake.domain.rings import add, finish
from intake.domain.storing import pack, unpack
from intake.domain.validation.validating import validate
from intake.domain.values import Attachment
from intake.domain.walk import Walk

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
NAMES = [f"q{number}" for number in range(7)]
TYPES = [kind.value for kind in ItemType]
COMPARED = {
    "boolean": {"answerBoolean": True},
    "integer": {"answerInteger": 2},
    "decimal": {"answerDecimal": 2.5},
    "date": {"answerDate": "2026-11-26"},
    "dateTime": {"answerDateTime": "2026-11-26T14:30:00Z"},
    "time": {"answerTime": "14:30:00"},
    "string": {"answerString": "left"},
    "choice": {"answerCoding": {"code": "left"}},
    "open-choice": {"answerCoding": {"code": "left"}},
    "quantity": {"answerQuantity": {"value": 2, "unit": "kg", "code": "kg"}},
}
TYPED = (
    *("", "true", "false", "2", "-7", "2.5", "70 kg", "5 ft 7", "1.70 m", "left", "none", "🦵"),
    *("4/12/1958", "2026-11-26", "4/12/1958 2:30 pm", "2:30 pm", "noon", "left\nright", "x" * 300),
    *("https://clinic.example/", "javascript:alert(1)", "urn:uuid:1", f"{OTHER}stairs", OTHER),
)
TYPING = st.lists(st.sampled_from(TYPED), max_size=3)
PHOTO = Attachment("5f7a6949-b877-4a85-ae5f-62379b75d361", "image/jpeg", "leg.jpg", 1000)


def extension(name: str, **value: Any) -> dict[str, Any]:
    return {"url": f"{STRUCTURE}{name}", **value}


LIMITS: dict[str, list[dict[str, Any]]] = {
    "integer": [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=9)],
    "decimal": [extension("maxDecimalPlaces", valueInteger=1)],
    "date": [extension("minValue", valueDate="2000-01-01")],
    "string": [
        extension("minLength", valueInteger=2),
        extension("regex", valueString="[a-z ]+"),
    ],
    "quantity": [
        extension("questionnaire-unitOption", valueCoding={"code": "kg", "display": "kg"}),
        extension("questionnaire-unitOption", valueCoding={"code": "m", "display": "m"}),
    ],
    "attachment": [
        extension("mimeType", valueCode="image/*"),
        extension("maxSize", valueDecimal=5000),
    ],
}
OPTIONS = [
    {"valueCoding": {"code": "left", "display": "Left"}},
    {"valueCoding": {"code": "right", "display": "Right", "system": "urn:sides"}},
    {
        "valueCoding": {"code": "none", "display": "None"},
        "extension": [extension("questionnaire-optionExclusive", valueBoolean=True)],
    },
]


@st.composite
def documents(draw) -> dict[str, Any]:
    """Return a definition in which each item hangs at the top or below one that came before."""
    kinds = [draw(st.sampled_from(TYPES)) for _ in range(draw(st.integers(1, len(NAMES))))]
    parents = [draw(st.integers(-1, number - 1)) for number in range(len(kinds))]
    items = [draw(elements(number, kinds)) for number in range(len(kinds))]
    top = []
    for item, parent in zip(items, parents, strict=True):
        if parent == -1 or kinds[parent] == "display":
            top.append(item)
        else:
            items[parent].setdefault("item", []).append(item)
    for item in items:
        if item["type"] == "group" and not can_be_answered(item):
            item.pop("required")
    return {
        "resourceType": "Questionnaire",
        "url": "urn:any",
        "status": "active",
        "name": "any",
        "title": "Any",
        "item": top,
    }


def can_be_answered(group: dict[str, Any]) -> bool:
    below = group.get("item", ())
    return any(
        can_be_answered(each)
        if each["type"] == "group"
        else each["type"] != "display" and "required" in each
        for each in below
    )


@st.composite
def elements(draw, number: int, kinds: list[str]) -> dict[str, Any]:
    kind = kinds[number]
    item: dict[str, Any] = {"linkId": NAMES[number], "type": kind, "text": f"{kind}?"}
    extensions = []
    if kind != "display":
        item |= {"required": draw(st.booleans()), "repeats": draw(st.booleans())}
        if item["repeats"] and draw(st.booleans()):
            extensions.append(extension("questionnaire-maxOccurs", valueInteger=2))
    if kind in LIMITS and draw(st.booleans()):
        extensions += LIMITS[kind]
    if kind in ("choice", "open-choice"):
        item["answerOption"] = OPTIONS
    if kind == "group" and draw(st.booleans()):
        concept = {"coding": [{"code": "page"}]}
        extensions.append(extension("questionnaire-itemControl", valueCodeableConcept=concept))
    if kind in ("integer", "decimal") and draw(st.integers(0, 3)) == 0:
        sums = "%resource.repeat(item).answer.value.ofType(integer).sum()"
        expression = {"language": "text/fhirpath", "expression": sums}
        calculated = {"url": f"{SDC}calculatedExpression", "valueExpression": expression}
        extensions.append(calculated)
        item.pop("required")
    if draw(st.integers(0, 5)) == 0 and kind != "group":
        extensions.append(extension("questionnaire-hidden", valueBoolean=True))
        item.pop("required", None)
    if extensions:
        item["extension"] = extensions
    sources = [n for n, each in enumerate(kinds) if each in COMPARED and n != number]
    if sources and draw(st.booleans()):
        source = draw(st.sampled_from(sources))
        operator = draw(st.sampled_from(["=", "!=", "exists"]))
        answer = {"answerBoolean": True} if operator == "exists" else COMPARED[kinds[source]]
        item["enableWhen"] = [{"question": NAMES[source], "operator": operator, **answer}]
    return item


def fallback(item: Item) -> list[str]:
    """Return something that fits, for a question that must be answered."""
    if item.is_choice:
        return ["left"]
    amount = f"2 {item.units[0].code or item.units[0].display}" if item.units else "2"
    return {
        ItemType.BOOLEAN: ["true"],
        ItemType.DATE: ["11/26/2026"],
        ItemType.DATETIME: ["11/26/2026 2:30 pm"],
        ItemType.TIME: ["2:30 pm"],
        ItemType.URL: ["https://clinic.example/"],
        ItemType.QUANTITY: [amount],
        ItemType.STRING: ["left leg"],
        ItemType.TEXT: ["left leg"],
        ItemType.REFERENCE: ["Dr. Alder"],
    }.get(item.type, ["2"])


def answered(page: Page, draw) -> dict[str, Any]:
    """Type anything; where that is refused, something that fits."""
    given: dict[str, Any] = dict.fromkeys(page.keys)
    for asked in page.questions:
        if asked.item.type is ItemType.ATTACHMENT:
            given[asked.key] = (PHOTO,) if asked.item.takes_several else PHOTO
            continue
        raw = fallback(asked.item) if page.broken else draw(TYPING)
        try:
            given[asked.key] = check(asked.item, raw)
        except AnswerError as error:
            assert str(error)
            given[asked.key] = check(asked.item, fallback(asked.item))
    return given


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.data())
def test_any_answers_to_any_definition_end_in_a_valid_response(document, data):
    questionnaire = read(json.loads(json.dumps(document), parse_float=Decimal)).questionnaire
    assume(Walk(questionnaire, {}).pages)
    # What nobody can answer, and must be answered all the same, is told as a fault.
    assume(not any(fault.code == "hidden" for fault in prove(questionnaire)))
    answers: dict[str, Any] = {}
    for _ in range(90):
        walk = Walk(questionnaire, answers)
        page = walk.first_open
        if page is None:
            break
        if page.more:
            fits = page.more.missing or (page.more.may_add and data.draw(st.booleans()))
            many = len(page.more.numbers) >= 3
            change = add if fits and not (many and not page.more.missing) else finish
            answers = change(questionnaire, answers, page.more.place)
        else:
            answers = {**answers, **answered(page, data.draw)}
    else:
        raise AssertionError("It comes to no end.")

    response = write_response(questionnaire, walk.live, authored="2026-11-26T09:00:00-06:00")
    sent = Walk(questionnaire, read_response(questionnaire, response))
    issues = validate(dict(questionnaire.document), response, walk=sent)

    assert [issue for issue in issues if issue.is_error] == []
    assert unpack(json.loads(json.dumps(pack(answers)))) == answers
    assert write_response(questionnaire, sent.live, authored=response["authored"]) == response
