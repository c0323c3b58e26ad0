"""The shipped forms in other languages: nothing left out, nothing changed but the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from intake.domain.cases import Case, read_case
from intake.domain.linting import lint
from intake.domain.patient_texts import read_texts, unreviewed
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import in_language
from intake.domain.reading.translations import known_beside, languages
from intake.domain.walk import Walk
from tests.intake.shipped import FORMS, RULES, form, shipped

READ = ("title", "description", "text", "display")
"""The elements of a definition that patients read."""
SAME = {"No"}
"""Words that another language shares with English."""
METRIC = re.compile(r"\b\d+ cm\b")  # said beside inches, to readers who measure in centimeters
FIGURE = re.compile(r"\{\w+\}|\d+(?:\.\d+)?[¼½¾]?(?: °[CF])?")


def written(node: Any, place: str = "") -> Iterator[tuple[str, dict, str]]:
    """Yield (where, element, key) of each text of a definition that patients read."""
    if isinstance(node, list):
        for each in node:
            yield from written(each, place)
    elif isinstance(node, dict):
        place = node.get("linkId", place)
        for key, child in node.items():
            if key in READ and isinstance(child, str):
                yield f"{place} {key}", node, key
            elif key != "extension" and not key.startswith("_"):
                yield from written(child, place)


def pairs(name: str) -> list[tuple[str, str, str, str]]:
    """Return (where, language, English words, other words) of every text of a form."""
    document = shipped(name)
    return [
        (where, language, element[key], known_beside(element, key).get(language, ""))
        for where, element, key in written(document)
        for language in languages(document)
    ]


def told(name: str) -> list[tuple[str, str, str, str]]:
    """Return the same of every part of every patient text of a form's rules."""
    document = shipped(name, ".triage")
    own = read_texts(document)
    return [
        (key, language, before, after)
        for language in spoken(document)
        for key, text in read_texts(document, language).items()
        for before, after in zip(
            (own[key].heading, own[key].about, own[key].lead, *own[key].steps),
            (text.heading, text.about, text.lead, *text.steps),
            strict=True,
        )
    ]


def spoken(rules: Any) -> set[str]:
    return {language for text in rules["texts"].values() for language in text["translations"]}


EVERY_WORD = [
    *((f"{name}: {where}", *rest) for name in FORMS for where, *rest in pairs(name)),
    *((f"{name} text {key}", *rest) for name in RULES for key, *rest in told(name)),
]


def wordless(node: Any) -> Any:
    """Return a definition without its words and their translations."""
    if isinstance(node, list):
        return [wordless(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: wordless(child)
        for key, child in node.items()
        if key not in READ and not key.startswith("_") and key != "language"
    }


def figures(text: str) -> list[str]:
    return sorted(FIGURE.findall(METRIC.sub("", text)))


def test_every_form_can_be_read_in_spanish():
    assert FORMS
    assert {name: languages(shipped(name)) for name in FORMS} == dict.fromkeys(FORMS, ("es",))
    assert all(spoken(shipped(name, ".triage")) == {"es"} for name in RULES)


def test_every_text_that_patients_read_is_translated():
    left = [
        (where, language, english)
        for where, language, english, other in EVERY_WORD
        if english and (not other or (other == english and english not in SAME))
    ]

    assert left == []


@pytest.mark.parametrize("name", RULES)
def test_every_patient_text_is_in_the_language_asked_for(name):
    document = shipped(name, ".triage")

    for language in spoken(document):
        assert {text.language for text in read_texts(document, language).values()} == {language}


def test_numbers_to_call_and_figures_are_the_same_in_every_language():
    changed = [
        (where, language, english, other)
        for where, language, english, other in EVERY_WORD
        if figures(english) != figures(other)
    ]

    assert changed == []


def test_spanish_opens_what_it_asks_and_exclaims():
    for where, language, _, text in EVERY_WORD:
        if language == "es":
            assert text.count("¿") == text.count("?"), where
            assert text.count("¡") == text.count("!"), where


@pytest.mark.parametrize("name", FORMS)
def test_a_translation_changes_words_alone(name):
    document = shipped(name)

    for language in languages(document):
        assert wordless(in_language(document, language)) == wordless(document)


def asked(questionnaire: Questionnaire, case: Case) -> list[tuple[str, list[str]]]:
    """Return the pages that a patient of a worked case is led through, with their questions."""
    walk = Walk(questionnaire, case.answers)
    return [(page.key, [each.item.link_id for each in page.items]) for page in walk.pages]


@pytest.mark.parametrize("name", FORMS)
def test_the_same_is_asked_on_the_same_pages(name):
    english = form(name)
    others = [form(name, language) for language in english.languages]

    for case in map(read_case, shipped(name, ".cases")):
        for other in others:
            assert asked(other, case) == asked(english, case), case.id


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_left_for_an_author_to_mend(name):
    document = shipped(name)

    assert lint(document, shipped(name, ".triage"), [document]) == ()


@pytest.mark.parametrize("name", RULES)
def test_no_translation_says_that_the_clinics_translator_has_reviewed_it(name):
    """The clinic's own translator does; till then no clinic offers the form in the language."""
    rules = shipped(name, ".triage")

    for language in spoken(rules):
        assert set(unreviewed(rules, language)) == rules["texts"].keys()
