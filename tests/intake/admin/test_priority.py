"""Another priority, set at the desk: asked for in words, and twice before an emergency waits."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User

from intake import inbox
from intake.models import Note, Submission
from tests.intake.make import PRIORITY, make_submission
from tests.intake.reading import fields, words

INBOX = "/staff/intake/submission/"

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def at_desk(client, nurse):
    client.force_login(nurse)
    return client


def change(client, submission: Submission, priority: int | str, why: str = "By phone", **more):
    """Press the button on the page as it stands, or as it stood with `was_priority`."""
    shown = {"was_priority": str(submission.priority), "priority": priority, "why": why}
    return client.post(submission.staff_path, {**shown, "_priority": "Change", **more})


def priority_of(submission: Submission) -> int:
    return Submission.objects.values_list("priority", flat=True).get(pk=submission.pk)


def test_a_nurse_sets_another_priority_and_everyone_sees_what_the_rules_gave(at_desk):
    submission = make_submission(priority=PRIORITY.SOON)
    assert fields(at_desk.get(submission.staff_path))["was_priority"] == ["1"]

    response = change(at_desk, submission, PRIORITY.URGENT, "Short of breath by phone")

    assert response.url == submission.staff_path
    page = words(at_desk.get(submission.staff_path))
    assert f"{submission.reference} is now Urgent, " in page
    assert "Urgent (rules: Soon)" in page
    assert "Changed from Soon to Urgent (rules: Soon). Call by" in page
    assert page.count("Short of breath by phone") == 2  # with the reasons, and in the timeline
    assert "Urgent (rules: Soon)" in words(at_desk.get(INBOX))
    assert "Urgent (rules: Soon)" in words(at_desk.get("/staff/"))


@pytest.mark.parametrize(
    ("priority", "why", "error"),
    [
        (PRIORITY.URGENT, " ", "Say why, in a few words."),
        ("", "By phone", "Choose the new priority."),
        (PRIORITY.SOON, "By phone", "This is the priority already."),
        (PRIORITY.URGENT, "x" * 4001, "at most 4000 characters"),
        (9, "By phone", "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(at_desk, priority, why, error):
    submission = make_submission(priority=PRIORITY.SOON)

    response = change(at_desk, submission, priority, why)

    assert error in words(response)
    assert why in response.content.decode()
    assert '<details class="ci-set" open>' in response.content.decode()
    assert priority_of(submission) == PRIORITY.SOON
    assert not Note.objects.exists()


def test_an_emergency_is_lowered_only_by_someone_who_says_they_read_why(at_desk):
    submission = make_submission(priority=PRIORITY.EMERGENCY)
    assert "I have read why" in words(at_desk.get(submission.staff_path))

    refused = change(at_desk, submission, PRIORITY.SOON, "Chest pain for years")

    assert "Read why it is an emergency. Then check this box." in words(refused)
    assert "Chest pain for years" in words(refused)
    assert priority_of(submission) == PRIORITY.EMERGENCY

    change(at_desk, submission, PRIORITY.URGENT, "Chest pain for years", confirmed="on")
    assert priority_of(submission) == PRIORITY.URGENT


def test_what_the_rules_call_an_emergency_is_lowered_step_by_step_as_carefully(at_desk, nurse):
    submission = make_submission(priority=PRIORITY.EMERGENCY)
    inbox.override(submission, PRIORITY.SOON, "Known to us", by=nurse)
    submission.refresh_from_db()

    change(at_desk, submission, PRIORITY.ROUTINE)
    assert priority_of(submission) == PRIORITY.SOON

    change(at_desk, submission, PRIORITY.URGENT)  # raising it asks nothing twice
    assert priority_of(submission) == PRIORITY.URGENT


def test_other_priorities_are_changed_without_that_question(at_desk):
    submission = make_submission(priority=PRIORITY.URGENT)
    assert "I have read why" not in words(at_desk.get(submission.staff_path))

    change(at_desk, submission, PRIORITY.ROUTINE)

    assert priority_of(submission) == PRIORITY.ROUTINE


def test_what_a_colleague_set_meanwhile_is_shown_before_it_is_changed_again(at_desk, nurse):
    seen = make_submission(priority=PRIORITY.SOON)
    inbox.override(Submission.objects.get(pk=seen.pk), PRIORITY.URGENT, "Worse", by=nurse)

    response = change(at_desk, seen, PRIORITY.ROUTINE, "Only cosmetic")

    assert "A colleague set this to Urgent meanwhile." in words(response)
    assert "Only cosmetic" in words(response)
    assert fields(response)["was_priority"] == ["2"]  # so that a second press counts
    assert priority_of(seen) == PRIORITY.URGENT


def test_what_a_colleague_closed_meanwhile_stays_as_it_is(at_desk, nurse):
    submission = make_submission()
    inbox.close(submission, by=nurse)
    assert "Change the priority" not in words(at_desk.get(submission.staff_path))

    response = change(at_desk, submission, PRIORITY.URGENT)

    assert "A colleague closed this. Open it again first." in words(response)
    assert priority_of(submission) == PRIORITY.ROUTINE


@pytest.mark.parametrize("persona", ["editor", "administrator"])
def test_who_does_not_care_for_patients_changes_nothing(client, request, persona):
    submission = make_submission()
    client.force_login(request.getfixturevalue(persona))

    assert change(client, submission, PRIORITY.URGENT).status_code == 403
    assert priority_of(submission) == PRIORITY.ROUTINE


def test_who_may_only_read_is_offered_no_change_and_cannot_make_one(client, nurse):
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_submission"))
    submission = make_submission()
    client.force_login(reader)

    assert "Change the priority" not in words(client.get(submission.staff_path))
    assert change(client, submission, PRIORITY.URGENT).status_code == 403
    assert priority_of(submission) == PRIORITY.ROUTINE


def test_the_list_is_narrowed_to_what_staff_changed(at_desk, nurse):
    raised, lowered, _ = (
        make_submission(priority=PRIORITY.SOON),
        make_submission(priority=PRIORITY.SOON),
        make_submission(priority=PRIORITY.SOON),
    )
    inbox.override(raised, PRIORITY.URGENT, "Worse", by=nurse)
    inbox.override(lowered, PRIORITY.ROUTINE, "Long known", by=nurse)

    def listed(query: str) -> list[str]:
        found = at_desk.get(f"{INBOX}?{query}").context["cl"].result_list
        return [submission.reference for submission in found]

    assert listed("changed=any") == [raised.reference, lowered.reference]
    assert listed("changed=raised") == [raised.reference]
    assert listed("changed=lowered") == [lowered.reference]


def test_the_log_of_calls_offers_no_change_of_priority(at_desk):
    submission = make_submission()

    assert "Priority changed" not in words(at_desk.get(submission.staff_path))
    refused = at_desk.post(submission.staff_path, {"outcome": "priority", "note": "Urgent!"})
    assert "Select a valid choice" in words(refused)


def test_a_note_typed_under_the_next_step_is_still_there_when_the_priority_is_changed(at_desk):
    submission = make_submission(priority=PRIORITY.SOON)

    response = change(
        at_desk, submission, PRIORITY.URGENT, note="Calls back at 9", outcome="no-answer"
    )

    assert priority_of(submission) == PRIORITY.URGENT
    assert "What you typed under Next step is not saved yet." in words(response)
    left = fields(response)
    assert left["note"] == ["Calls back at 9"]
    assert '<option value="no-answer" selected>' in response.content.decode()
    assert left["why"] == [""]
    assert not Note.objects.exclude(outcome=Note.Outcome.PRIORITY).exists()

    refused = change(at_desk, submission, PRIORITY.SOON, " ", note="Calls back at 9")
    assert fields(refused)["note"] == ["Calls back at 9"]


def test_a_priority_that_was_begun_is_still_there_when_the_next_step_is_saved(at_desk):
    submission = make_submission(priority=PRIORITY.SOON)
    begun = {"was_priority": "1", "priority": "2", "why": "Worse by phone"}

    response = at_desk.post(submission.staff_path, {**begun, "note": "Spoke", "_save": "Save"})

    assert "The priority is not changed yet." in words(response)
    left = fields(response)
    assert (left["why"], left["was_priority"]) == (["Worse by phone"], ["1"])
    assert '<option value="2" selected>' in response.content.decode()
    assert left["note"] == [""]
    assert Note.objects.count() == 1
    assert '<details class="ci-set" open>' in response.content.decode()
    assert priority_of(submission) == PRIORITY.SOON


@pytest.mark.parametrize("button", ["_close", "_next"])
def test_nobody_leaves_the_page_with_a_priority_half_changed(at_desk, button):
    submission = make_submission(priority=PRIORITY.SOON)
    begun = {"was_priority": "1", "priority": "2", "why": "Worse by phone"}

    response = at_desk.post(submission.staff_path, {**begun, "note": "Spoke", button: "Save"})

    assert "You began to change the priority." in words(response)
    left = fields(response)
    assert (left["why"], left["note"]) == (["Worse by phone"], ["Spoke"])
    submission.refresh_from_db()
    assert not submission.is_closed
    assert not Note.objects.exists()
