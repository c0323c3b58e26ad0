"""FHIR R4 JSON to dataclasses. Source: hl7.org/fhir/R4/questionnaire.html."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from intake.domain.conditions import Condition, Operator
from intake.domain.document import (
    DefinitionError,
    Json,
    about,
    decimal,
    parts,
    take,
    whole_number,
)
from intake.domain.items import Item, ItemType, Option
from intake.domain.questionnaire import Questionnaire, walk_tree

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
ITEM_CONTROL = f"{STRUCTURE}questionnaire-itemControl"
OPTION_EXCLUSIVE = f"{STRUCTURE}questionnaire-optionExclusive"
MIN_VALUE = f"{STRUCTURE}minValue"
MAX_VALUE = f"{STRUCTURE}maxValue"
MAX_DECIMALS = f"{STRUCTURE}maxDecimalPlaces"
PATIENT = f"{STRUCTURE}Patient#"


def read_questionnaire(document: Json) -> Questionnaire:
    """Return the dataclasses of a FHIR R4 Questionnaire, or raise DefinitionError."""
    if document.get("resourceType") != "Questionnaire":
        raise DefinitionError("This is not a FHIR Questionnaire: resourceType is missing or other.")
    name = take(document, "name", str)
    questionnaire = Questionnaire(
        name=name or take(document, "id", str),
        title=take(document, "title", str) or name or "Questionnaire",
        description=take(document, "description", str),
        url=take(document, "url", str),
        version=take(document, "version", str),
        items=tuple(map(_item, parts(document, "item"))),
    )
    _check_references(questionnaire)
    return questionnaire


def _item(item: Json) -> Item:
    link_id = take(item, "linkId", str)
    if not link_id:
        raise DefinitionError(f"An item has no linkId: {item.get('text', 'without text')!r}.")
    with about(link_id):
        helpers, children = _split_helpers(parts(item, "item"))
        definition = take(item, "definition", str)
        kind = _type(item)
        return Item(
            link_id=link_id,
            type=kind,
            text=take(item, "text", str),
            required=take(item, "required", bool),
            repeats=take(item, "repeats", bool),
            options=_options(item, kind),
            enable_when=tuple(map(_condition, parts(item, "enableWhen"))),
            enable_any=_is_any(item),
            items=tuple(map(_item, children)),
            hint=helpers.get("prompt", ""),
            why=helpers.get("help", ""),
            is_page=kind == ItemType.GROUP and _control(item) == "page",
            role=definition.removeprefix(PATIENT) if definition.startswith(PATIENT) else "",
            max_length=whole_number(item, "maxLength"),
            min_value=_limit(item, MIN_VALUE),
            max_value=_limit(item, MAX_VALUE),
            max_decimals=whole_number(_extension(item, MAX_DECIMALS), "valueInteger"),
        )


def _type(item: Json) -> ItemType:
    try:
        return ItemType(take(item, "type", str))
    except ValueError:
        raise DefinitionError(f"type {item.get('type')!r} is not served.") from None


def _is_any(item: Json) -> bool:
    behavior = take(item, "enableBehavior", str)
    if behavior not in ("", "all", "any"):
        raise DefinitionError(f"enableBehavior {behavior!r} is neither all nor any.")
    return behavior == "any"


def _split_helpers(items: list[dict[str, Any]]) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Take the texts that belong to a question (hint, why we ask) out of its children."""
    helpers: dict[str, str] = {}
    children = []
    for item in items:
        control = _control(item) if item.get("type") == "display" else ""
        if control in ("prompt", "help"):
            helpers[control] = take(item, "text", str)
        else:
            children.append(item)
    return helpers, children


def _extension(element: Json, url: str) -> Json:
    return next((each for each in parts(element, "extension") if each.get("url") == url), {})


def _control(item: Json) -> str:
    concept = take(_extension(item, ITEM_CONTROL), "valueCodeableConcept", dict)
    return next((take(coding, "code", str) for coding in parts(concept, "coding")), "")


def _limit(item: Json, url: str) -> int | Decimal | date | None:
    extension = _extension(item, url)
    if not extension:
        return None
    if "valueDate" in extension:
        return _date(take(extension, "valueDate", str))
    if "valueDecimal" in extension:
        return decimal(extension, "valueDecimal")
    if "valueInteger" in extension:
        return take(extension, "valueInteger", int)
    raise DefinitionError("a limit is neither a number nor a date.")


def _options(item: Json, kind: ItemType) -> tuple[Option, ...]:
    options = tuple(map(_option, parts(item, "answerOption")))
    if kind == ItemType.CHOICE and not options:
        raise DefinitionError("a choice needs answerOption.")
    if len({option.code for option in options}) < len(options):
        raise DefinitionError("two of answerOption are the same.")
    return options


def _option(option: Json) -> Option:
    exclusive = take(_extension(option, OPTION_EXCLUSIVE), "valueBoolean", bool)
    if "valueCoding" in option:
        coding = take(option, "valueCoding", dict)
        code, display = _code(coding), take(coding, "display", str)
        return Option(code, display or code, take(coding, "system", str), exclusive)
    if "valueInteger" in option:
        plain = str(take(option, "valueInteger", int))
    else:
        plain = take(option, "valueDate", str) or take(option, "valueString", str)
    if not plain:
        raise DefinitionError("an answerOption has no value that is served.")
    return Option(plain, plain, "", exclusive)


def _code(coding: Json) -> str:
    if code := take(coding, "code", str) or take(coding, "display", str):
        return code
    raise DefinitionError("a coding has no code.")


def _condition(enable_when: Json) -> Condition:
    try:
        operator = Operator(take(enable_when, "operator", str))
    except ValueError:
        raise DefinitionError(
            f"enableWhen operator {enable_when.get('operator')!r} is not FHIR's."
        ) from None
    return Condition(take(enable_when, "question", str), operator, _compared(enable_when))


def _compared(enable_when: Json) -> bool | int | Decimal | date | str:
    key = next((key for key in enable_when if key.startswith("answer")), None)
    match key:
        case "answerBoolean":
            return take(enable_when, key, bool)
        case "answerInteger":
            return take(enable_when, key, int)
        case "answerDecimal":
            return decimal(enable_when, key)
        case "answerString":
            return take(enable_when, key, str)
        case "answerCoding":
            return _code(take(enable_when, key, dict))
        case "answerDate":
            return _date(take(enable_when, key, str))
    raise DefinitionError("enableWhen has no answer that we can compare with.")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DefinitionError(f"{text!r} is not a date, such as 2026-11-20.") from None


def _check_references(questionnaire: Questionnaire) -> None:
    seen: set[str] = set()
    for item, _ in walk_tree(questionnaire.items):
        with about(item.link_id):
            if item.link_id in seen:
                raise DefinitionError("this linkId stands twice.")
            seen.add(item.link_id)
            for condition in item.enable_when:
                questionnaire.check(condition)
    if waiting := seen.difference(questionnaire.order):
        raise DefinitionError(f"{', '.join(sorted(waiting))}: wait in a circle, never asked.")
