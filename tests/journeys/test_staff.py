"""A nurse's morning: who needs a call first, what they said, and what was done about it."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from clinic.models import AuditEvent
from intake.models import Submission
from tests.conftest import make_staff
from tests.intake.make import PRIORITY, make_contact_request, make_submission
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey


@pytest.fixture
def nurse_at_desk(open_browser):
    make_staff("maya", "Nurse")
    page = open_browser(DESK, scripts=True)
    steps.sign_in_by_hand(page, "maya")
    return page


def waiting(page) -> list[str]:
    """Return the references on the page, from the top."""
    links = page.locator("#result_list").get_by_role("link", name=steps.REFERENCE)
    return [steps.REFERENCE.search(words)[0] for words in links.all_inner_texts()]


def open_record(page, submission: Submission) -> None:
    page.goto(submission.staff_path)


def leave_for(minutes: int) -> None:
    """Let everyone who is signed in have done nothing for so long."""
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        session["last_seen"] -= minutes * 60
        session.save()


def test_the_most_urgent_stand_first_on_the_first_page_and_in_the_inbox(nurse_at_desk):
    sent = {
        badge: make_submission(priority=PRIORITY[badge.upper()]).reference
        for badge in ("Routine", "Emergency", "Soon", "Urgent")
    }
    asked = make_contact_request().reference

    nurse_at_desk.goto("/staff/")
    look_at(nurse_at_desk)
    first_three = [sent[badge] for badge in ("Emergency", "Urgent", "Soon")]
    assert waiting(nurse_at_desk)[:3] == first_three
    assert {sent["Routine"], asked} == set(waiting(nurse_at_desk)[3:])
    for badge, reference in sent.items():
        row = nurse_at_desk.get_by_role("row", name=reference)
        expect(row.get_by_text(badge, exact=True)).to_be_visible()

    steps.follow(nurse_at_desk, "See the whole inbox")
    look_at(nurse_at_desk)
    assert waiting(nurse_at_desk)[:3] == first_three
    assert len(waiting(nurse_at_desk)) == 5


def test_an_opened_leg_check_says_why_and_how_to_call_and_leaves_a_trace(nurse_at_desk):
    submission = make_submission(
        priority=PRIORITY.EMERGENCY, came_from="night-leg-cramps", message="It began in May."
    )
    nurse_at_desk.goto("/staff/")
    steps.follow(nurse_at_desk, submission.reference)
    look_at(nurse_at_desk)

    why = nurse_at_desk.get_by_role("region", name="Why “Emergency”")
    expect(why.get_by_text("Do you have chest pain")).to_be_visible()
    expect(why.get_by_text("Rule E1")).to_be_visible()
    call = nurse_at_desk.get_by_role("link", name="Call 651-555-0173")
    assert call.get_attribute("href") == "tel:+16515550173"
    expect(nurse_at_desk.get_by_role("heading", name="Joan Alder")).to_be_visible()
    expect(nurse_at_desk.get_by_text("It began in May.").first).to_be_visible()
    expect(nurse_at_desk.get_by_text("night-leg-cramps")).to_be_visible()
    opened = AuditEvent.objects.get(action="opened")
    assert (opened.actor_name, opened.target_id) == ("maya", str(submission.pk))


@pytest.mark.on_both
def test_a_call_is_logged_noted_assigned_closed_and_taken_up_again(nurse_at_desk):
    submission = make_submission(priority=PRIORITY.URGENT)
    make_staff("noor", "Nurse")
    make_staff("edith", "Publisher")
    page = nurse_at_desk
    open_record(page, submission)
    assert page.get_by_label("Assigned to").locator("option").all_inner_texts() == [
        *("Nobody yet", "maya", "noor")
    ]

    page.get_by_label("Log this as").select_option(label="No answer")
    page.get_by_label("Note").fill("Rang twice; she has a machine.")
    page.get_by_label("Assigned to").select_option(label="noor")
    steps.press(page, "Save")
    look_at(page)
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_text("Rang twice; she has a machine.")).to_be_visible()
    expect(timeline.get_by_text("Assigned to noor")).to_be_visible()
    expect(page.get_by_text("No answer").first).to_be_visible()

    steps.press(page, "Save and close")
    expect(page.get_by_text(f"{submission.reference} is closed.")).to_be_visible()
    look_at(page)
    assert waiting(page) == []

    open_record(page, submission)
    look_at(page)
    steps.press(page, "Open again and save")
    expect(page.get_by_text(f"{submission.reference} is open again.")).to_be_visible()
    submission.refresh_from_db()
    assert submission.state == Submission.State.IN_PROGRESS


def test_a_nurse_on_the_ward_can_do_it_by_phone(open_browser):
    make_staff("maya", "Nurse")
    submission = make_submission(priority=PRIORITY.SOON)
    page = open_browser(scripts=False)
    steps.sign_in_by_hand(page, "maya")

    steps.follow(page, submission.reference)
    page.get_by_label("Note").fill("Spoke with her daughter.")
    steps.press(page, "Save")

    expect(page.get_by_text("Spoke with her daughter.").last).to_be_visible()
    look_at(page)


def test_who_leaves_the_desk_is_signed_out(nurse_at_desk):
    submission = make_submission()
    open_record(nurse_at_desk, submission)
    leave_for(minutes=21)

    nurse_at_desk.reload()

    expect(nurse_at_desk.get_by_text("You were signed out")).to_be_visible()
    assert nurse_at_desk.get_by_text("Joan Alder").count() == 0
    look_at(nurse_at_desk)
    nurse_at_desk.get_by_label("Username").fill("maya")
    nurse_at_desk.get_by_label("Password").fill("a long enough password")
    steps.press(nurse_at_desk, "Log in")
    expect(nurse_at_desk.get_by_role("heading", name="Joan Alder")).to_be_visible()


def test_trying_passwords_leads_nowhere(open_browser):
    make_staff("maya", "Nurse")
    page = open_browser(DESK, scripts=True)
    for _ in range(5):
        steps.sign_in_by_hand(page, "maya", "not her password")
    look_at(page)

    steps.sign_in_by_hand(page, "maya")

    expect(page.get_by_text("Too many tries to sign in")).to_be_visible()
    look_at(page)
    page.goto("/staff/intake/submission/")
    expect(page.get_by_label("Password")).to_be_visible()


def test_an_editor_sees_no_patient(open_browser):
    make_staff("edith", "Publisher")
    submission = make_submission()
    page = open_browser(DESK, scripts=True)
    steps.sign_in_by_hand(page, "edith")

    assert page.get_by_role("link", name=re.compile("Inbox|Submission")).count() == 0
    assert page.get_by_text(submission.reference).count() == 0
    look_at(page)
    for address in (submission.staff_path, "/staff/intake/submission/"):
        assert page.goto(address).status == 403
        assert page.get_by_text("Joan Alder").count() == 0
        look_at(page)
    assert not AuditEvent.objects.filter(action="opened").exists()
