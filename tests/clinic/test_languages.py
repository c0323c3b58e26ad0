"""Languages of questionnaires: how they are marked, and what they are called."""

from __future__ import annotations

import pytest

from clinic.languages import called, direction, foreign
from clinic.templatetags.clinic import spoken


@pytest.mark.parametrize("language", ["", "en", "en-US", "EN-gb"])
def test_the_sites_own_language_needs_no_mark(language):
    assert foreign(language) == ""
    assert spoken(language) == ""


def test_words_of_another_language_are_marked():
    assert spoken("es-MX") == ' lang="es-MX" dir="auto"'
    assert spoken('"><b>') == ' lang="&quot;&gt;&lt;b&gt;" dir="auto"'


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("es", "Español"),
        ("es-US", "Español"),
        ("so-SO", "Soomaali"),
        ("xx", "Xx"),
        ("zh-hans", "简体中文"),
    ],
)
def test_a_language_is_called_as_its_speakers_call_it(language, name):
    assert called(language).casefold() == name.casefold()


@pytest.mark.parametrize(
    ("language", "written"), [("ar", "rtl"), ("ar-EG", "rtl"), ("es", "ltr"), ("so-SO", "ltr")]
)
def test_a_variant_of_a_language_is_written_its_way(language, written):
    assert direction(language) == written
