"""What other versions of FHIR, and other software, call the same things."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from intake.domain.items import ItemType
from intake.domain.reading.extensions import control, every, first, kind_and_value, objects, words

Say = Callable[[str], None]
KNOWN = {kind.value for kind in ItemType}
CALLED = {
    "coding": "choice",
    "codeableconcept": "choice",
    "select": "choice",
    "radio": "choice",
    "openchoice": "open-choice",
    "number": "decimal",
    "float": "decimal",
    "double": "decimal",
    "int": "integer",
    "positiveint": "integer",
    "unsignedint": "integer",
    "bool": "boolean",
    "datetime": "dateTime",
    "instant": "dateTime",
    "uri": "url",
    "canonical": "url",
    "email": "string",
    "phone": "string",
    "textarea": "text",
    "longtext": "text",
    "markdown": "text",
    "section": "group",
    "page": "group",
    "label": "display",
    "info": "display",
    "file": "attachment",
    "image": "attachment",
    "photo": "attachment",
}
BY_VALUE = {
    "valueBoolean": "boolean",
    "valueDecimal": "decimal",
    "valueInteger": "integer",
    "valueDate": "date",
    "valueDateTime": "dateTime",
    "valueTime": "time",
    "valueUri": "url",
    "valueCoding": "open-choice",
    "valueQuantity": "quantity",
    "valueReference": "reference",
    "valueAttachment": "attachment",
}
TEXTS_ONLY = ("help", "prompt", "flyover", "instructions", "unit", "lower", "upper", "header")
OPEN = ("optionsOrString", "optionsOrType")
STU3_INITIAL = re.compile(r"initial([A-Z]\w*)")


def mend(item: dict[str, Any], say: Say) -> None:
    """Rename what STU3, R5 and others call differently, and give the item a type of R4."""
    _options(item, say)
    _initial(item, say)
    _conditions(item, say)
    _type(item, say)
    if words(item, "answerConstraint") in OPEN:
        del item["answerConstraint"]
        item["type"] = "open-choice"
        say("own words are taken, too (answerConstraint); its type is now open-choice.")


def _options(item: dict[str, Any], say: Say) -> None:
    listed = objects(item, "option")
    if listed and "answerOption" not in item:
        del item["option"]
        item["answerOption"] = listed
        say("option is called answerOption in R4; it is renamed.")
    reference = item.get("options")
    canonical = words(reference, "reference") or words(item, "options")
    if canonical and "answerValueSet" not in item:
        del item["options"]
        item["answerValueSet"] = canonical
        say("options is called answerValueSet in R4; it is renamed.")


def _initial(item: dict[str, Any], say: Say) -> None:
    for key in [key for key in item if STU3_INITIAL.fullmatch(key)]:
        raw = item.pop(key)
        if "initial" not in item and raw not in (None, "", [], {}):
            item["initial"] = [{key.replace("initial", "value", 1): raw}]
        say(f"{key} stands in a list called initial in R4; it is moved there.")


def _conditions(item: dict[str, Any], say: Say) -> None:
    for entry in objects(item, "enableWhen"):
        if "hasAnswer" in entry and "operator" not in entry:
            entry["operator"], entry["answerBoolean"] = "exists", entry.pop("hasAnswer")
            say("hasAnswer is the operator exists in R4; it is renamed.")


def _type(item: dict[str, Any], say: Say) -> None:
    written = words(item, "type")
    if written in KNOWN:
        return
    found = CALLED.get(written.lower()) or (written.lower() if written.lower() in KNOWN else "")
    found = found or inferred(item)
    item["type"] = found
    if written:
        say(f"its type {written!r} is not one of R4; it is now {found}.")
    else:
        say(f"it had no type; from what it holds it is a {found}.")


def inferred(item: dict[str, Any]) -> str:
    """Return the type that an item seems to have."""
    if objects(item, "answerOption") or words(item, "answerValueSet"):
        return "choice"
    if objects(item, "initial"):
        return BY_VALUE.get(kind_and_value(objects(item, "initial")[0])[0], "string")
    if any(words(child, "type") != "display" for child in objects(item, "item")):
        return "group"
    if control(item) in TEXTS_ONLY or every(item, "displayCategory"):
        return "display"
    if every(item, "mimeType") or every(item, "maxSize"):
        return "attachment"
    if every(item, "unitOption"):
        return "quantity"
    for name in ("minValue", "maxValue"):
        if kind := BY_VALUE.get(kind_and_value(first(item, name))[0]):
            return kind
    return "decimal" if every(item, "unit") or every(item, "maxDecimalPlaces") else "string"
