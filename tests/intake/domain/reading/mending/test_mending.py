"""What real files get wrong, how it is mended, and what is said about it."""

from __future__ import annotations

import copy

import pytest

from intake.domain.reading import read
from intake.domain.reading.mending import mend
from tests.intake.domain.reading.make import (
    WHOLE,
    coding,
    document,
    extension,
    helper,
    question,
    sdc,
)


def mended(*items: dict, **more) -> tuple[dict, tuple[str, ...]]:
    """Return the mended document and what was mended; the given one stays as it was."""
    given = document(*items, **more)
    before = copy.deepcopy(given)
    after, repaired = mend(given)
    assert given == before
    assert mend(after) == (after, ())
    read(after)
    return after, repaired


def item(kind: str | None = "string", **more) -> tuple[dict, str]:
    """Return one mended item, and the sentence about it."""
    given = question("x", kind or "", **more)
    if kind is None:
        del given["type"]
    after, repaired = mended(given)
    assert all(sentence.startswith("x: ") for sentence in repaired)
    return after["item"][0], " ".join(repaired)


@pytest.mark.parametrize("key", ["name", "title", "url", "status"])
def test_what_a_questionnaire_says_of_itself_is_made_where_it_is_missing(key):
    given = {name: value for name, value in document(question()).items() if name != key}

    after, repaired = mend(given)

    assert after[key]
    assert repaired == (f"The questionnaire: it had no {key}; it is now {after[key]!r}.",)


def test_the_id_comes_before_the_title_and_the_name_of_the_file():
    def name(**more) -> str:
        bare = {"resourceType": "Questionnaire", "item": [question()]}
        return mend({**bare, **more}, name="file")[0]["name"]

    assert name(id="my-id", title="My title") == "my-id"
    assert name(title="My title") == "file"
    assert name() == "file"


def test_a_status_that_fhir_does_not_know_becomes_a_draft():
    after, repaired = mended(question(), status="live")

    assert after["status"] == "draft"
    assert "status" in repaired[0]


def test_an_item_without_a_link_id_gets_one_from_its_place():
    group = question("g", "group", item=[{"type": "string", "text": "A"}])
    after, repaired = mended({"type": "string", "text": "B"}, group)

    assert [each["linkId"] for each in after["item"]] == ["1", "g"]
    assert after["item"][1]["item"][0]["linkId"] == "g.1"
    assert repaired == (
        "1: it had no linkId; this one is made.",
        "g.1: it had no linkId; this one is made.",
    )


def test_a_link_id_that_stands_twice_is_renumbered_and_the_first_keeps_its_conditions():
    asks = {"question": "a", "operator": "=", "answerBoolean": True}
    after, repaired = mended(
        question("a"),
        question("a"),
        question("a-2"),
        question("a"),
        question("b", enableWhen=[asks]),
    )

    assert [each["linkId"] for each in after["item"]] == ["a", "a-3", "a-2", "a-4", "b"]
    assert after["item"][4]["enableWhen"] == [asks]
    assert repaired[0] == "a-3: its linkId a stands twice; it is renumbered."


@pytest.mark.parametrize(
    ("written", "link_id"),
    [(12, "12"), (" a ", "a"), ("a\nb", "a b"), ("x" * 300, None)],
)
def test_a_link_id_that_is_odd_is_mended_and_conditions_follow(written, link_id):
    asks = {"question": written, "operator": "=", "answerBoolean": True}
    after, repaired = mended(question(written), question("b", enableWhen=[asks]))

    found = after["item"][0]["linkId"]
    assert found == link_id or (link_id is None and len(found) == 200)
    assert after["item"][1]["enableWhen"][0]["question"] == found
    assert "its linkId was" in repaired[0]


def test_no_link_id_looks_like_an_instance_of_another():
    after, _ = mended(question("pain"), question("pain@2"), question("else@2"))

    assert [each["linkId"] for each in after["item"]] == ["pain", "pain-2", "else@2"]


def test_a_slash_in_a_link_id_is_no_fault():
    assert mended(question("/59408-5"))[1] == ()


@pytest.mark.parametrize(
    ("kind", "given", "expected", "words"),
    [
        ("string", {"required": "true"}, {"required": True}, "required is true or false"),
        ("string", {"repeats": 1}, {"repeats": True}, "repeats is true or false"),
        ("string", {"required": "often"}, {"required": None}, "neither true nor false"),
        ("string", {"maxLength": "20"}, {"maxLength": 20}, "maxLength is a whole number"),
        ("string", {"maxLength": "long"}, {"maxLength": None}, "it is left out"),
        ("string", {"maxLength": 0}, {"maxLength": None}, "such a maxLength"),
        ("date", {"maxLength": 5}, {"maxLength": None}, "makes no sense on a date"),
        ("string", {"text": 5}, {"text": "5"}, "text is a text, not a number"),
        ("string", {"prefix": " "}, {"prefix": None}, "an empty prefix is left out"),
        ("string", {"prefix": {}}, {"prefix": None}, "an empty prefix is left out"),
        ("string", {"extension": []}, {"extension": None}, "an empty extension is left out"),
        ("string", {"_text": []}, {"_text": None}, "an empty _text"),
        ("string", {"code": None}, {"code": None}, "an empty code"),
        ("string", {"initial": "me"}, {"initial": [{"valueString": "me"}]}, "list of objects"),
        ("string", {"initialString": "me"}, {"initial": [{"valueString": "me"}]}, "moved there"),
        (
            "string",
            {"initial": [{"valueString": "a"}, {"valueString": "b"}]},
            {"initial": [{"valueString": "a"}]},
            "the first is kept",
        ),
        ("display", {"required": False}, {"required": None}, "makes no sense on a text"),
        ("display", {"repeats": True}, {"repeats": None}, "makes no sense on a text"),
        ("display", {"item": [question()]}, {"type": "group"}, "now a group"),
        ("display", {"answerOption": [coding("a")]}, {"type": "choice"}, "now a choice"),
        ("group", {"answerOption": [coding("a")]}, {"type": "choice"}, "now a choice"),
        ("group", {"item": []}, {"type": "display", "item": None}, "only its text is shown"),
        ("group", {"item": [question()], "maxLength": 5}, {"maxLength": None}, "a group has no"),
        ("choice", {}, {"type": "open-choice"}, "nothing to choose from"),
        ("string", {"answerValueSet": "urn:x"}, {"type": "choice"}, "so that it is a choice"),
        (
            "choice",
            {"answerOption": [coding("a")], "answerValueSet": "urn:x"},
            {"answerValueSet": None},
            "the options are kept",
        ),
        (
            "choice",
            {"answerOption": [coding("a"), coding("a"), {"valueCoding": {}}]},
            {"answerOption": [coding("a")]},
            "once is enough",
        ),
        (
            "choice",
            {"answerOption": ["Yes", 2, {"code": "n", "display": "No"}]},
            {"answerOption": [{"valueString": "Yes"}, {"valueInteger": 2}, coding("n", "No")]},
            "list of objects",
        ),
        ("choice", {"option": [coding("a")]}, {"answerOption": [coding("a")]}, "renamed"),
        (
            "choice",
            {"options": {"reference": "urn:x"}},
            {"answerValueSet": "urn:x", "options": None},
            "renamed",
        ),
        ("coding", {"answerOption": [coding("a")]}, {"type": "choice"}, "not one of R4"),
        (
            "coding",
            {"answerOption": [coding("a")], "answerConstraint": "optionsOrString"},
            {"type": "open-choice", "answerConstraint": None},
            "own words are taken",
        ),
        ("question", {"answerOption": [coding("a")]}, {"type": "choice"}, "'question'"),
        ("Quantity", {}, {"type": "quantity"}, "now quantity"),
        ("datetime", {}, {"type": "dateTime"}, "now dateTime"),
        ("nonsense", {}, {"type": "string"}, "now string"),
        (None, {}, {"type": "string"}, "had no type"),
        (None, {"item": [question()]}, {"type": "group"}, "a group"),
        (None, {"answerOption": [coding("a")]}, {"type": "choice"}, "a choice"),
        (None, {"initial": [{"valueDate": "2024-01-01"}]}, {"type": "date"}, "a date"),
        (
            None,
            {"extension": [extension("minValue", valueInteger=1)]},
            {"type": "integer"},
            "a integer",
        ),
        (
            None,
            {"extension": [extension("mimeType", valueCode="image/*")]},
            {"type": "attachment"},
            "attachment",
        ),
        (
            "string",
            {"extension": [extension("questionnaire-maxOccurs", valueInteger=3)]},
            {"repeats": True},
            "its maxOccurs is 3, so that it repeats",
        ),
    ],
)
def test_what_an_item_gets_wrong_is_mended_and_told(kind, given, expected, words):
    after, said = item(kind, **given)

    assert {key: after.get(key) for key in expected} == expected
    assert words in said


def test_a_question_without_a_text_is_given_one():
    def text(**more) -> str:
        after, repaired = mended({"linkId": "legPain_left", "type": "boolean", **more})
        assert repaired == (
            f"legPain_left: it had no text; it is now {after['item'][0]['text']!r}.",
        )
        return after["item"][0]["text"]

    assert text(code=[{"code": "1", "display": "Leg pain"}], prefix="1.") == "Leg pain"
    assert text(prefix="1.") == "1."
    assert text(type="choice", answerOption=[coding("a", "Call me")]) == "Call me"
    assert text() == "Leg pain left"
    assert mended({"linkId": "1.2", "type": "date"})[0]["item"][0]["text"] == "Question 1.2"


@pytest.mark.parametrize(
    "item",
    [
        {"type": "string", "item": [helper("flyover", "Name")]},
        {"type": "group", "item": [question("y")]},
        {"type": "string", "_text": {"extension": [extension("rendering-xhtml", valueString="a")]}},
        {"type": "string", "_text": {"extension": [sdc("x", "1") | extension("cqf-expression")]}},
    ],
)
def test_a_text_that_is_said_otherwise_is_not_made_up(item):
    if "_text" in item and item["_text"]["extension"][0]["url"].endswith("cqf-expression"):
        item["_text"]["extension"][0]["valueExpression"] = {"expression": "'a'"}

    assert mended({"linkId": "x", **item})[1] == ()


def test_something_that_is_no_item_is_left_out():
    after, repaired = mended(question(), "text", None, {})

    assert len(after["item"]) == 1
    assert "is no item" in repaired[0]
    assert mend({**WHOLE, "item": question()})[0]["item"] == [question()]


def test_signs_that_cannot_be_shown_are_left_out():
    after, repaired = mended(question(text="Le\0gs \ud83e"))

    assert after["item"][0]["text"] == "Legs "
    assert repaired == ("Signs that cannot be shown (such as NUL) are left out.",)


def test_a_fixed_answer_is_kept_where_nobody_could_choose_another():
    fixed = {"initial": [coding("left")]}

    assert item("choice", **fixed)[0]["type"] == "open-choice"
    assert (
        item("choice", extension=[extension("questionnaire-hidden", valueBoolean=True)], **fixed)[1]
        == ""
    )
