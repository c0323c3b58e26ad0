"""What cannot wait: shown at once, before anything else is asked, and never in the way."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from intake import inbox, publishing
from intake.models import Submission
from tests.intake.make import DEFINITION, key_in, make_profile, send, typed, walk_until
from tests.intake.reading import fields, title, words

IN_HOURS = "2026-11-24 10:00"  # a Tuesday
SWOLLEN = {"swelling": "one_leg", "swelling_onset": "new"}

pytestmark = pytest.mark.usefixtures("clinic")

EMERGENCIES = {
    "chest": ({"chest_pain": "true"}, "Do not drive yourself."),
    "bleeding": ({"vein_bleeding": "now"}, "Raise your leg."),
    "cold leg": ({"cold_pale_leg_sudden": "true"}, "may not be getting enough blood"),
    "infection": ({"skin_hot_red": "spreading", "fever": "true"}, "needs care now"),
    "black toes": ({"black_toes": "true"}, "may not be getting enough blood"),
}


def publish_in_spanish() -> None:
    """Publish the leg check with one of its texts and its title in Spanish."""
    rules = json.loads(DEFINITION.with_suffix(".triage.json").read_text())
    rules["texts"]["T1"]["translations"] = {
        "es": {
            "heading": "Llame al 911 ahora",
            "lead": "No maneje usted mismo.",
            "reviewed_by": "Ana Ruiz",
            "reviewed_on": "2026-11-20",
        }
    }
    document = json.loads(DEFINITION.read_text())
    told = "http://hl7.org/fhir/StructureDefinition/translation"
    parts = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "Piernas"}]
    document["_title"] = {"extension": [{"url": told, "extension": parts}]}
    publishing.publish(json.dumps(document), json.dumps(rules), by=None)


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
    assert "If you have not reached us in 30 minutes, go to urgent care" in words(page)
    assert "We are closed" not in words(page)
    assert client.post(alert).url.endswith("/question/pain")


@pytest.mark.parametrize(
    ("moment", "leads_with"),
    [
        ("2026-11-24 07:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-24 16:29", "Please call us now at 651-555-0142"),
        ("2026-11-24 16:30", "We are about to close. Go to urgent care or an emergency room today"),
        ("2026-11-24 17:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-26 12:00", "We are closed now. Go to urgent care or an emergency room today"),
        ("2026-11-28 12:00", "We are closed now. Go to urgent care or an emergency room today"),
    ],
    ids=["early", "in hours", "closing", "late", "holiday", "Saturday"],
)
def test_where_to_go_today_depends_on_whether_we_are_there(client, at, moment, leads_with):
    make_profile(closed_on="2026-11-26")
    at(moment)

    page = client.get(walk_until(client, "alert", **SWOLLEN))

    assert title(page).startswith(leads_with)
    assert words(page).count(leads_with) == 2  # on the tab, and on the page
    assert "needs a check today" in words(page)
    assert 'href="tel:+16515550142"' in page.content.decode()
    is_closed = leads_with.startswith("We are closed")
    assert ("We open again on" in words(page)) is is_closed
    assert ("Please call" in words(page)) is leads_with.startswith("Please call")


def test_half_an_hour_later_it_leads_with_urgent_care(client, at):
    at(IN_HOURS)
    alert = walk_until(client, "alert", **SWOLLEN)
    client.post(alert)

    at("2026-11-24 10:20")
    client.post(f"/check/{key_in(alert)}/question/pain", typed(**SWOLLEN))
    assert title(client.get(alert)).startswith("Please call us now")
    at("2026-11-24 10:30")
    page = client.get(alert)

    assert title(page).startswith("If you have not reached us, go to urgent care")
    assert "Call 651-555-0142" in words(page)


def test_an_emergency_is_911_at_any_hour(client, at):
    at("2026-11-28 03:00")

    page = client.get(client.post("/check/begin/", typed(fainted="true")).url)

    assert title(page).startswith("Call 911 now")
    assert "closed" not in words(page).partition("We have not sent your answers")[0]


def test_a_clinic_without_a_number_names_who_is_there(client, at):
    make_profile(phone="")
    at(IN_HOURS)

    page = client.get(walk_until(client, "alert", **SWOLLEN))

    assert title(page).startswith("Go to urgent care or an emergency room today")
    assert "Please call" not in words(page).partition("We have not sent")[0]


def test_first_aid_is_a_list_and_names_where_it_comes_from(client):
    page = client.get(client.post("/check/begin/", typed(vein_bleeding="now")).url)

    html = page.content.decode()
    assert re.search(r"<ol[^>]*>\s*<li>Lie down.</li>\s*<li>Raise your leg.</li>", html)
    assert "Source: St John Ambulance; NICE CG168" in words(page)


def test_a_translated_text_says_who_reviewed_it(client):
    publish_in_spanish()

    alert = client.post("/check/form/leg-check/begin/?lang=es", typed(fainted="true")).url
    page = client.get(alert)

    assert title(page).startswith("Llame al 911 ahora")
    assert "No maneje" in words(page)
    assert "Translation reviewed by Ana Ruiz, November 20, 2026" in words(page)
    client.post(alert)
    assert "Do not drive" not in words(client.get(alert))


def test_what_was_read_does_not_interrupt_again_without_a_new_reason(client):
    answers = {"swelling": "one_leg", "swelling_onset": "new"}
    alert = walk_until(client, "alert", **answers)
    client.post(alert)
    key = key_in(alert)

    for page, following in (("pain", "clot_risk"), ("clot_risk", "ecq1")):
        response = client.post(f"/check/{key}/question/{page}", typed(**answers))
        assert response.url == f"/check/{key}/question/{following}"


def test_a_new_reason_for_the_same_alert_interrupts_again(client):
    answers = {"swelling": "one_leg", "swelling_onset": "new", "one_leg_pain_new": "true"}
    alert = walk_until(client, "alert", **answers)
    client.post(alert)

    assert client.post(f"/check/{key_in(alert)}/question/pain", typed(**answers)).url == alert


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


def test_two_emergencies_are_both_explained(client):
    answers = {"chest_pain": "true", "vein_bleeding": "now"}
    text = words(client.get(client.post("/check/begin/", typed(**answers)).url))

    assert "Do not drive yourself" in text
    assert "Press hard on the spot" in text


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
