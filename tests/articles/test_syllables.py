"""Syllables are counted as words are said. The counts here were made by hand."""

from __future__ import annotations

import pytest

from articles.syllables import syllables
from articles.syllables_known import BY_COUNT

COUNTED = {
    1: "leg vein cramps the walked valves squeeze eye ache ached knees clot tongue don't clothes"
    " there's called calves blood nurse I'd you've hmm groin bruised played vein's",
    2: "table causes muscle needed diet fluid create being every sometimes didn't boxes business"
    " science venous ulcer surgeon bandage swollen aching baseball something evening poem ruin"
    " could've bruises doses ankles migraine acute obese fatigue nurse's",
    3: "area areas condition serious carefully carrying heavier medicine ultrasound idea varicose"
    " saphenous thrombosis embolus edema heparin catheter lymphatic tumescent diagnosed naïvely"
    " prescription nausea exercise arteries",
    4: "arterial emergency usually diabetes claudication capillary aneurysm hypertension obesity"
    " cellulitis popliteal exercises",
    5: "insufficiency metabolism sclerotherapy thrombophlebitis coagulation antibiotic varicosity"
    " cardiologist rivaroxaban hereditary ambulatory",
    6: "anticoagulant physiotherapy",
    7: "telangiectasia anticoagulation epidemiology",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["911", "2.5", "1,000", "10:30", "2026"])
def test_a_number_is_one_syllable(word):
    assert syllables(word) == 1


@pytest.mark.parametrize(
    "word", ["https://clinic.example/vein-care/", "www.clinic.example", "a@b.example"]
)
def test_an_address_of_the_web_is_one_syllable(word):
    assert syllables(word) == 1


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("DVT", 3),
        ("DVTs", 3),
        ("U.S.", 2),
        ("e.g.", 2),
        ("a.m.", 2),
        ("CWS", 5),
        ("MRI", 3),
        ("CALL", 1),
    ],
)
def test_letters_are_spelled_out(word, count):
    assert syllables(word) == count


def test_the_signs_around_a_word_and_the_way_it_is_written_do_not_matter():
    assert syllables("“(Isn’t!)”") == syllables("isn't") == 2
    assert syllables("ar\u00adte\u00adries") == syllables("ARTERIES") == 3
    assert syllables("cafe\u0301") == syllables("café") == syllables("cafe") == 2


def test_a_compound_has_the_syllables_of_its_parts():
    assert syllables("long-term") == 2
    assert syllables("and/or") == 2
    assert syllables("30-minute") == 3


def test_a_form_of_a_word_known_by_heart_is_known_too():
    assert syllables("popliteal") == 4
    assert syllables("popliteals") == 4
    assert syllables("negotiate") + 1 == syllables("negotiating") == syllables("negotiated")


def test_no_word_known_by_heart_stands_twice():
    words = [word for group in BY_COUNT.values() for word in group.split()]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("word", ["", "—", "x", "s", "ed", "es", "’s", "%", "Ω", "静脈"])
def test_an_odd_word_counts_as_something(word):
    assert syllables(word) >= 1


@pytest.mark.parametrize("letters", ["e", "a'", "ae-"])
def test_what_is_too_long_to_be_a_word_is_one_syllable(letters):
    assert syllables(letters * 50_000) == 1
