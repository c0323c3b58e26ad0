"""Signing for translations: a signature holds for the words that were shown, and no others."""

from __future__ import annotations

import pytest

from intake.domain.ruling import reviews, texts
from intake.domain.ruling.texts import Words
from tests.intake.domain.ruling.make import NOTE, rules

OWN = Words("Please call us now", "Call {phone}.", ("Sit down", "Raise your leg"))
OTHER = Words("Llámenos ahora", "Llame al {phone}.", ("Siéntese", "Levante la pierna"))
ANA = {"reviewed_by": "Ana Ruiz", "reviewed_on": "2026-11-20"}


def with_words(own: Words = OWN, other: Words = OTHER, review: dict[str, str] = ANA):
    """Return rules whose text T5 reads so by now."""
    other = Words(other.heading, other.lead, other.steps, **review)
    return texts.change(rules(), "T5", own, {"es": other}, call="clinic", source="NHS")[0]


def states(document) -> dict[str, str]:
    return {pair.name: pair.state for pair in reviews.pairs(document, "es")}


def stamp_of(document, name: str = "T5") -> str:
    return next(pair.stamp for pair in reviews.pairs(document, "es") if pair.name == name)


def sign(document, **shown: str):
    return reviews.sign(document, "es", shown, by="Rosa Vidal, CHI", on="2026-11-25")


def test_each_text_says_how_it_stands():
    uneven = rules()
    uneven["texts"]["T5"]["steps"].append("Wait")

    assert states(rules()) == {"T5": "reviewed", "T8": "missing"}
    assert states(with_words(review={})) == {"T5": "unreviewed", "T8": "missing"}
    assert states(uneven)["T5"] == "uneven"
    assert [(p.name, p.reviewed, p.total) for p in reviews.progress(rules())] == [("Spanish", 1, 2)]


def test_words_that_changed_since_name_who_reviewed_the_old_ones():
    changed = with_words(other=Words("Llámenos ya", OTHER.lead, OTHER.steps))
    again = texts.change(
        *(changed, "T5", OWN, {"es": Words("Llame", "", OTHER.steps)}),
        call="clinic",
        source="NHS",
    )[0]

    for document in (changed, again):
        pair = reviews.pairs(document, "es")[0]
        assert (pair.state, pair.before) == ("changed", ("Ana Ruiz", "2026-11-20"))


def test_a_signature_is_written_beside_the_words_and_forgets_the_one_before():
    document = with_words(own=Words("Call us", OWN.lead, OWN.steps))

    done = sign(document, T5=stamp_of(document))

    entry = done.rules["texts"]["T5"]["translations"]["es"]
    assert done.names == ("T5",)
    assert not done.refused
    assert (entry["reviewed_by"], entry["reviewed_on"]) == ("Rosa Vidal, CHI", "2026-11-25")
    assert "was_reviewed_by" not in entry
    assert entry["note"] == NOTE["note"]
    assert states(document)["T5"] == "changed"  # what was given stays as it was


@pytest.mark.parametrize(
    "now",
    [
        with_words(own=Words("Call us", OWN.lead, OWN.steps)),
        with_words(other=Words(OTHER.heading, "Llame ya.", OTHER.steps)),
        with_words(own=Words("Please call us now", "", OWN.steps)),
        with_words(other=Words("")),
    ],
)
def test_words_that_were_not_shown_are_not_signed(now):
    done = sign(now, T5=stamp_of(rules()))

    assert done.names == ()
    assert done.rules == now
    assert done.refused == {"T5": "its words changed after they were shown"}


def test_a_signature_takes_no_other_ones_place_unseen():
    shown = stamp_of(with_words(review={}))

    done = sign(rules(), T5=shown, T8="", T99="x")

    assert done.rules == rules()
    assert done.refused == {
        "T5": "somebody else signed for it after it was shown",
        "T8": "its words changed after they were shown",
        "T99": "it was taken out of the draft",
    }


def test_a_stamp_of_one_language_signs_for_no_other():
    document = rules()
    entry = document["texts"]["T5"]["translations"]
    entry["so"] = dict(entry["es"])

    done = reviews.sign(document, "so", {"T5": stamp_of(document)}, by="A", on="2026-11-25")

    assert done.refused


def test_the_linter_names_what_waits_in_the_languages_of_the_clinic():
    (fault,) = reviews.review_faults(rules(), {"es", "so"})

    assert fault.text.startswith("Not reviewed in Spanish: T8.")
    assert not [*reviews.review_faults(rules(), {"so"})]
    finished = rules()
    del finished["texts"]["T8"]
    assert not [*reviews.review_faults(finished, {"es"})]
