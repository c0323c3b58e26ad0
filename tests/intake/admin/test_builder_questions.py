"""The page of one question: its words, its options, and when it is asked."""

from __future__ import annotations

import pytest

from intake import draft_rows, drafting
from intake.domain import drafting as pure
from tests.intake.building import add, at, make_swelling, question_at, typed_in
from tests.intake.reading import words

pytestmark = pytest.mark.django_db

WHICH = "which_leg"


@pytest.fixture
def row(editor):
    return make_swelling(editor)


def save(client, row, name, **changes):
    return client.post(question_at(row, name), typed_in(client, question_at(row, name), **changes))


def question(row, name):
    row.refresh_from_db()
    return pure.question(draft_rows.document_of(row), name)


def test_a_question_is_saved_and_the_outline_shows_it(desk, row):
    saved = save(desk, row, WHICH, text="Which of them?", required="on", hint="Look.", why="Clots.")

    assert saved.url == f"{at(row)}#n1.2"
    found = question(row, WHICH)
    assert (found.text, found.required) == ("Which of them?", True)
    assert (found.hint, found.why) == ("Look.", "Clots.")


def test_a_form_saved_as_it_is_changes_nothing(desk, row):
    before = row.draft

    for name in ("first_page", "is_a_leg_swollen", WHICH, "your_name"):
        assert save(desk, row, name).status_code == 302

    row.refresh_from_db()
    assert row.draft == before


def test_options_are_added_reworded_ordered_and_emptied(desk, row):
    changes = {
        "option-0-text": "The left one",
        "option-0-ORDER": "2",
        "option-1-text": "",
        "option-2-text": "Both",
        "option-2-ORDER": "1",
        "option-2-is_exclusive": "on",
    }
    save(desk, row, WHICH, **changes)

    assert question(row, WHICH).options == (
        pure.Choice("|both", "Both", True),
        pure.Choice("|left", "The left one"),
    )


def test_more_options_keep_what_was_typed_and_save_nothing(desk, row):
    typed = {"text": "Half a thought", "option-2-text": "Both", "_more_options": "1"}

    wider = save(desk, row, WHICH, **typed)

    assert wider.status_code == 200
    shown = wider.content.decode()
    assert "Half a thought" in shown
    assert 'name="option-6-text"' in shown
    assert "There is a problem" not in shown
    assert question(row, WHICH).text == "Which leg?"


def test_a_condition_is_made_of_a_question_a_verb_and_an_answer(desk, row):
    save(
        desk,
        row,
        "your_name",
        **{
            "condition-0-question": WHICH,
            "condition-0-verb": "!=",
            "condition-0-answer": "|left",
        },
    )

    assert question(row, "your_name").conditions == (pure.Clause(WHICH, "!=", "|left"),)


def test_without_a_script_a_button_shows_the_answers_of_the_chosen_question(desk, row):
    typed = {"condition-0-question": WHICH, "condition-0-verb": "=", "_answers": "1"}

    shown = save(desk, row, "your_name", **typed).content.decode()

    assert '<option value="|left">Left</option>' in shown
    assert "Choose an answer of" not in shown


@pytest.mark.parametrize("answer", ["", "true", "|up"])
def test_a_condition_without_an_answer_says_so_and_offers_them(desk, row, answer):
    typed = {
        "condition-0-question": WHICH,
        "condition-0-verb": "=",
        "condition-0-answer": answer,
        "hint": "First and last",
    }

    refused = save(desk, row, "your_name", **typed)

    assert refused.status_code == 422
    shown = refused.content.decode()
    assert 'href="#id_condition-0-answer"' in shown
    assert "Choose an answer of “Which leg?”" in shown
    assert '<option value="|left">Left</option>' in shown
    assert "First and last" in shown


def test_two_conditions_are_joined_by_any_and_taken_away_again(desk, row):
    typed = {
        "condition-0-question": WHICH,
        "condition-0-verb": "=",
        "condition-0-answer": "|left",
        "condition-1-question": "is_a_leg_swollen",
        "condition-1-verb": "not answered",
        "condition-TOTAL_FORMS": "2",
        "joined": "any",
    }
    save(desk, row, "your_name", **typed)
    assert question(row, "your_name").is_any
    assert len(question(row, "your_name").conditions) == 2

    save(desk, row, "your_name", **{"condition-0-question": "", "condition-1-question": ""})

    assert question(row, "your_name").conditions == ()


def test_a_condition_offers_only_what_is_asked_before(desk, row):
    shown = desk.get(question_at(row, WHICH)).content.decode()

    assert '<option value="is_a_leg_swollen"' in shown
    assert '<option value="your_name"' not in shown
    assert "no question comes before it" in words(desk.get(question_at(row, "first_page")))


def test_an_option_that_is_waited_for_is_not_removed(desk, row):
    typed = {"condition-0-question": WHICH, "condition-0-verb": "=", "condition-0-answer": "|left"}
    save(desk, row, "your_name", **typed)

    refused = save(desk, row, WHICH, **{"option-0-text": ""})

    assert refused.status_code == 422
    assert "the condition of “Your name” asks for it" in words(refused)
    assert len(question(row, WHICH).options) == 2


def test_another_kind_leads_back_to_its_own_fields(desk, row):
    saved = save(desk, row, "your_name", kind="quantity")

    assert saved.url == question_at(row, "your_name")
    assert "Units" in words(desk.get(saved.url))
    save(desk, row, "your_name", units="kg, lb")
    assert question(row, "your_name").units == ("kg", "lb")


def test_a_limit_that_is_none_stays_in_its_box(desk, row, editor):
    name = add(row, "integer", "How old are you?", by=editor)

    refused = save(desk, row, name, minimum="young")

    assert refused.status_code == 422
    assert "Enter the limit such as 40." in words(refused)
    assert 'value="young"' in refused.content.decode()


def test_a_stale_save_is_refused_keeps_what_was_typed_and_goes_through_at_last(
    desk, row, administrator
):
    typed = typed_in(desk, question_at(row, WHICH), text="Mine")
    add(row, "boolean", "Do you smoke?", by=administrator)

    refused = desk.post(question_at(row, WHICH), typed)

    assert refused.status_code == 422
    shown = words(refused)
    assert "ada saved this draft after you opened it. Your change is not in it." in shown
    assert "What your Save would change now Changed Which leg? It now reads" not in shown
    assert "It now reads “Mine” (before: “Which leg?”)" in shown
    assert question(row, WHICH).text == "Which leg?"

    again = {**typed, "number": row.draft_number}
    assert desk.post(question_at(row, WHICH), again).status_code == 302
    assert question(row, WHICH).text == "Mine"
    assert len(pure.outline(draft_rows.document_of(row))) == 5


def test_what_was_typed_about_a_question_that_is_gone_is_not_lost(desk, row, administrator):
    typed = typed_in(desk, question_at(row, WHICH), text="Typed for long")
    made = pure.remove(draft_rows.document_of(row), WHICH)
    row = drafting.save(row, made, number=row.draft_number, by=administrator)

    refused = desk.post(question_at(row, WHICH), typed)
    assert refused.status_code == 422
    assert "Somebody took this question out meanwhile." in words(refused)
    assert "Typed for long" in refused.content.decode()

    added = {**typed, "number": row.draft_number, "_again": "1"}
    back = desk.post(question_at(row, WHICH), added, follow=True)

    assert "“Typed for long” is back, as the last one." in words(back)
    found = question(row, "typed_for_long")
    assert [choice.text for choice in found.options] == ["Left", "Right"]
    assert found.conditions == (pure.Clause("is_a_leg_swollen", "=", "true"),)


@pytest.mark.parametrize("name", ["option", "condition"])
@pytest.mark.parametrize("count", ["", "x", "-1", "9" * 30])
def test_a_form_that_was_tampered_with_is_refused_and_never_breaks(desk, row, name, count):
    typed = {f"{name}-TOTAL_FORMS": count, "_more_options": "1"}

    assert save(desk, row, WHICH, **typed).status_code in (200, 302, 422)
    assert save(desk, row, WHICH, **{f"{name}-TOTAL_FORMS": count}).status_code in (302, 422)
    assert save(desk, row, WHICH, number="²").status_code in (302, 422)


def test_what_came_by_import_and_has_no_words_here_stays(desk, row, editor):
    document = draft_rows.document_of(row)
    item = document["item"][1]
    item["definition"] = "http://hl7.org/fhir/StructureDefinition/Patient#Patient.photo"
    item["extension"] = [{"url": "https://clinic.example/colour", "valueString": "blue"}]
    drafting.save(row, document, number=row.draft_number, by=editor)
    row.refresh_from_db()

    save(desk, row, "your_name", text="Your full name")

    row.refresh_from_db()
    kept = draft_rows.document_of(row)["item"][1]
    assert kept == {**item, "text": "Your full name"}


def test_a_very_long_list_of_options_is_kept_and_told_by_its_length(desk, row, editor):
    options = [pure.Choice("", f"Place {number}") for number in range(900)]
    made = pure.change(draft_rows.document_of(row), WHICH, options=options)
    row = drafting.save(row, made, number=row.draft_number, by=editor)

    assert "It has 900 options." in words(desk.get(question_at(row, WHICH)))
    assert save(desk, row, WHICH, text="Which place?").status_code == 302

    found = question(row, WHICH)
    assert (found.text, len(found.options)) == ("Which place?", 900)
