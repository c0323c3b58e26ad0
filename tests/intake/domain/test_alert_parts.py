"""What stands under the heading of an alert, text by text."""

from __future__ import annotations

from intake.domain.alert_parts import parts
from intake.domain.triage import Alert, PatientText

CHEST = PatientText("T1", "Call 911 now", "Do not drive.", call="911", about="Chest pain")
BLEEDS = PatientText("T2", "Call 911 now", "", ("Lie down.",), call="911", about="A bleeding vein")
VERY_ILL = PatientText("T4", "Call 911 or go to an emergency room now", "", call="911", about="Ill")
CALF = PatientText("T5", "Please call us now at {phone}", "", call="clinic", about="New pain")
TODAY = PatientText("T7", "Please call us today at {phone}", "", call="clinic", about="The rest")


def told(*texts: PatientText, calls_help: bool = True) -> list[tuple[str, str]]:
    found = parts([Alert(text, ()) for text in texts], calls_help=calls_help)
    return [(part.title, part.also) for part in found]


def test_one_text_needs_no_second_heading():
    assert told(CHEST) == [("", "")]
    assert told(CALF, calls_help=False) == [("", "")]


def test_each_of_several_texts_says_what_it_is_about():
    assert told(CHEST, BLEEDS) == [("Chest pain", ""), ("A bleeding vein", "")]


def test_what_asks_for_more_than_the_heading_of_all_still_says_so():
    assert told(VERY_ILL, BLEEDS)[1] == ("A bleeding vein", "Call 911 now")
    assert told(TODAY, CALF)[1] == ("New pain", "Please call us now at {phone}")


def test_where_nobody_answers_no_text_asks_for_a_call():
    assert told(CALF, TODAY, calls_help=False) == [("New pain", ""), ("The rest", "")]


def test_a_clinics_own_text_that_does_not_say_what_it_is_about_shows_its_heading():
    own = PatientText("T9", "Come in today", "", call="clinic")

    assert told(CALF, own) == [("New pain", ""), ("Come in today", "")]
    assert told(own, calls_help=False) == [("Come in today", "")]
