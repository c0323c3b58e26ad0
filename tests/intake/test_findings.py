"""What the rules find: every reason, with the answers behind it, and no diagnosis."""

from __future__ import annotations

import pytest

from intake import inbox
from intake.domain.values import Other
from intake.findings import Findings, Row
from tests.intake.sorting import POSITIVE, make_sorted

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def found(nurse):
    def find(**answers) -> Findings:
        return inbox.read(make_sorted(**answers), by=nurse).findings

    return find


def ids(reasons) -> list[str]:
    return [reason.id for reason in reasons]


def test_every_rule_that_fired_stands_there_with_its_answers_and_source(found):
    findings = found(sore="new", diabetes=True, bulging=True, meds=("statin", "blood_thinner"))

    urgent, soon = findings.reasons
    assert (urgent.id, urgent.words) == ("U1", "New sore and diabetes")
    assert urgent.source == "Source of U1"
    assert urgent.answers == (
        Row("Do you have an open sore?", "New"),
        Row("Do you have diabetes?", "Yes"),
    )
    assert urgent.listed == (
        Row("What do you take?", "Statin, Blood thinner"),
        Row("Do you see ropy veins?", "Yes"),
    )
    assert soon.id == "S1"
    assert findings.priority_words == "Urgent"


def test_topics_hold_all_that_speaks_for_them_and_others_are_to_be_considered_too(found):
    findings = found(bulging=True, sore="healed", meds=("statin",), **POSITIVE)

    arteries, veins = findings.topics
    assert (arteries.title, ids(arteries.reasons)) == ("Arteries", ["A1"])
    assert (veins.title, ids(veins.reasons)) == ("Veins", ["V1", "V2"])
    assert [topic.title for topic in findings.also] == ["Medicines"]
    assert findings.silent == ()
    # The flag speaks of the pattern; staff see the answers that made it one.
    (flag,) = findings.flags
    assert Row("Do you see ropy veins?", "Yes") in flag.answers
    assert Row("Walking questions (ECQ)", "Definite") in flag.answers


def test_answers_that_speak_for_nothing_leave_the_topics_silent(found):
    findings = found(meds=("statin",))

    assert findings.topics == ()
    assert findings.silent == ("Arteries", "Veins")
    assert [topic.title for topic in findings.also] == ["Medicines"]


def test_a_score_is_shown_with_its_caution_and_its_answers_once(found):
    walking, grade = found(**POSITIVE).results

    assert (walking.words, grade.words) == ("Definite", "2")
    assert "does not rule out artery disease" in walking.caution
    assert Row("Where?", "Calf") in walking.answers
    assert grade.answers == ()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Not asked"),
        ({"ecq1": "unable"}, "Unable"),
        ({"ecq1": "no"}, "Negative"),
        ({**POSITIVE, "ecq6": None}, "Incomplete"),
    ],
)
def test_a_score_that_is_not_positive_has_no_grade_and_still_its_caution(found, answers, words):
    (walking,) = found(**answers).results

    assert walking.words == words
    assert walking.caution


def test_a_hint_is_given_with_its_source(found):
    (hint,) = found(bulging=True).hints

    assert (hint.title, hint.source, hint.reasons[0].id) == ("CEAP", "CEAP 2020", "C2")
    assert found().hints == ()


def test_only_what_the_patient_wrote_is_marked_as_their_language(nurse):
    submission = make_sorted(
        language="es", message="Me duele", worry=Other("El color"), sore="new", meds=("statin",)
    )

    contents = inbox.read(submission, by=nurse)

    rows = {row.question: row for _, rows in contents.sections for row in rows}
    assert rows["Anything else?"] == Row("Anything else?", "Me duele", "es")
    assert rows["What worries you?"].language == "es"
    assert rows["Do you have an open sore?"] == Row("Do you have an open sore?", "New")
    assert (contents.language, contents.answered_in) == ("es", "Spanish")


def test_a_response_from_before_languages_was_answered_in_english(nurse):
    contents = inbox.read(make_sorted(message="It aches"), by=nurse)

    assert (contents.language, contents.answered_in) == ("", "")
    assert all(not row.language for _, rows in contents.sections for row in rows)


def test_how_to_speak_with_the_patient_comes_from_their_answers(nurse):
    asked = make_sorted(preferred_language="Hmong", interpreter_needed=True)
    silent = make_sorted(interpreter_needed=False)

    contents = inbox.read(asked, by=nurse)

    assert (contents.speaks, contents.needs_interpreter) == ("Hmong", True)
    assert not inbox.read(silent, by=nurse).needs_interpreter
