"""Whatever somebody sends, the validator answers with issues and never falls over."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.validation.definition import KINDS
from intake.domain.validation.issues import is_valid, outcome
from intake.domain.validation.structure import SHAPES
from intake.domain.validation.validating import validate

NAMES = sorted({name for shape in SHAPES.values() for name in shape.elements})
TEXTS = st.sampled_from(["a", "b", "#a", "", " ", "2022", "2022-13", "\ud800", "urn:uuid:x", "é"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([10**400, 1.5, float("nan"), float("inf"), Decimal("1E+999999"), -0.0])
    | TEXTS
)
ANYTHING = st.recursive(
    LEAVES,
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, "url", "resourceType", "x"]), below, max_size=4)
    ),
    max_leaves=20,
)
RESPONSES = st.fixed_dictionaries(
    {"resourceType": st.just("QuestionnaireResponse")},
    optional={name: ANYTHING for name in NAMES if name in SHAPES["QuestionnaireResponse"].elements},
)
LIMITS = """
minValue maxValue minLength maxDecimalPlaces regex mimeType maxSize questionnaire-minOccurs
questionnaire-maxOccurs questionnaire-unitOption questionnaire-unitValueSet
questionnaire-optionExclusive
"""
EXTENSIONS = st.builds(
    lambda name, key, value: {
        "url": f"http://hl7.org/fhir/StructureDefinition/{name}",
        f"value{key}": value,
    },
    st.sampled_from(LIMITS.split()),
    st.sampled_from(["Integer", "String", "Decimal", "Coding", "Date", "Boolean"]),
    ANYTHING,
)
KEYS = st.sampled_from(["valueInteger", "valueCoding", "valueString", "valueDate", "valueQuantity"])
ANSWERS = st.dictionaries(KEYS, ANYTHING, max_size=2)
IDS = st.sampled_from(["a", "b", "c"])


def items(below: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {"linkId": IDS, "type": st.sampled_from(sorted(KINDS)) | LEAVES},
        optional={
            "item": below | ANYTHING,
            "repeats": st.booleans(),
            "required": st.booleans(),
            "maxLength": LEAVES,
            "answerOption": st.lists(ANSWERS, max_size=2) | ANYTHING,
            "answerValueSet": TEXTS,
            "extension": st.lists(EXTENSIONS, max_size=3) | ANYTHING,
            "enableWhen": st.lists(
                st.fixed_dictionaries(
                    {"question": IDS, "operator": st.sampled_from(["exists", "=", ">"])},
                    optional={"answerInteger": st.integers(0, 2), "answerBoolean": st.booleans()},
                ),
                max_size=2,
            ),
        },
    )


def entries(below: st.SearchStrategy) -> st.SearchStrategy:
    answers = st.fixed_dictionaries({}, optional={"item": below}) | ANSWERS
    return st.fixed_dictionaries(
        {"linkId": IDS},
        optional={
            "text": TEXTS,
            "answer": st.lists(answers, max_size=3) | ANYTHING,
            "item": below,
        },
    )


def nested(make: Callable[[st.SearchStrategy], st.SearchStrategy]) -> st.SearchStrategy:
    """Return lists of what `make` makes, up to three levels deep."""
    level = st.just([])
    for _ in range(3):
        level = st.lists(make(level), max_size=3)
    return level


QUESTIONNAIRES = st.fixed_dictionaries(
    {
        "resourceType": st.just("Questionnaire"),
        "item": nested(items) | ANYTHING,
    },
    optional={"url": TEXTS, "effectivePeriod": ANYTHING, "status": TEXTS, "contained": ANYTHING},
)
FITTING = st.fixed_dictionaries(
    {
        "resourceType": st.just("QuestionnaireResponse"),
        "status": st.sampled_from(["completed", "in-progress"]),
        "item": nested(entries),
    }
)


@settings(max_examples=150, deadline=None)
@given(QUESTIONNAIRES | ANYTHING.filter(lambda any_: isinstance(any_, dict)), RESPONSES | ANYTHING)
def test_any_json_is_answered(questionnaire, response):
    issues = validate(questionnaire, response, supporting=[response, questionnaire])

    assert isinstance(is_valid(issues), bool)
    assert json.dumps(outcome(issues))


@settings(max_examples=200, deadline=None)
@given(QUESTIONNAIRES, FITTING)
def test_any_answers_to_any_questionnaire_are_answered(questionnaire, response):
    issues = validate(questionnaire, response)

    assert all(each.expression.startswith("QuestionnaireResponse") for each in issues)


def test_a_response_that_is_nested_without_end_is_told_so():
    item: dict = {"linkId": "a"}
    for _ in range(300):
        item = {"linkId": "a", "item": [item]}
    definition = {"resourceType": "Questionnaire", "item": [{"linkId": "a", "type": "group"}]}
    response = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [item]}

    issues = validate(definition, response)

    assert "tooDeep" in {each.detail for each in issues}
    assert not is_valid(issues)
