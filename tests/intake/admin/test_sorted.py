"""What staff see of how answers are sorted: reasons, topics, scores, flags; never a diagnosis."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import SiteProfile
from intake import inbox
from intake.models import Submission
from tests.intake.make import PRIORITY, make_contact_request, make_submission
from tests.intake.reading import words
from tests.intake.sorting import POSITIVE, RULES, make_sorted, make_sorted_form, resealed

STANDING = (
    "Sorts patient-reported answers by published criteria so that staff can choose whom to call "
    "first. Not examined, not a diagnosis; use your own judgement."
)

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def at_desk(client, nurse):
    client.force_login(nurse)
    return client


def test_reasons_stand_with_answers_source_and_what_was_reported_beside(at_desk):
    submission = make_sorted(sore="new", diabetes=True, meds=("blood_thinner",))

    page = at_desk.get(submission.staff_path)

    shown = words(page)
    assert "Why “Urgent” New sore and diabetes Do you have an open sore? New" in shown
    assert "Also reported: What do you take? Blood thinner Urgent · Rule U1 · Source of U1" in shown
    assert "A new sore Do you have an open sore? New Soon · Rule S1" in shown  # all that fired
    assert STANDING in shown
    rules = f"/staff/intake/release/{submission.release_id}/change/"
    assert f'href="{rules}"' in page.content.decode()
    assert at_desk.get(rules).status_code == 200


def test_flags_topics_scores_and_hints_stand_there_as_what_they_are(at_desk):
    submission = make_sorted(bulging=True, meds=("statin",), **POSITIVE)

    shown = words(at_desk.get(submission.staff_path))

    assert shown.index("Look out for ABI before compression") < shown.index("Why “Routine”")
    assert "Look out for ABI before compression Walking questions (ECQ) Definite" in shown
    assert "Topics to ask about Arteries Walking pain" in shown
    assert "Veins Ropy veins Do you see ropy veins? Yes Finding V1" in shown
    assert "Also consider Medicines A medicine that can cause cramps" in shown
    assert "Walking questions (ECQ): Definite" in shown
    assert "Grade of the walking questions: 2" in shown
    assert "A negative result does not rule out artery disease" in shown
    assert "CEAP: C2, Ropy veins Patient-reported, not examined." in shown
    for word in ("mixed", "arterial", "venous", "likely", "risk score"):
        assert word not in shown


def test_answers_that_name_no_topic_are_called_undetermined(at_desk):
    shown = words(at_desk.get(make_sorted().staff_path))

    assert "Undetermined. The answers speak for none of these: Arteries, Veins." in shown
    assert "Also consider" not in shown


def test_a_wish_for_a_call_has_nothing_to_sort(at_desk):
    shown = words(at_desk.get(make_contact_request().staff_path))

    assert "Sorts patient-reported answers" not in shown
    assert "Why “" not in shown


def test_rules_that_give_something_else_today_are_not_passed_over(at_desk):
    submission = make_submission(priority=PRIORITY.URGENT)
    warning = "The rules now give “Urgent”, but gave “Soon” when this came in."
    assert warning not in words(at_desk.get(submission.staff_path))

    Submission.objects.filter(pk=submission.pk).update(triage_priority=PRIORITY.SOON)

    assert warning in words(at_desk.get(submission.staff_path))


def test_other_rules_behind_the_same_priority_are_not_passed_over_either(at_desk):
    submission = make_sorted(sore="new")
    warning = "Other rules fire now than when this came in."
    assert warning not in words(at_desk.get(submission.staff_path))

    resealed(submission, fired=["R"])

    assert warning in words(at_desk.get(submission.staff_path))


def test_a_priority_that_staff_set_is_no_such_difference(at_desk, nurse):
    submission = make_submission(priority=PRIORITY.SOON)
    inbox.override(submission, PRIORITY.URGENT, "Short of breath by phone", by=nurse)

    shown = words(at_desk.get(submission.staff_path))

    assert "The rules now give" not in shown
    assert "Urgent (rules: Soon)" in shown
    assert "Why the rules gave “Soon”" in shown
    assert "Staff changed this to Urgent Short of breath by phone maya," in shown


def test_how_to_speak_with_the_patient_stands_beside_the_number(at_desk):
    submission = make_submission(message="Me duele la pierna")
    resealed(submission, language="es")
    asked = make_sorted(interpreter_needed=True, preferred_language="Somali", message="Lug")

    wish = make_contact_request(message="Llámenme por la tarde")
    resealed(wish, language="es")

    page = at_desk.get(submission.staff_path)

    shown = words(page)
    assert "Phone 651-555-0173 Language Answered in Spanish" in shown
    assert "may be in Spanish" in shown
    assert '<dd lang="es" dir="auto">Me duele la pierna</dd>' in page.content.decode()
    assert "Language Interpreter needed Prefers Somali" in words(at_desk.get(asked.staff_path))
    wished = at_desk.get(wish.staff_path)
    assert "Language Written in Spanish" in words(wished)
    assert '<div class="ci-words" lang="es" dir="auto"><p>Llámenme' in wished.content.decode()


def test_in_english_nothing_is_said_of_languages(at_desk):
    page = at_desk.get(make_submission().staff_path)

    assert "Language" not in words(page)
    assert 'dir="auto"' not in page.content.decode()


def test_which_texts_the_patient_saw_is_said_with_their_language(at_desk):
    submission = make_sorted(sore="new", diabetes=True)
    assert "was shown “Please call us today” at once" in words(at_desk.get(submission.staff_path))

    resealed(submission, language="es")

    shown = words(at_desk.get(submission.staff_path))
    assert "was shown “Please call us today” in Spanish at once" in shown


def test_the_clinics_number_stands_in_the_heading_that_the_patient_saw(at_desk):
    heading = "Please call us at {phone}"
    texts = {**RULES["texts"], "T7": {**RULES["texts"]["T7"], "heading": heading}}
    submission = make_sorted(make_sorted_form(texts=texts), sore="new", diabetes=True)

    shown = words(at_desk.get(submission.staff_path))

    assert f"was shown “Please call us at {SiteProfile.current().phone_display}" in shown


def test_what_the_patient_wrote_is_read_before_all_the_answers(at_desk):
    submission = make_sorted(message="Call my daughter", sore="new")

    page = words(at_desk.get(submission.staff_path))

    assert "Message Call my daughter" in page
    assert page.index("Call my daughter") < page.index("Topics to ask about")
    assert page.count("Call my daughter") == 2  # and among the answers, as it was asked


def test_places_are_drawn_as_staff_face_the_patient(at_desk):
    submission = make_sorted(where=("left_calf",), **POSITIVE)

    page = at_desk.get(submission.staff_path)

    html = page.content.decode()
    assert 'class="zone left-calf chosen"' in html
    assert "right-foot chosen" not in html
    assert html.index("<p>Right</p>") < html.index("<p>Left</p>")
    assert "Where on the legs? Left calf As you face the patient" in words(page)
    assert "On either leg." in words(page)  # the walking questions know no sides
    assert "On the legs" not in words(at_desk.get(make_sorted().staff_path))


def test_a_page_asks_the_database_no_more_the_more_is_found(at_desk):
    calm, much = make_sorted(), make_sorted(sore="new", diabetes=True, bulging=True, **POSITIVE)
    counts = []
    for submission in (calm, much):
        at_desk.get(submission.staff_path)
        with CaptureQueriesContext(connection) as asked:
            at_desk.get(submission.staff_path)
        counts.append(len(asked))

    assert counts[0] == counts[1]
