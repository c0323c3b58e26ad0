"""Definitions by chance: of the right shape, and of every wrong one."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.intake.domain.reading.make import SDC, STRUCTURE

CORE_SETS = "http://hl7.org/fhir/ValueSet/"
ODD = ("", " ", "a", "b", "pain", "pain@1", "1.2", "x\0", "ü ", "\ud800", "é" * 300)
WORDS = st.sampled_from(ODD)
SCALARS = st.none() | st.booleans() | st.integers(-5, 2**40) | st.floats() | WORDS
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
TYPES = (
    *("group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time"),
    *("string", "text", "url", "choice", "open-choice", "attachment", "quantity", "reference"),
    *("question", "coding", "Reference", "number", "nonsense"),
)
VALUE_KEYS = (
    *("Boolean", "Integer", "Decimal", "String", "Date", "DateTime", "Time", "Coding"),
    *("Quantity", "Reference", "Code", "Uri", "Attachment", "Expression", "CodeableConcept"),
    *("Canonical",),
)
CONTROLS = (*("page", "help", "prompt", "flyover", "gtable", "grid", "unit", "radio"),)
CORE = (
    *("questionnaire-itemControl", "questionnaire-hidden", "questionnaire-unit", "regex"),
    *("minValue", "maxValue", "minLength", "maxDecimalPlaces", "questionnaire-minOccurs"),
    *("questionnaire-maxOccurs", "mimeType", "maxSize", "entryFormat"),
    *("questionnaire-constraint", "variable", "translation", "questionnaire-unitOption"),
    *("questionnaire-displayCategory", "ordinalValue"),
)
OF_SDC = (
    *("enableWhenExpression", "calculatedExpression", "initialExpression", "answerExpression"),
    *("itemMedia", "answerOptionsToggleExpression", "minQuantity"),
)
CODINGS = st.fixed_dictionaries({}, optional={"code": WORDS, "display": WORDS, "system": WORDS})
EXPRESSIONS = st.fixed_dictionaries(
    {"expression": st.sampled_from(["true", "%a", "%resource.item", "today()", "((", ""])},
    optional={"language": st.sampled_from(["text/fhirpath", "text/cql"]), "name": WORDS},
)
CONTROL = st.fixed_dictionaries({"code": st.sampled_from(CONTROLS)})
CONCEPTS = st.fixed_dictionaries({"coding": st.lists(CONTROL, max_size=2)})
VALUES = (
    SCALARS
    | CODINGS
    | EXPRESSIONS
    | CONCEPTS
    | st.sampled_from(["2024", "2024-02-30", "12:00:00", "2024-01-01T10:00:00Z", "1.50"])
    | st.fixed_dictionaries({}, optional={"value": SCALARS, "unit": WORDS, "code": WORDS})
)


def valued(start: str) -> st.SearchStrategy[dict]:
    keys = st.sampled_from([start + key for key in VALUE_KEYS])
    return st.dictionaries(keys, VALUES, max_size=2)


NAMES = st.sampled_from(
    [*(STRUCTURE + name for name in CORE), *(SDC + name for name in OF_SDC), "urn:elsewhere"]
)
EXTENSIONS = st.lists(
    st.builds(lambda url, value: {"url": url, **value}, NAMES, valued("value")), max_size=3
)
OPTIONS = st.lists(valued("value") | CODINGS | WORDS, max_size=3)
CONDITIONS = st.lists(
    st.builds(
        lambda question, operator, answer: {"question": question, "operator": operator, **answer},
        WORDS,
        st.sampled_from(["=", "!=", "exists", ">", "<=", "is", ""]),
        valued("answer"),
    ),
    max_size=3,
)


def item(below: st.SearchStrategy) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {},
        optional={
            "linkId": WORDS | SCALARS,
            "type": st.sampled_from(TYPES) | SCALARS,
            "text": WORDS | SCALARS,
            "_text": st.fixed_dictionaries({"extension": EXTENSIONS}) | SCALARS,
            "required": st.booleans() | SCALARS,
            "repeats": st.booleans() | SCALARS,
            "readOnly": SCALARS,
            "maxLength": SCALARS,
            "prefix": SCALARS,
            "definition": SCALARS,
            "extension": EXTENSIONS | JSON,
            "answerOption": OPTIONS | JSON,
            "answerValueSet": st.sampled_from(["#a", "http://hl7.org/fhir/ValueSet/name-use"])
            | JSON,
            "initial": OPTIONS | JSON,
            "enableWhen": CONDITIONS | JSON,
            "enableBehavior": st.sampled_from(["any", "all", "ANY", "none"]) | SCALARS,
            "item": below,
            "code": JSON,
            "foreign": JSON,
        },
    )


ITEMS = st.recursive(
    st.lists(item(st.just([])), max_size=3),
    lambda below: st.lists(item(below | JSON), max_size=3),
    max_leaves=8,
)
DEFINITIONS = st.builds(
    lambda items, more: {"resourceType": "Questionnaire", "item": items, **more},
    ITEMS,
    st.fixed_dictionaries(
        {},
        optional={
            "name": SCALARS,
            "id": SCALARS,
            "title": SCALARS,
            "url": SCALARS,
            "status": SCALARS,
            "language": SCALARS,
            "extension": EXTENSIONS | JSON,
            "contained": JSON,
            "foreign": JSON,
        },
    ),
)
