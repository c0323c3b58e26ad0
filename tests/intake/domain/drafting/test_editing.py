from __future__ import annotations

from decimal import Decimal

import pytest

from intake.domain import drafting
from intake.domain.drafting import Choice, DraftError, Gone
from tests.intake.domain.drafting.make import FOREIGN, helper, option, swelling


def item(document, name):
    return drafting.tree.find(document, name).node


def test_a_new_question_has_a_name_that_a_person_can_read():
    document, name = drafting.add(swelling(), "boolean", "Où avez-vous mal ?", parent="page")

    assert name == "ou_avez_vous_mal"
    assert item(document, "page")["item"][-1] == {
        "linkId": name,
        "text": "Où avez-vous mal ?",
        "type": "boolean",
    }


def test_two_questions_with_the_same_words_have_two_names():
    document, first = drafting.add(swelling(), "string", "دوالي")
    document, second = drafting.add(document, "string", "دوالي")

    assert (first, second) == ("question", "question_2")


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("choices", {"type": "choice", "repeats": True}),
        ("leg-map", {"type": "choice", "repeats": True}),
        ("page", {"type": "group"}),
        ("quantity", {"type": "quantity"}),
    ],
)
def test_each_kind_is_what_fhir_calls_it(kind, written):
    document, name = drafting.add(swelling(), kind, "New", after="page")

    assert written.items() <= item(document, name).items()
    assert drafting.kind_of(item(document, name)) == kind
    assert document["item"][1]["linkId"] == name


def test_what_is_not_touched_stays_as_it_is_written():
    before = swelling()

    after = drafting.change(before, "which", text="Which of your legs?")

    assert before == swelling()
    item(before, "which")["text"] = "Which of your legs?"
    assert after == before


def test_a_form_that_is_saved_without_a_change_changes_nothing():
    for name in ("page", "swollen", "which", "age"):
        shown = vars(drafting.question(swelling(), name))
        fields = {key: shown[key] for key in shown if key not in ("link_id", "conditions")}

        assert drafting.change(swelling(), name, **fields) == swelling()


def test_an_option_keeps_its_code_whatever_its_words_become():
    there = drafting.question(swelling(), "which").options
    wanted = [Choice("", "Both"), Choice(there[1].key, "The right one"), there[0]]

    document = drafting.change(swelling(), "which", options=wanted)

    assert item(document, "which")["answerOption"] == [
        {"valueCoding": {"code": "both", "display": "Both"}},
        option("right", "The right one"),
        option("left", "Left", extension=[FOREIGN]),
    ]


def test_an_option_that_was_only_words_becomes_a_code_and_its_conditions_follow():
    document = swelling()
    item(document, "which")["answerOption"] = [{"valueString": "Left"}, {"valueString": "Right"}]
    item(document, "age")["enableWhen"] = [
        {"question": "which", "operator": "=", "answerString": "Left"}
    ]

    document = drafting.change(
        document, "which", options=[Choice("Left", "The left one"), Choice("Right", "Right")]
    )

    coding = {"code": "Left", "display": "The left one"}
    assert item(document, "which")["answerOption"][0] == {"valueCoding": coding}
    assert item(document, "age")["enableWhen"][0]["answerCoding"] == {"code": "Left"}


def test_an_option_that_stands_alone_says_so():
    there = drafting.question(swelling(), "which").options
    alone = [*there, Choice("", "Neither", is_exclusive=True)]

    document = drafting.change(swelling(), "which", options=alone)
    again = drafting.question(document, "which").options

    assert [each.is_exclusive for each in again] == [False, False, True]
    back = [Choice(each.key, each.text) for each in again]
    assert (
        "extension"
        not in drafting.change(document, "which", options=back)["item"][0]["item"][1][
            "answerOption"
        ][2]
    )


def test_an_option_that_a_condition_waits_for_is_not_removed():
    document = swelling()
    clause = drafting.Clause("which", "=", "urn:sides|left")
    document = drafting.set_conditions(document, "age", [clause])
    _, right = drafting.question(document, "which").options

    with pytest.raises(
        DraftError, match=r"“Left” cannot be removed yet: the condition of “How old are you\?”"
    ):
        drafting.change(document, "which", options=[right])


def test_an_option_that_no_condition_waits_for_is_removed():
    waits_for_left = drafting.Clause("which", "=", "urn:sides|left")
    document = drafting.set_conditions(swelling(), "age", [waits_for_left])
    left, _ = drafting.question(document, "which").options

    after = drafting.change(document, "which", options=[left])

    assert drafting.question(after, "which").options == (left,)


def test_a_limit_is_shown_whatever_else_its_extension_says():
    document = swelling()
    least = {"id": "a1", "url": "http://hl7.org/fhir/StructureDefinition/minValue"}
    item(document, "age")["extension"] = [{**least, "valueInteger": 18}]

    assert drafting.question(document, "age").minimum == "18"


def test_two_options_do_not_read_the_same():
    with pytest.raises(DraftError, match="Two options"):
        drafting.change(swelling(), "which", options=[Choice("", "Left"), Choice("", "left")])


def test_a_hint_keeps_its_place_and_goes_when_it_is_emptied():
    document = drafting.change(swelling(), "swollen", hint="Look down", why="It may be a clot.")

    assert [each["text"] for each in item(document, "swollen")["item"]] == [
        "It may be a clot.",
        "Look down",
    ]
    assert item(document, "swollen.prompt")["extension"] == (helper("", "", "prompt")["extension"])
    assert "item" not in item(drafting.change(document, "swollen", hint="", why=""), "swollen")


def test_a_new_type_takes_with_it_what_only_the_old_one_could_have():
    document = drafting.change(swelling(), "which", kind="string", max_length="20")

    assert item(document, "which")["type"] == "string"
    assert item(document, "which")["maxLength"] == 20
    assert "answerOption" not in item(document, "which")
    assert item(document, "which")["code"] == [{"code": "1234-5"}]
    assert "maxLength" not in item(drafting.change(document, "which", kind="date"), "which")


def test_a_page_becomes_a_section_and_keeps_what_else_it_has():
    document = drafting.change(swelling(), "page", kind="group")

    assert drafting.kind_of(item(document, "page")) == "group"
    assert item(document, "page")["extension"] == [FOREIGN]


def test_a_page_with_questions_does_not_become_a_text():
    with pytest.raises(DraftError, match="Move them away first"):
        drafting.change(swelling(), "page", kind="display")


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("integer", "18", {"valueInteger": 18}),
        ("decimal", "36.50", {"valueDecimal": Decimal("36.50")}),
        ("date", "2026-11-20", {"valueDate": "2026-11-20"}),
        ("time", "8:30".rjust(5, "0"), {"valueTime": "08:30:00"}),
    ],
)
def test_a_limit_is_written_as_its_type_wants_it(kind, typed, written):
    document = drafting.change(swelling(), "age", kind=kind, minimum=typed)

    found = item(document, "age")["extension"]
    assert [each.items() >= written.items() for each in found] == [True]
    assert "extension" not in item(drafting.change(document, "age", minimum=""), "age")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("minimum", "young"), ("max_decimals", "-1"), ("max_decimals", "1" * 50), ("minimum", "1.5")],
)
def test_a_limit_that_is_none_is_refused_with_an_example(field, typed):
    with pytest.raises(DraftError, match="such as"):
        drafting.change(swelling(), "age", **{field: typed})


def test_a_unit_is_said_formally_where_it_is_known():
    document = drafting.change(swelling(), "age", kind="quantity", units=["kg", "stones"])

    codings = [each["valueCoding"] for each in item(document, "age")["extension"]]
    assert codings == [
        {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kg"},
        {"display": "stones"},
    ]
    assert drafting.question(document, "age").units == ("kg", "stones")
    assert "extension" not in item(drafting.change(document, "age", units=[]), "age")


def test_staff_see_who_it_is_by_the_element_of_the_patient():
    document = drafting.change(swelling(), "age", kind="string", role="Patient.name")

    assert drafting.question(document, "age").role == "Patient.name"
    assert "definition" not in item(drafting.change(document, "age", role=""), "age")


def test_the_title_and_the_first_words_change_alone():
    document = drafting.set_words(swelling(), title="Veins", description="Hello.")

    assert document == swelling() | {"title": "Veins", "description": "Hello."}
    again = drafting.set_words(document, title="Legs", description="")
    assert again == swelling()


def test_what_a_colleague_took_out_is_gone():
    with pytest.raises(Gone):
        drafting.change(swelling(), "hand", text="Hand?")


def test_a_document_from_elsewhere_gets_the_names_that_editing_needs():
    items = [{"text": "First?"}, {"linkId": "a"}, {"linkId": "a"}, {"linkId": 7, "text": "Seven"}]

    document = drafting.ready({"resourceType": "Questionnaire", "item": items}, name="legs")

    assert [each["linkId"] for each in document["item"]] == ["first", "a", "a_2", "7"]
    assert (document["name"], document["title"]) == ("legs", "legs")


@pytest.mark.parametrize("typed", ["9" * 5000, "0", "-1", "٢", "x"])
def test_a_limit_that_is_no_number_is_refused_with_a_sentence(typed):
    with pytest.raises(DraftError, match="Enter a whole number such as 100"):
        drafting.change(swelling(), "which", kind="string", max_length=typed)


def test_a_list_of_places_becomes_a_drawing_and_a_list_again():
    document, name = drafting.add(swelling(), "choices", "Where does it hurt?")

    drawn = drafting.change(document, name, kind="leg-map")
    listed = drafting.change(drawn, name, kind="choices")

    [coding] = item(drawn, name)["extension"][0]["valueCodeableConcept"]["coding"]
    assert coding == {"system": "urn:upstream:item-control", "code": "leg-map"}
    assert drafting.kind_of(item(drawn, name)) == "leg-map"
    assert listed == document
