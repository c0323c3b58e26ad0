"""A questionnaire that somebody made elsewhere comes in as a draft, by its text."""

from __future__ import annotations

import json

import pytest

from intake import draft_rows, taking_in
from intake.models import Questionnaire
from tests.intake.building import HOME, at, question_at
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db


def test_a_file_is_imported_by_its_text(desk):
    items = [{"linkId": "a", "text": "Do your feet hurt?", "type": "boolean"}] * 2
    text = json.dumps({"resourceType": "Questionnaire", "name": "Feet", "item": items})

    made = desk.post(f"{HOME}import/", {"document": f"\ufeff{text}"}, follow=True)

    shown = words(made)
    assert "“Feet” is imported as a draft. Check it now." in shown
    assert "Mended: " in shown
    assert len(draft_rows.document_of(Questionnaire.objects.get())["item"]) == 2


@pytest.mark.parametrize("text", ["", "no json", '{"resourceType": "Patient"}', "[" * 5000])
def test_what_cannot_be_imported_is_refused_and_stays_in_the_form(desk, text):
    refused = desk.post(f"{HOME}import/", {"document": text})

    assert refused.status_code == 422
    assert not Questionnaire.objects.exists()
    assert text[:20] in refused.content.decode().replace("&quot;", '"')


def test_an_import_can_be_the_next_version_of_what_is_there(desk):
    release = make_release()

    desk.post(f"{HOME}import/", {"document": release.document, "into": release.questionnaire_id})

    assert Questionnaire.objects.get().has_draft


def test_a_name_with_odd_letters_is_reached(desk, editor):
    text = json.dumps(
        {
            "resourceType": "Questionnaire",
            "item": [{"linkId": "/a b?&#1/%ü", "text": "Odd?", "type": "string"}],
        }
    )
    row = taking_in.take_in(text, by=editor).row
    shown = desk.get(at(row)).content.decode()

    way = shown.split("build/question/?item=")[1].split('"')[0]

    assert desk.get(at(row, f"build/question/?item={way}")).context["question"].text == "Odd?"


def test_a_translation_is_shown_beside_the_words_that_it_is_of(desk, editor):
    parts = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "¿Le duele?"}]
    beside = {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}
    item = {"linkId": "a", "text": "Does it hurt?", "type": "boolean"}
    item["_text"] = {"extension": [beside]}
    text = json.dumps({"resourceType": "Questionnaire", "item": [item]})
    row = taking_in.take_in(text, by=editor).row

    shown = words(desk.get(question_at(row, "a")))

    assert "Translated, and not changed with the words above: es: ¿Le duele?" in shown
