"""A definition in the languages that it is translated into."""

from __future__ import annotations

from intake.domain.reading import in_language, read
from intake.domain.reading.translations import untranslated
from tests.intake.domain.reading.make import document, extension, question


def into(**languages: str) -> dict:
    """Words in other languages, as they stand beside a text."""
    translations = [
        extension(
            "translation",
            extension=[
                {"url": "lang", "valueCode": language.replace("_", "-")},
                {"url": "content", "valueString": words},
            ],
        )
        for language, words in languages.items()
    ]
    return {"extension": translations}


LEFT = {"code": "l", "display": "Left", "_display": into(es="Izquierda")}
FORM = document(
    question(
        "side",
        "choice",
        text="Which leg?",
        _text=into(es="¿Qué pierna?", de="Welches Bein?"),
        answerOption=[
            {"valueCoding": LEFT},
            {"valueString": "Both", "_valueString": into(es="Ambas")},
            {"valueCoding": {"display": "None", "_display": into(es="Ninguna")}},
        ],
    ),
    _title=into(es="Piernas"),
)


def test_the_languages_of_a_definition_are_known():
    assert set(read(FORM).questionnaire.languages) == {"es", "de"}
    assert read(document(question())).questionnaire.languages == ()


def test_words_are_swapped_and_keys_stay():
    before, after = read(FORM), read(in_language(FORM, "es"))
    side, lado = before.questionnaire.items[0], after.questionnaire.items[0]

    assert (after.questionnaire.title, after.questionnaire.language) == ("Piernas", "es")
    assert lado.text == "¿Qué pierna?"
    assert [option.display for option in lado.options] == ["Izquierda", "Ambas", "Ninguna"]
    assert [option.code for option in lado.options] == [option.code for option in side.options]
    assert [option.plain for option in lado.options] == ["l", "Both", "None"]
    assert FORM["title"] == "Legs"


def test_what_rules_and_branches_compare_with_is_never_swapped():
    """A program that translates every text it finds must not make an emergency another answer."""
    cold = {"code": "cold", "_code": into(es="frío"), "display": "Cold"}
    when = {
        "question": "foot",
        "_question": into(es="pie"),
        "operator": "=",
        "answerString": "Since today",
        "_answerString": into(es="Desde hoy"),
    }
    form = document(
        question("leg", "choice", answerOption=[{"valueCoding": cold}], _linkId=into(es="pierna")),
        question(
            "foot",
            "open-choice",
            answerOption=[{"valueString": "Since today"}],
            initial=[{"valueString": "Since today", "_valueString": into(es="Desde hoy")}],
        ),
        question("more", enableWhen=[when]),
    )

    here, there = (read(each).questionnaire for each in (form, in_language(form, "es")))

    assert [item.link_id for item in there.items] == ["leg", "foot", "more"]
    assert [option.code for option in there.items[0].options] == ["cold"]
    assert there.items[1].initial == here.items[1].initial
    assert there.items[2].enable_when == here.items[2].enable_when


def test_what_has_no_translation_stays_in_its_own_words():
    read_form = read(in_language(FORM, "de")).questionnaire

    assert (read_form.title, read_form.items[0].text) == ("Legs", "Welches Bein?")
    assert read(in_language(FORM, "fr")).questionnaire.items[0].text == "Which leg?"


def test_a_variety_of_a_language_stands_in_for_another():
    form = document(question("x", _text=into(es_MX="¿Duele?")))

    assert read(in_language(form, "es")).questionnaire.items[0].text == "¿Duele?"
    assert read(in_language(form, "es-AR")).questionnaire.items[0].text == "¿Duele?"


def test_codes_of_a_contained_set_are_called_as_their_designation_says():
    left = {
        "code": "l",
        "display": "Left",
        "designation": [{"language": "es", "value": "Izquierda"}],
    }
    sets = {
        "resourceType": "ValueSet",
        "id": "s",
        "compose": {"include": [{"system": "urn:s", "concept": [left]}]},
    }
    form = document(question("x", "choice", answerValueSet="#s"), contained=[sets])

    assert read(in_language(form, "es")).questionnaire.items[0].options[0].display == "Izquierda"


def test_words_that_lack_a_language_that_others_have_are_told():
    found = list(untranslated(FORM))

    assert ("", "The questionnaire: no translation into de: Legs") in found
    assert ("side", "side: no translation into de: Left") in found
    assert not [sentence for _, sentence in found if "into Spanish" in sentence]
    assert list(untranslated(document(question()))) == []
