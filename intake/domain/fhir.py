"""FHIR R4 JSON to dataclasses and back. Source: hl7.org/fhir/R4/questionnaire.html."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from intake.domain.conditions import Answers, Condition, Operator, Value
from intake.domain.questionnaire import Item, ItemType, Option, Questionnaire

Json = Mapping[str, Any]

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
ITEM_CONTROL = f"{STRUCTURE}questionnaire-itemControl"
OPTION_EXCLUSIVE = f"{STRUCTURE}questionnaire-optionExclusive"
MIN_VALUE = f"{STRUCTURE}minValue"
MAX_VALUE = f"{STRUCTURE}maxValue"
MAX_DECIMALS = f"{STRUCTURE}maxDecimalPlaces"
PATIENT = f"{STRUCTURE}Patient#"
VALUE_KEYS = {
    ItemType.BOOLEAN: "valueBoolean",
    ItemType.CHOICE: "valueCoding",
    ItemType.INTEGER: "valueInteger",
    ItemType.DECIMAL: "valueDecimal",
    ItemType.DATE: "valueDate",
    ItemType.STRING: "valueString",
    ItemType.TEXT: "valueString",
}


class DefinitionError(Exception):
    """A document is not a definition that we can serve. The message names the place."""


def read_questionnaire(document: Json) -> Questionnaire:
    """Return the dataclasses of a FHIR R4 Questionnaire, or raise DefinitionError."""
    if document.get("resourceType") != "Questionnaire":
        raise DefinitionError("This is not a FHIR Questionnaire: resourceType is missing or other.")
    questionnaire = Questionnaire(
        name=str(document.get("name") or document.get("id") or ""),
        title=str(document.get("title") or document.get("name") or "Questionnaire"),
        description=str(document.get("description", "")),
        url=str(document.get("url", "")),
        version=str(document.get("version", "")),
        items=tuple(_item(item) for item in document.get("item", ())),
    )
    _check_references(document, questionnaire)
    return questionnaire


def _item(item: Json) -> Item:
    link_id = str(item.get("linkId", ""))
    if not link_id:
        raise DefinitionError(f"An item has no linkId: {item.get('text', 'without text')!r}.")
    try:
        kind = ItemType(item.get("type", ""))
    except ValueError:
        raise DefinitionError(f"{link_id}: type {item.get('type')!r} is not served.") from None
    helpers, children = _split_helpers(item.get("item", ()))
    definition = str(item.get("definition", ""))
    options = tuple(_option(option) for option in item.get("answerOption", ()))
    if kind == ItemType.CHOICE and not options:
        raise DefinitionError(f"{link_id}: a choice needs answerOption.")
    return Item(
        link_id=link_id,
        type=kind,
        text=str(item.get("text", "")),
        required=bool(item.get("required", False)),
        repeats=bool(item.get("repeats", False)),
        options=options,
        enable_when=tuple(_condition(link_id, each) for each in item.get("enableWhen", ())),
        enable_any=item.get("enableBehavior") == "any",
        items=tuple(_item(child) for child in children),
        hint=helpers.get("prompt", ""),
        why=helpers.get("help", ""),
        is_page=kind == ItemType.GROUP and _control(item) == "page",
        role=f"Patient.{definition.rpartition('#Patient.')[2]}" if PATIENT in definition else "",
        max_length=item.get("maxLength"),
        min_value=_limit(item, MIN_VALUE),
        max_value=_limit(item, MAX_VALUE),
        max_decimals=_extension(item, MAX_DECIMALS).get("valueInteger"),
    )


def _split_helpers(items: Any) -> tuple[dict[str, str], list[Json]]:
    """Take the texts that belong to a question (hint, why we ask) out of its children."""
    helpers: dict[str, str] = {}
    children = []
    for item in items:
        control = _control(item) if item.get("type") == "display" else ""
        if control in ("prompt", "help"):
            helpers[control] = str(item.get("text", ""))
        else:
            children.append(item)
    return helpers, children


def _extension(element: Json, url: str) -> Json:
    return next((each for each in element.get("extension", ()) if each.get("url") == url), {})


def _control(item: Json) -> str:
    concept = _extension(item, ITEM_CONTROL).get("valueCodeableConcept", {})
    return next((coding.get("code", "") for coding in concept.get("coding", ())), "")


def _limit(item: Json, url: str) -> int | Decimal | None:
    extension = _extension(item, url)
    if "valueDecimal" in extension:
        return Decimal(str(extension["valueDecimal"]))
    return extension.get("valueInteger")


def _option(option: Json) -> Option:
    exclusive = bool(_extension(option, OPTION_EXCLUSIVE).get("valueBoolean", False))
    if coding := option.get("valueCoding"):
        code = str(coding.get("code", coding.get("display", "")))
        display = str(coding.get("display", code))
        return Option(code, display, str(coding.get("system", "")), exclusive)
    plain = next((str(value) for key, value in option.items() if key.startswith("value")), "")
    return Option(plain, plain, "", exclusive)


def _condition(link_id: str, enable_when: Json) -> Condition:
    try:
        operator = Operator(enable_when.get("operator", ""))
    except ValueError:
        raise DefinitionError(
            f"{link_id}: enableWhen operator {enable_when.get('operator')!r} is not FHIR's."
        ) from None
    answer = next((enable_when[key] for key in enable_when if key.startswith("answer")), None)
    if answer is None:
        raise DefinitionError(f"{link_id}: enableWhen has no answer to compare with.")
    return Condition(str(enable_when.get("question", "")), operator, _compared(enable_when, answer))


def _compared(enable_when: Json, answer: Any) -> bool | int | Decimal | date | str:
    if "answerCoding" in enable_when:
        return str(answer.get("code", answer.get("display", "")))
    if "answerDate" in enable_when:
        return date.fromisoformat(answer)
    if "answerDecimal" in enable_when:
        return Decimal(str(answer))
    return answer


def _check_references(document: Json, questionnaire: Questionnaire) -> None:
    seen: set[str] = set()

    def visit(item: Item) -> None:
        if item.link_id in seen:
            raise DefinitionError(f"{item.link_id}: this linkId stands twice.")
        seen.add(item.link_id)
        for condition in item.enable_when:
            if condition.question not in questionnaire.by_id:
                raise DefinitionError(
                    f"{item.link_id}: asks only if {condition.question!r}, which does not exist."
                )
        for child in item.items:
            visit(child)

    for item in questionnaire.items:
        visit(item)


def write_response(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    status: str = "completed",
    authored: str = "",
) -> dict[str, Any]:
    """Return a QuestionnaireResponse with these answers; `authored` is an ISO instant.

    Groups without an answer are left out, as FHIR asks.
    """
    items = [entry for item in questionnaire.items if (entry := _response_item(item, answers))]
    reference = questionnaire.url or questionnaire.name
    version = f"|{questionnaire.version}" if questionnaire.version else ""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{reference}{version}",
        "status": status,
        **({"authored": authored} if authored else {}),
        "item": items,
    }


def _response_item(item: Item, answers: Answers) -> dict[str, Any] | None:
    entry: dict[str, Any] = {"linkId": item.link_id, "text": item.text}
    children = [child for each in item.items if (child := _response_item(each, answers))]
    value = answers.get(item.link_id)
    if value is not None:
        values = value if isinstance(value, tuple) else (value,)
        entry["answer"] = [{VALUE_KEYS[item.type]: _written(item, each)} for each in values]
        if children:
            entry["answer"][0]["item"] = children
    elif children:
        entry["item"] = children
    else:
        return None
    return entry


def _written(item: Item, value: Value) -> Any:
    if item.type == ItemType.CHOICE:
        option = next(each for each in item.options if each.code == value)
        coding = {"code": option.code, "display": option.display}
        return {"system": option.system, **coding} if option.system else coding
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def read_response(questionnaire: Questionnaire, response: Json) -> dict[str, Value]:
    """Return the answers of a QuestionnaireResponse that write_response made."""
    answers: dict[str, Value] = {}
    _read_items(questionnaire, response.get("item", ()), answers)
    return answers


def _read_items(questionnaire: Questionnaire, items: Any, answers: dict[str, Value]) -> None:
    for entry in items:
        item = questionnaire.by_id.get(str(entry.get("linkId", "")))
        given = entry.get("answer", ())
        if item is not None and given:
            values = tuple(_read(item, answer[VALUE_KEYS[item.type]]) for answer in given)
            answers[item.link_id] = values if item.repeats else values[0]
            for answer in given:
                _read_items(questionnaire, answer.get("item", ()), answers)
        _read_items(questionnaire, entry.get("item", ()), answers)


def _read(item: Item, value: Any) -> Any:
    match item.type:
        case ItemType.CHOICE:
            return str(value.get("code", ""))
        case ItemType.DATE:
            return date.fromisoformat(value)
        case ItemType.DECIMAL:
            try:
                return Decimal(str(value))
            except InvalidOperation:
                raise DefinitionError(f"{item.link_id}: {value!r} is not a decimal.") from None
        case _:
            return value
