"""Words, stems, spellings and marks: what a search is made of."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from articles import samples
from articles.searching import asking, marking
from articles.searching.english import stem
from articles.searching.spelling import distance, nearest
from articles.searching.words import LANGUAGES, words

ENGLISH = LANGUAGES["english"]


@pytest.mark.parametrize(
    ("forms", "shared"),
    [
        ("vein veins", "vein"),
        ("varicose", "varicos"),
        ("swell swelling swells", "swell"),
        ("walk walked walking walks", "walk"),
        ("itch itching itchy", None),
        ("harm harmless", None),
        ("ulcer ulcers ulceration", "ulcer"),
        ("compress compression compressed", "compress"),
        ("relational", "relat"),
        ("hopefully hopeful", "hope"),
        ("dying", "die"),
        ("news", "news"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("cries", "cri"),
        ("agreed", "agre"),
        ("hopping", "hop"),
        ("hoping", "hope"),
        ("c4", "c4"),
        ("às", "às"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms, shared):
    stems = {stem(form) for form in forms.split()}

    if shared:
        assert stems == {shared}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_our_stems_are_those_of_another_stemmer():
    text = " ".join(sample.body for sample in samples.read_all())
    found = sorted(set(re.findall(r"\b[a-z]{3,}\b", text.lower())))

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEXT SEARCH DICTIONARY bare (TEMPLATE = snowball, language = english)"
        )
        cursor.execute(
            "SELECT word, (ts_lexize('bare', word))[1] FROM unnest(%s::text[]) AS word", [found]
        )
        theirs = dict(cursor.fetchall())

    assert len(found) > 500
    assert {word: stem(word) for word in found} == theirs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't walk/run", ["dont", "walk", "run"]),
        ("the doctor’s 20–30 mmHg", ["the", "doctors", "20", "30", "mmhg"]),
        ("Sjögren Sjo\u0308gren STRASSE straße", ["sjogren", "sjogren", "strasse", "strasse"]),
        ("<b> & \x00 🙂 _", ["b"]),
        ("ساق 静脉", ["ساق", "静脉"]),
        ("", []),
    ],
)
def test_a_text_is_read_as_plain_words(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("vein", "vein", 0),
        ("vien", "vein", 1),
        ("varicoze", "varicose", 1),
        ("aricose", "varicose", 1),
        ("varicosee", "varicose", 1),
        ("vericos", "varicose", 2),
        ("flebitis", "phlebitis", 2),
        ("zebra", "varicose", None),
        ("", "ab", 2),
    ],
)
def test_slips_are_counted_as_typists_make_them(one, other, slips):
    assert distance(one, other, 2) == slips
    assert distance(other, one, 2) == slips


def test_the_nearest_word_is_meant_and_of_equals_the_common_one():
    known = [("vein", 5), ("vain", 1), ("vine", 3), ("veins", 90), ("pain", 900)]

    assert nearest("vien", known) == "vein"
    assert nearest("pein", known) == "pain"
    assert nearest("xyz", known) is None
    assert nearest("12345", [("12346", 9)]) is None


def test_a_question_leaves_out_what_says_nothing_and_knows_other_words():
    known = asking.synonyms([["DVT", "clot in a deep vein"], ["  "], ["alone"]], ENGLISH)

    found = asking.question(words("the clots in a deep vein of legs"), ENGLISH, known)

    said = (("clot",), ("deep",), ("vein",))
    assert found.parts == ((said, (("dvt",),)), (((("leg",),)),))


def test_marks_are_ours_and_all_else_is_escaped():
    marked = marking.mark("<b>Veins</b> & Venen", {("vein",)}, ENGLISH)

    assert marked == "&lt;b&gt;<mark>Veins</mark>&lt;/b&gt; &amp; Venen"


def test_a_phrase_is_marked_as_one_and_only_where_it_stands_together():
    phrases = {("deep", "vein")}

    assert marking.mark("Deep veins, vein", phrases, ENGLISH) == "<mark>Deep veins</mark>, vein"
    assert marking.mark("Too deep. Veins", phrases, ENGLISH) == "Too deep. Veins"


def test_a_snippet_shows_the_stretch_that_has_most():
    text = "cramp " + "x " * 200 + "night and cramp " + "y " * 200

    found = marking.snippet(text, {("night",), ("cramp",)}, ENGLISH)

    assert "<mark>night</mark> and <mark>cramp</mark>" in found
    assert found.startswith("… x")
    assert found.endswith("y …")
    assert len(found.split()) < 50


def test_a_short_text_is_shown_whole():
    assert marking.snippet("“Night.”", {("night",)}, ENGLISH) == "“<mark>Night</mark>.”"


def test_lines_flow_on_as_one():
    assert marking.flowing("Causes\nOne.\nTwo") == "Causes · One. Two"
