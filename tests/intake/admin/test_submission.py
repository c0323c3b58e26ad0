"""One submission on the desk: read, noted, taken, closed."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from clinic.models import AuditEvent
from intake import inbox
from intake.models import Note, Submission
from tests.conftest import make_staff
from tests.intake.make import PRIORITY, make_contact_request, make_submission, make_visit
from tests.intake.reading import fields, words

CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
INBOX = "/staff/intake/submission/"

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def at_desk(client, nurse):
    client.force_login(nurse)
    return client


def test_opening_shows_the_words_and_is_audited(at_desk, nurse):
    submission = make_submission(priority=PRIORITY.EMERGENCY, name="Walter Hughes")

    shown = words(at_desk.get(submission.staff_path))

    assert "Walter Hughes" in shown
    assert "651-555-0173" in shown
    assert "Why “Emergency”" in shown
    assert "Do you have chest pain, or pain when you take a deep breath? Yes" in shown
    assert "Rule E1" in shown
    event = AuditEvent.objects.filter(action="opened").get()
    assert (event.actor, event.target_id) == (nurse, str(submission.pk))


def test_another_form_than_the_leg_check_goes_by_its_own_title(at_desk):
    submission = make_visit(says="My veins")

    listed, shown = words(at_desk.get(INBOX)), words(at_desk.get(submission.staff_path))

    assert f"{submission.reference} Your visit" in listed
    assert "Your visit" in shown
    assert "What brings you to us? My veins" in shown
    assert "Leg check" not in listed + shown
    assert "Walking questions" not in shown  # it has none
    assert "Walking questions" in words(at_desk.get(make_submission().staff_path))


def test_what_a_formula_could_not_work_out_is_told_to_staff_and_to_the_log(at_desk, caplog):
    formula = {"language": "text/fhirpath", "expression": "1.repeat($this + 1)"}
    submission = make_visit(
        {
            "linkId": "bmi",
            "type": "integer",
            "text": "Your body mass index",
            "extension": [{"url": CALCULATED, "valueExpression": formula}],
        },
        says="My secret veins",
    )

    shown = words(at_desk.get(submission.staff_path))

    assert "Some formulas could not be worked out: “ Your body mass index ”." in shown
    assert "What brings you to us? My secret veins" in shown  # the patient was not stopped
    [record] = [each for each in caplog.records if "formula" in each.getMessage()]
    assert record.getMessage() == (
        f"{submission.reference} (Your visit, version 1): the formula of bmi could not be "
        "worked out. It takes too long."
    )
    assert "formula" not in words(at_desk.get(make_visit().staff_path))


def test_nothing_is_shown_when_the_opening_cannot_be_audited(at_desk, monkeypatch):
    submission = make_submission(name="Walter Hughes")

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr("clinic.audit.record", fail)

    with pytest.raises(RuntimeError):
        at_desk.get(submission.staff_path)


def test_a_contact_request_is_read_in_the_same_way(at_desk):
    wish = make_contact_request(phone="", email="joan@home.example", message="Stockings?")

    shown = words(at_desk.get(wish.staff_path))

    assert "Joan Alder" in shown
    assert "joan@home.example" in shown
    assert "Stockings?" in shown


def test_the_address_in_letters_is_the_one_the_admin_answers():
    submission = make_submission()

    assert submission.staff_path == reverse("admin:intake_submission_change", args=[submission.pk])


def test_a_call_is_logged_with_a_note_that_only_staff_see(at_desk, nurse):
    submission = make_submission()

    response = at_desk.post(
        submission.staff_path,
        {"outcome": "no-answer", "note": "Rang twice.", "assigned_to": nurse.pk, "_save": "Save"},
    )

    submission.refresh_from_db()
    assert response.status_code == 302
    assert submission.state == Submission.State.NO_ANSWER
    assert submission.assigned_to == nurse
    shown = words(at_desk.get(submission.staff_path))
    assert "No answer by maya Rang twice." in shown
    assert b"Rang twice" not in bytes(Note.objects.get().sealed)


def test_saving_without_a_note_writes_none(at_desk):
    submission = make_submission()

    at_desk.post(submission.staff_path, {"outcome": "note", "note": " ", "_save": "Save"})

    assert not Note.objects.exists()


def test_a_note_that_is_too_long_comes_back_whole(at_desk):
    submission = make_submission()
    text = "x" * 4001

    response = at_desk.post(submission.staff_path, {"note": text, "_save": "Save"})

    assert text in response.content.decode()
    assert "at most 4000 characters" in words(response)
    assert not Note.objects.exists()


def test_close_and_open_again(at_desk):
    submission = make_submission()

    response = at_desk.post(submission.staff_path, {"note": "All well.", "_close": "Save"})

    submission.refresh_from_db()
    assert response.url == INBOX
    assert submission.is_closed

    at_desk.post(submission.staff_path, {"note": "She called back.", "_reopen": "Open"})

    submission.refresh_from_db()
    assert submission.state == Submission.State.IN_PROGRESS
    assert Note.objects.count() == 2


def test_when_a_colleague_closed_it_first_the_note_is_not_lost(at_desk, nurse):
    submission = make_submission()
    inbox.close(submission, by=nurse)

    response = at_desk.post(submission.staff_path, {"note": "She called back.", "_save": "Save"})

    assert response.status_code == 200
    assert "A colleague was faster" in words(response)
    assert "She called back." in words(response)
    assert not Note.objects.exists()


def test_nothing_is_closed_before_someone_wrote_how_it_ended(at_desk):
    submission = make_submission(priority=PRIORITY.EMERGENCY)

    response = at_desk.post(submission.staff_path, {"note": " ", "_close": "Save"})

    submission.refresh_from_db()
    assert not submission.is_closed
    assert "Say how it ended, or log the call, before you close." in words(response)


def test_saving_a_note_leaves_alone_what_a_colleague_took_meanwhile(at_desk, nurse):
    submission = make_submission()
    colleague = make_staff("jo", "Nurse")
    page = fields(at_desk.get(submission.staff_path))
    inbox.assign(submission, colleague, by=colleague)

    shown = {"assigned_to": "", "was_assigned_to": page["was_assigned_to"][0]}
    at_desk.post(submission.staff_path, {"note": "Rang once.", "_save": "Save", **shown})

    submission.refresh_from_db()
    assert submission.assigned_to == colleague


def test_one_button_takes_a_submission(at_desk, nurse):
    submission = make_submission()

    at_desk.post(submission.staff_path, {"_mine": "Save and assign to me"})

    submission.refresh_from_db()
    assert submission.assigned_to == nurse


def test_nobody_can_add_or_delete(at_desk):
    submission = make_submission()

    assert at_desk.get(f"{INBOX}add/").status_code == 403
    assert at_desk.post(f"{INBOX}{submission.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in at_desk.get(INBOX).content.decode()


@pytest.mark.parametrize("persona", ["editor", "administrator"])
def test_who_does_not_care_for_patients_sees_none_of_it(client, request, persona):
    submission = make_submission()
    client.force_login(request.getfixturevalue(persona))

    assert client.get(INBOX).status_code == 403
    assert client.get(submission.staff_path).status_code == 403
    assert submission.reference not in words(client.get("/staff/"))
    assert not AuditEvent.objects.filter(action="opened").exists()


def test_a_stranger_is_asked_to_sign_in(client):
    submission = make_submission()

    response = client.get(submission.staff_path)

    assert response.status_code == 302
    assert response.url.startswith("/staff/login/")


def test_a_row_that_was_tampered_with_is_reported_not_shown(at_desk):
    submission, other = make_submission(), make_submission(name="Someone Else")
    Submission.objects.filter(pk=submission.pk).update(
        sealed=Submission.objects.get(pk=other.pk).sealed
    )

    response = at_desk.get(submission.staff_path)

    assert response.status_code == 503
    assert "cannot be opened" in words(response)
    assert "Someone Else" not in words(response)


def test_an_unknown_submission_leads_back_to_the_first_page(at_desk):
    response = at_desk.get(f"{INBOX}6f1ab1f8-6c1c-4be4-8a0d-2b4b1d6f9a11/change/")

    assert response.status_code == 302


def test_the_admins_own_log_knows_no_patient(at_desk):
    submission = make_submission(name="Walter Hughes")

    at_desk.post(submission.staff_path, {"note": "Called.", "_save": "Save"})

    assert not LogEntry.objects.exists()
