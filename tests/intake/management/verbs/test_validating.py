"""`questionnaire validate`: what it prints, and how it ends."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "url": "http://clinic.example/pain",
    "status": "active",
    "item": [
        {"linkId": "pain", "type": "integer", "required": True},
        {"linkId": "side", "type": "choice", "answerValueSet": "http://clinic.example/sides"},
    ],
}
SIDES = {
    "resourceType": "ValueSet",
    "url": "http://clinic.example/sides",
    "compose": {
        "include": [{"system": "http://clinic.example/side", "concept": [{"code": "left"}]}]
    },
}


def response(**answers: dict) -> dict:
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": "http://clinic.example/pain",
        "status": "completed",
        "item": [{"linkId": key, "answer": [value]} for key, value in answers.items()],
    }


def run(*arguments: str) -> tuple[int, str]:
    """Run the command; return how it ended, and what it printed."""
    out = StringIO()
    try:
        call_command("questionnaire", "validate", *arguments, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def validate(tmp_path: Path):
    """Call the command with these files; return how it ended, and what it printed."""

    def call(answered: object, *others: object, questionnaire: object = QUESTIONNAIRE):
        names = []
        for number, content in enumerate((questionnaire, answered, *others)):
            file = tmp_path / f"{number}.json"
            names.append(str(file))
            if content is not None:
                text = content if isinstance(content, str) else json.dumps(content)
                file.write_text(text, encoding="utf-8")
        others_too = (part for name in names[2:] for part in ("--with", name))
        status, printed = run("--questionnaire", names[0], *others_too, names[1])
        return status, json.loads(printed)

    return call


def test_a_valid_response_ends_well(validate):
    status, outcome = validate(response(pain={"valueInteger": 3}))

    assert status == 0
    assert outcome["resourceType"] == "OperationOutcome"
    assert [issue["severity"] for issue in outcome["issue"]] == ["information"]


def test_an_invalid_response_says_where_it_is_wrong(validate):
    status, outcome = validate(response(pain={"valueString": "a lot"}))

    assert status == 1
    (issue,) = outcome["issue"]
    assert issue["severity"] == "error"
    assert issue["code"] == "invariant"
    assert issue["details"]["coding"][0]["code"] == "invalidAnswerType"
    assert issue["details"]["text"] == "Answer value must be of the type integer not string."
    assert issue["expression"] == ["QuestionnaireResponse.item[0].answer[0]"]


def test_value_sets_come_with_it(validate):
    coding = {"valueCoding": {"system": "http://clinic.example/side", "code": "middle"}}
    answered = response(pain={"valueInteger": 3}, side=coding)

    alone, _ = validate(answered)
    with_sides, outcome = validate(answered, SIDES)

    assert (alone, with_sides) == (0, 1)
    assert outcome["issue"][0]["details"]["coding"][0]["code"] == "invalidCoding"


def test_a_response_can_bring_its_questionnaire(tmp_path):
    file = tmp_path / "response.json"
    contained = {**QUESTIONNAIRE, "id": "q"}
    answered = {**response(), "questionnaire": "#q", "contained": [contained]}
    del answered["item"]
    file.write_text(json.dumps(answered), encoding="utf-8")

    status, printed = run(str(file))

    assert status == 1
    assert "required" in printed


def test_other_files_can_be_named_together_or_one_by_one(tmp_path):
    coding = {"valueCoding": {"system": "http://clinic.example/side", "code": "left"}}
    contents = {
        "q": QUESTIONNAIRE,
        "sides": SIDES,
        "more": {"resourceType": "Bundle"},
        "r": response(pain={"valueInteger": 3}, side=coding),
    }
    files = {name: str(tmp_path / name) for name in contents}
    for name, content in contents.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    together = ["--with", files["more"], files["sides"], files["r"]]
    one_by_one = ["--with", files["more"], "--with", files["sides"], files["r"]]
    first = [files["r"], "--with", files["more"], files["sides"]]

    for arguments in (together, one_by_one, first):
        status, printed = run("--questionnaire", files["q"], *arguments)
        assert status == 0
        assert "Nothing is wrong" in printed


@pytest.mark.parametrize(
    "unreadable",
    [
        None,
        "",
        "no JSON",
        "[]",
        '{"resourceType": "Patient"}',
        '{"resourceType": "QuestionnaireResponse", "status": NaN}',
        '{"resourceType": "QuestionnaireResponse", "item": ' + "[" * 90_000 + "]" * 90_000 + "}",
        '{"resourceType": "QuestionnaireResponse", "item": ' + "[" * 150 + "]" * 150 + "}",
        '{"resourceType": "QuestionnaireResponse", "a": ' + "9" * 9_000 + "}",
    ],
    ids=["missing", "empty", "text", "list", "other", "nan", "deepest", "deep", "number"],
)
def test_what_cannot_be_read_is_neither_valid_nor_invalid(validate, unreadable):
    status, outcome = validate(unreadable)

    assert status == 2
    (issue,) = outcome["issue"]
    assert issue["severity"] == "fatal"
    assert "1.json" in issue["details"]["text"]


def test_neither_is_a_questionnaire_that_is_none(validate):
    status, _ = validate(response(), questionnaire={"resourceType": "ValueSet"})

    assert status == 2


def test_halves_of_characters_can_be_told_of(validate):
    half = '{"resourceType": "QuestionnaireResponse", "status": "\\ud800", "\\udfff": 1}'

    status, outcome = validate(half)

    assert status == 1
    assert outcome["issue"]
