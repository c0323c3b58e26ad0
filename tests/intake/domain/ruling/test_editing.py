from __future__ import annotations

import pytest

from intake.domain.drafting.tree import DraftError, Gone
from intake.domain.rules import read_ruleset
from intake.domain.ruling import changes, editing, texts
from intake.domain.ruling.parts import FLAGS, HELPERS, PATTERNS, RULES, TEXTS, Place, entry_at
from intake.domain.ruling.texts import Words
from tests.intake.domain.ruling.make import DEFINITION, DOCUMENT, NOTE, asks, rules, sound

U1, S1 = Place(RULES, "U1"), Place(RULES, "S1")
V7 = Place("findings", "V7", "patterns", "venous")
OWN = {
    "priority": "soon",
    "when": {"any": [asks("diabetes"), asks("age", 70, ">=")], "least": 2},
    "reason": "Our own",
    "text": "T8",
    "source": "Clinic’s choice",
}


def told(before, after) -> dict[str, tuple[str, ...]]:
    found = changes.compare(before, DOCUMENT, after, DOCUMENT)
    return {change.name: (change.kind, *change.sentences) for change in found}


def test_a_clinic_adds_a_rule_of_its_own():
    made = editing.add(sound(), Place(RULES, editing.free_id(sound(), RULES)), OWN)

    assert [rule.id for rule in read_ruleset(made, DEFINITION).rules] == ["U1", "S1", "R", "Own1"]
    assert told(sound(), made) == {
        "Rule Own1: Our own": (
            "added",
            "It holds if at least 2 of: yes to “Do you have diabetes?”; "
            "“How old are you?” is at least 70",
            "The priority: soon",
            "The patient text: T8",
            "The source: Clinic’s choice",
        )
    }


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(RULES, "U1"), "There is a rule U1 already."),
        (Place(RULES, "v7"), "There is a finding V7 already."),
        (Place(RULES, "no spaces"), "Enter an id"),
        (Place(RULES, ""), "Enter an id"),
        (Place(PATTERNS, "undetermined"), "are called that already"),
        (Place(TEXTS, "t8"), "There is a patient text T8 already."),
    ],
)
def test_an_id_is_one_of_its_own(place, words):
    with pytest.raises(DraftError, match=words):
        editing.add(sound(), place, {"heading": "x"})


def test_what_a_change_does_not_name_stays():
    made = editing.change(sound(), U1, {"reason": "Other words", "source": None})
    entry = entry_at(made, U1)

    assert entry["note"] == NOTE["note"]
    assert "source" not in entry
    assert entry["when"] == entry_at(sound(), U1)["when"]
    assert told(sound(), made) == {
        "Rule U1: Other words": (
            "changed",
            "The reason is now “Other words” (before: “New one-leg swelling”)",
            "The source is taken out: “NICE NG158”",
        )
    }


def test_a_changed_condition_is_told_in_sentences():
    made = editing.change(sound(), Place(FLAGS, "F1"), {"when": asks("diabetes")})

    (change,) = changes.compare(sound(), DOCUMENT, made, DOCUMENT)
    assert change.sentences == (
        "It now holds if yes to “Do you have diabetes?” "
        "(before: “The pattern of the answers” is “Veins”)",
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (U1, "The rule U1 is asked for by: rule S1."),
        (Place(HELPERS, "risk"), "rule U1"),
        (Place(TEXTS, "T8"), "rule S1, rule R"),
        (Place(PATTERNS, "venous"), "A flag asks for the pattern venous."),
    ],
)
def test_what_another_part_names_cannot_be_taken_out(place, words):
    with pytest.raises(DraftError, match=words):
        editing.remove(sound(), place)


def test_findings_that_name_one_another_go_with_their_pattern():
    v8 = Place("findings", "V8", "patterns", "venous")
    made = editing.add(sound(), v8, {"when": {"rule": "V7"}, "reason": "More of it"})
    flags = [each for each in made["flags"] if each["id"] != "F1"]

    gone = editing.remove({**made, "flags": flags}, Place(PATTERNS, "venous"))

    assert "venous" not in [each["id"] for each in gone["patterns"]]


def test_what_nobody_names_is_taken_out_alone():
    made = editing.remove(editing.remove(sound(), S1), U1)

    assert [rule["id"] for rule in made["rules"]] == ["R"]
    assert {key: made[key] for key in made if key != "rules"} == {
        key: each for key, each in sound().items() if key != "rules"
    }
    assert told(sound(), made) == {
        "Rule U1: New one-leg swelling": ("removed",),
        "Rule S1: Ask about the walk": ("removed",),
    }


def test_a_rule_that_is_asked_for_keeps_a_condition():
    with pytest.raises(DraftError, match="the rule S1 asks whether it holds"):
        editing.change(sound(), U1, {"when": None})


def test_a_part_moves_among_those_of_its_group_only():
    made = editing.add(sound(), Place(RULES, "Own1"), OWN)

    moved = editing.move(made, Place(RULES, "Own1"), -1)

    assert [rule["id"] for rule in moved["rules"]] == ["U1", "Own1", "R", "S1"]
    assert list(editing.move(made, Place(TEXTS, "T8"), -1)["texts"]) == ["T8", "T5"]
    assert told(made, moved) == {"The rules": ("changed", "They stand in another order")}
    with pytest.raises(DraftError, match="at that end of its group"):
        editing.move(made, U1, 1)


def test_rules_that_could_not_be_read_are_refused():
    made = editing.move(sound(), Place(HELPERS, "risk"), 1)
    editing.check(made, DEFINITION, sound())
    broken = editing.change(sound(), S1, {"text": "T9"})

    with pytest.raises(DraftError, match="Rule S1: the text 'T9' does not exist"):
        editing.check(broken, DEFINITION, sound())
    editing.check(editing.change(broken, V7, {"source": "NHS"}), DEFINITION, broken)


def test_the_first_pattern_needs_no_name_for_several():
    none = {**sound(), "patterns": [], "flags": []}

    assert "several" not in editing.add(none, Place(PATTERNS, "venous"), {"title": "Veins"})


def test_a_second_pattern_brings_a_name_for_both():
    made = editing.add(sound(), Place(PATTERNS, "arterial"), {"title": "Arteries"})

    assert (made["several"], made["neither"]) == ("several", "undetermined")
    read_ruleset(made, DEFINITION)


def test_a_part_that_a_colleague_took_out_is_gone():
    with pytest.raises(Gone, match="The rule X is not in the draft any more"):
        editing.change(sound(), Place(RULES, "X"), {"reason": "x"})


SPANISH = Words("Llámenos ahora", "Llame al {phone}.", ("Siéntese", "Levante la pierna"))
ENGLISH = Words("Please call us now", "Call {phone}.", ("Sit down", "Raise your leg"))
REVIEW = {"reviewed_by": "Ana Ruiz", "reviewed_on": "2026-11-20"}
GIVEN = {"call": "clinic", "source": "NHS"}


def spanish(**more) -> Words:
    return Words(**{**SPANISH.__dict__, **REVIEW, **more})


def kept(own: Words, other: Words):
    made, over = texts.change(rules(), "T5", own, {"es": other}, **GIVEN)
    return made["texts"]["T5"]["translations"]["es"], over


def test_a_review_holds_as_long_as_the_words_do():
    made, over = texts.change(rules(), "T5", ENGLISH, {"es": spanish()}, **GIVEN)

    assert (made, over) == (rules(), ())


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (ENGLISH, spanish(lead="Llame ya.")),
        (Words("Call us", "Call {phone}.", ("Sit down", "Raise your leg")), spanish()),
        (Words("Please call us now", "Call {phone}.", ("Sit", "Raise your leg")), spanish()),
    ],
)
def test_a_review_is_over_when_either_words_change(own, other):
    entry, over = kept(own, other)

    assert over == ("es",)
    assert not REVIEW.keys() & entry.keys()
    assert entry["note"] == NOTE["note"]


def test_a_review_is_over_also_of_a_translation_that_was_not_at_hand():
    made, over = texts.change(rules(), "T5", Words("Call us", "", ENGLISH.steps), {}, **GIVEN)

    entry = made["texts"]["T5"]["translations"]["es"]
    assert over == ("es",)
    assert entry["heading"] == SPANISH.heading
    assert not REVIEW.keys() & entry.keys()


def test_words_that_nobody_reviewed_lose_no_review():
    before, _ = texts.change(rules(), "T5", ENGLISH, {"es": SPANISH}, **GIVEN)

    _, over = texts.change(before, "T5", ENGLISH, {"es": Words("Ya", "", SPANISH.steps)}, **GIVEN)

    assert over == ()


def test_a_review_entered_with_the_new_words_holds_for_them():
    entry, over = kept(ENGLISH, spanish(lead="Llame ya.", reviewed_on="2026-11-25"))

    assert (entry["reviewed_on"], over) == ("2026-11-25", ())


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (spanish(steps=("Siéntese",)), "has 1 step, and the text has 2"),
        (spanish(reviewed_by=""), "Enter who reviewed the translation into Spanish, and when"),
    ],
)
def test_a_translation_that_is_not_whole_is_refused(other, words):
    with pytest.raises(DraftError, match=words):
        kept(ENGLISH, other)


def test_a_changed_text_is_told_with_its_translations():
    made, _ = texts.change(rules(), "T5", ENGLISH, {"es": spanish(lead="Llame ya.")}, **GIVEN)

    assert told(rules(), made) == {
        "Patient text T5: Please call us now": (
            "changed",
            "The translation into Spanish reads otherwise",
            "The translation into Spanish is not reviewed",
        )
    }


def test_a_new_text_is_told_with_all_that_a_patient_reads():
    made = texts.add(rules(), "T9", ENGLISH, **GIVEN)
    made, _ = texts.change(made, "T9", ENGLISH, {"es": spanish()}, **GIVEN)

    assert told(rules(), made) == {
        "Patient text T9: Please call us now": (
            "added",
            "The first words: Call {phone}.",
            "Whom to call: clinic",
            "The source: NHS",
            "The steps: Sit down; Raise your leg",
            "The translation into Spanish is new",
            "The translation into Spanish is reviewed by Ana Ruiz on 2026-11-20",
        )
    }
