"""What cannot wait: shown at once, before anything else is asked, and never in the way."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from intake import inbox
from intake.models import Submission
from tests.intake.make import key_in, send, typed, walk_until
from tests.intake.reading import fields, heard, title, words

IN_HOURS = "2026-11-24 10:00"  # a Tuesday
SWOLLEN = {"swelling": "one_leg", "swelling_onset": "new"}

pytestmark = pytest.mark.usefixtures("clinic")

NEEDS_HELP = "Trouble breathing, chest pain, coughing up blood or fainting need help right away."
EMERGENCIES = {
    "chest": ({"chest_pain": "true"}, "Do not drive yourself."),
    "bleeding": ({"vein_bleeding": "now"}, "Raise your leg."),
    "cold leg": ({"cold_pale_leg_sudden": "true"}, "may not be getting enough blood"),
    "infection": ({"skin_hot_red": "spreading", "fever": "true"}, "needs care now"),
    "black toes": ({"black_toes": "true"}, "may not be getting enough blood"),
}


@pytest.mark.parametrize(("answers", "advice"), EMERGENCIES.values(), ids=EMERGENCIES)
def test_an_emergency_shows_its_911_page_at_once(client, answers, advice):
    response = client.post("/check/begin/", typed(**answers))
    page = client.get(response.url)

    assert response.url.endswith("/alert/")
    assert page.status_code == 200
    assert title(page).startswith("Call 911")
    assert advice in words(page)
    assert page.content.decode().count('href="tel:911"') >= 2
    assert "We have not sent your answers" in words(page)
    assert page["Cache-Control"] == "no-store, private"
    assert not {"name", "phone"} & fields(page).keys()


def test_it_does_not_wait_for_the_rest_of_the_page(client):
    response = client.post("/check/begin/", {"coughing_blood": "true"})

    assert response.url.endswith("/alert/")
    following = client.post(response.url)
    assert following.url.endswith("/question/emergency")
    assert fields(client.get(following.url))["coughing_blood"] == ["true"]


def test_it_does_not_wait_for_a_new_token():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/check/begin/", {"fainted": "true"})

    assert response.status_code == 403
    text = words(response)
    assert "Do not drive yourself" in text
    assert text.index("Do not drive yourself") < text.index("This page was open for a long time")
    assert text.index("Do not drive yourself") < text.index("Step 1 of")
    assert fields(response)["fainted"] == ["true"]


def test_a_page_already_kept_shows_it_without_a_token_too():
    client = Client(enforce_csrf_checks=True)
    first = client.get("/check/begin/")
    token = fields(first)["csrfmiddlewaretoken"][0]
    url = client.post("/check/begin/", typed(csrfmiddlewaretoken=token)).url

    response = client.post(f"/check/{key_in(url)}/question/emergency", typed(fainted="true"))

    assert response.status_code == 403
    assert "Do not drive yourself" in words(response)


def test_an_alert_page_whose_token_is_old_stays_where_it_is(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    response = strict.post(alert)

    assert response.status_code == 403
    assert title(response).startswith("Call 911")
    again = strict.post(alert, {"csrfmiddlewaretoken": fields(response)["csrfmiddlewaretoken"][0]})
    assert again.url.endswith("/question/feelings")


def test_an_old_token_on_an_alert_that_was_read_leads_on(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    client.post(alert)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    response = strict.post(alert)

    assert response.status_code == 302
    assert response.url.endswith("/question/feelings")


def test_every_address_leads_to_what_was_not_read(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    key = key_in(alert)

    for place in ("", "check/", "sent/", "copy/", "question/contact_page"):
        assert client.get(f"/check/{key}/{place}").url == alert
    assert client.post(f"/check/{key}/check/").url == alert


def test_after_reading_the_patient_may_go_on_and_is_not_asked_again(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url

    response = client.post(alert)

    assert response.url.endswith("/question/feelings")
    assert client.get(response.url).status_code == 200
    assert client.get(f"/check/{key_in(alert)}/check/").url == response.url


def test_whoever_goes_back_to_it_reads_it_again_while_it_holds(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    client.post(alert)

    assert title(client.get(alert)).startswith("Call 911")
    assert client.post(alert).url.endswith("/question/feelings")
    client.post(f"/check/{key_in(alert)}/question/emergency", typed())
    assert client.get(alert).url.endswith("/question/feelings")


def test_whoever_comes_back_later_reads_it_again_first(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    client.post(alert)

    assert client.get(f"/check/{key_in(alert)}/").url == alert
    assert client.post(alert).url.endswith("/question/feelings")


def test_it_is_shown_again_when_it_is_answered_again(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    client.post(alert)
    first = f"/check/{key_in(alert)}/question/emergency"

    assert client.post(first, typed(fainted="true")).url == alert
    assert title(client.get(alert)).startswith("Call 911")


def test_nothing_is_sent_before_it_was_read(client):
    check = walk_until(client, "check", fainted="true")
    alert = client.post(f"/check/{key_in(check)}/question/emergency", typed(fainted="true")).url

    assert client.get(check).url == alert
    assert client.post(check).url == alert
    assert not Submission.objects.exists()
    assert client.post(alert).url == check


def test_a_mistake_can_be_taken_back(client):
    alert = client.post("/check/begin/", typed(fainted="true")).url
    first = f"/check/{key_in(alert)}/question/emergency"
    assert f'href="{first}"' in client.get(alert).content.decode()

    assert client.post(first, typed()).url.endswith("/question/feelings")


def test_a_later_answer_that_needs_a_call_today_interrupts_too(client, at):
    at(IN_HOURS)
    alert = walk_until(client, "alert", swelling="one_leg", swelling_onset="new")
    page = client.get(alert)

    assert title(page).startswith("Please call us now at 651-555-0142")
    assert 'href="tel:+16515550142"' in page.content.decode()
    assert "Monday to Friday, 8 am to 5 pm" in words(page)
    assert "Please call now; do not wait for us" in words(page)
    assert "not reached us by 10:30 am, do not wait: go to urgent care" in words(page)
    assert "We are closed" not in words(page)
    assert "/question/" in client.post(alert).url


def test_first_aid_is_a_list_and_names_where_it_comes_from(client):
    page = client.get(client.post("/check/begin/", typed(vein_bleeding="now")).url)

    html = page.content.decode()
    assert re.search(r"<ol[^>]*>\s*<li>Lie down.</li>\s*<li>Raise your leg.</li>", html)
    assert "Source: St John Ambulance; NICE CG168" in words(page)


def test_what_was_read_does_not_interrupt_again_without_a_new_reason(client):
    response = client.post(walk_until(client, "alert", **SWOLLEN))

    while not response.url.endswith("/check/"):
        assert "/question/" in response.url
        response = client.post(response.url, typed(**SWOLLEN))


def test_another_reason_for_a_call_that_was_read_does_not_interrupt_again(client):
    answers = {"one_leg_pain_new": "true", **SWOLLEN}
    alert = walk_until(client, "alert", **answers)  # the pain is told before the swelling is known
    swelling = client.post(alert).url
    assert swelling.endswith("/question/swelling_details")

    pain = f"/check/{key_in(alert)}/question/pain"
    assert client.post(swelling, typed(**answers)).url != alert
    assert client.post(pain, typed(**answers)).url == alert  # who tells it again reads it again


def test_what_was_read_and_taken_back_interrupts_when_it_returns(client):
    strained = {"one_leg_pain_new": "true", "muscle_strain": "true"}
    address = walk_until(client, "clot_risk", **strained)  # new pain was read; a strain explains it
    alert = f"/check/{key_in(address)}/alert/"

    assert client.post(address, typed(long_trip="true")).url == alert
    client.post(alert)
    assert client.post(address, typed()).url != alert
    assert client.post(address, typed(long_trip="true")).url == alert


def test_an_emergency_goes_before_a_call_today(client):
    answers = {"sudden_severe_pain": "true", "skin_hot_red": "spreading", "fever": "true"}
    page = client.get(client.post("/check/begin/", typed(**answers)).url)

    assert title(page).startswith("Call 911 or go to an emergency room now")
    assert "Please call us today" not in words(page)


def test_two_emergencies_have_one_call_and_each_its_own_heading(client):
    answers = {"chest_pain": "true", "vein_bleeding": "now"}
    page = client.get(client.post("/check/begin/", typed(**answers)).url)

    assert heard(page)[:8] == [
        ("h1", "Call 911 now"),
        ("p", "Call 911"),
        ("h2", "Breathing, chest pain or fainting"),
        ("p", f"Do not drive yourself. {NEEDS_HELP}"),
        ("p", "Source: Mayo Clinic"),
        ("h2", "First aid for a bleeding vein"),
        ("li", "Lie down."),
        ("li", "Raise your leg."),
    ]
    one = client.get(client.post("/check/begin/", typed(vein_bleeding="now")).url)
    assert "First aid for" not in words(one)  # one text alone needs no second heading


def test_staff_see_it_as_emergency_and_that_it_was_read(client, nurse):
    confirmation = client.get(send(client, chest_pain="true"))

    submission = Submission.objects.get()
    contents = inbox.read(submission, by=nurse)
    assert submission.priority == Submission.Priority.EMERGENCY
    assert contents.alerts_read
    assert contents.findings.reasons[0].id == "E1"
    text = words(confirmation)
    assert text.index("Do not drive yourself") < text.index("Thank you. We have your answers.")


def test_the_alert_asks_the_database_no_more_than_it_must(client, django_assert_num_queries):
    alert = client.post("/check/begin/", typed(fainted="true")).url

    with django_assert_num_queries(2):
        client.get(alert)
    with django_assert_num_queries(5):
        client.post(alert)
