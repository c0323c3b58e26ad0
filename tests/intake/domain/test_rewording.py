"""A question is reworded, and its translation is not: editors are told before they publish."""

from __future__ import annotations

import pytest

from intake.domain import drafting
from intake.domain.drafting import Choice
from intake.domain.linting import is_grave, lint
from intake.domain.rewording import reworded
from tests.intake.domain.drafting.make import swelling


def in_spanish(element, key, words):
    """Put a translation beside a text, as FHIR has it."""
    parts = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": words}]
    url = "http://hl7.org/fhir/StructureDefinition/translation"
    element[f"_{key}"] = {"extension": [{"url": url, "extension": parts}]}


def item(document, name):
    return drafting.tree.find(document, name).node


@pytest.fixture
def translated():
    document = drafting.tree.copied(swelling())
    in_spanish(item(document, "swollen"), "text", "¿Tiene una pierna hinchada?")
    return document


def test_words_that_leave_their_translation_behind_are_told(translated):
    draft = drafting.change(translated, "swollen", text="Is a foot swollen?")

    (fault,) = reworded([translated], draft)

    assert fault in lint(draft, {}, [translated])
    assert (fault.link_id, fault.code, is_grave(fault)) == ("swollen", "translation", False)
    assert fault.text == (
        "It reads “Is a foot swollen?” now. Its es words are still those for "
        "“Is a leg swollen?”: “¿Tiene una pierna hinchada?”. Have them translated anew."
    )


def test_publishing_it_all_the_same_does_not_make_the_translation_newer(translated):
    other = drafting.change(translated, "swollen", text="Is a foot swollen?")

    assert len(list(reworded([other, other, translated], other))) == 1


def test_a_new_translation_or_the_old_words_are_enough(translated):
    other = drafting.change(translated, "swollen", text="Is a foot swollen?")
    anew = drafting.tree.copied(other)
    in_spanish(item(anew, "swollen"), "text", "¿Tiene un pie hinchado?")

    assert list(reworded([other, translated], anew)) == []
    assert list(reworded([other, translated], translated)) == []
    assert list(reworded([], other)) == []  # nothing is known of when it was translated


def test_options_hints_and_the_title_are_looked_at_too(translated):
    before = drafting.change(translated, "swollen", hint="Look at both ankles")
    in_spanish(item(before, "swollen.prompt"), "text", "Mire los dos tobillos")
    in_spanish(item(before, "which")["answerOption"][0]["valueCoding"], "display", "Izquierda")
    in_spanish(before, "title", "Antes de su visita")
    first, *rest = drafting.question(before, "which").options

    after = drafting.change(before, "swollen", hint="Look at both knees")
    renamed = [Choice(first.key, "The left one", first.is_exclusive), *rest]
    after = drafting.change(after, "which", options=renamed)
    after = drafting.set_words(after, title="After your visit", description="")

    told = [
        (fault.link_id, fault.text.partition(" reads")[0]) for fault in reworded([before], after)
    ]
    assert told == [("", "The title"), ("swollen", "The hint"), ("which", "An option")]
