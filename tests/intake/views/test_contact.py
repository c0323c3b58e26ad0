"""The wish for a call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic.models import AuditEvent, OutboxMessage
from intake import inbox
from intake.models import Submission
from intake.views.contact import RECEIPT, REQUESTS_AN_HOUR
from tests.intake.reading import dead_links, fields, title, words

pytestmark = pytest.mark.usefixtures("clinic")

WISH = {
    "token": "0123456789abcdef",
    "name": "Joan Alder",
    "phone": "(651) 555-0173",
    "email": "joan@home.example",
    "best_time": "Morning",
    "message": "I would like to ask\nabout stockings.",
}


def test_the_contact_page_gives_every_way_to_reach_us(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the profile
        page = client.get("/contact/")

    assert title(page) == "Contact us | Northside Vein Clinic"
    assert "651-555-0142" in words(page)
    assert "This form is not for emergencies" in words(page)
    assert page["Cache-Control"] == "no-store, private"
    assert fields(page)["best_time"] == ["Any time"]
    assert fields(client.get("/contact/"))["token"] != fields(page)["token"]


def test_a_wish_reaches_the_inbox_and_gives_a_reference(client, nurse):
    response = client.post("/contact/", WISH)
    page = client.get(response.url)

    submission = Submission.objects.get()
    contents = inbox.read(submission, by=nurse)
    assert page.status_code == 200
    assert submission.reference in words(page)
    assert submission.kind == Submission.Kind.CONTACT
    assert (contents.name, contents.best_time) == ("Joan Alder", "Morning")
    assert contents.phone == "651-555-0173"
    assert contents.email == "joan@home.example"
    assert contents.message == "I would like to ask\nabout stockings."
    assert OutboxMessage.objects.count() == 1
    assert AuditEvent.objects.filter(action="received").count() == 1


def test_names_stay_as_they_are_written_and_no_sign_turns_them_around(client, nurse):
    typed = {**WISH, "name": "شيماء\u202e رضا", "message": "سلام\u2067\nשלום"}

    client.post("/contact/", typed)

    found = inbox.read(Submission.objects.get(), by=nurse)
    assert (found.name, found.message) == ("شيماء رضا", "سلام\nשלום")
    assert client.post("/contact/", {**typed, "name": "\u202e"}).status_code == 422


def test_sending_asks_the_database_no_more_than_it_must(client, django_assert_num_queries):
    # counter; sent before?; profile; free reference; submission; audit: last hash, event; letter;
    # two savepoints; on PostgreSQL a lock, to take turns in the audit trail
    with django_assert_num_queries(12 + (connection.vendor == "postgresql")):
        response = client.post("/contact/", WISH)
    with django_assert_num_queries(1):
        client.get(response.url)


def test_a_phone_number_or_an_email_address_is_enough(client):
    assert client.post("/contact/", {**WISH, "phone": ""}).status_code == 302
    assert client.post("/contact/", {**WISH, "email": ""}).status_code == 302
    response = client.post("/contact/", {**WISH, "phone": "", "email": ""})

    assert response.status_code == 422
    assert "Enter a phone number or an email address" in words(response)


def test_what_is_wrong_is_named_linked_and_kept(client):
    wrong = {**WISH, "name": " ", "phone": "12", "email": "joan@", "best_time": "at noon"}

    response = client.post("/contact/", wrong)

    assert response.status_code == 422
    assert title(response).startswith("Error: Contact us")
    assert not dead_links(response)
    for told in ("Enter your name", "Enter a phone number", "Enter an email address like"):
        assert words(response).count(told) >= 2
    found = fields(response)
    assert (found["phone"], found["email"]) == (["12"], ["joan@"])
    assert found["message"] == [WISH["message"]]
    assert found["token"] == [WISH["token"]]
    assert not Submission.objects.exists()


def test_a_message_that_is_too_long_is_kept(client):
    response = client.post("/contact/", {**WISH, "message": "a" * 2001})

    assert response.status_code == 422
    assert "Make your message shorter" in words(response)
    assert fields(response)["message"] == ["a" * 2001]


def test_an_empty_form_is_refused_as_one(client):
    response = client.post("/contact/", {})

    assert response.status_code == 422
    assert "Enter your name" in words(response)


def test_pressing_twice_is_one_request_and_one_reference(client):
    first = client.get(client.post("/contact/", WISH).url)
    second = client.get(client.post("/contact/", WISH).url)

    reference = Submission.objects.get().reference
    assert reference in words(first)
    assert reference in words(second)
    assert OutboxMessage.objects.count() == 1


def test_other_words_from_the_same_page_are_another_request(client):
    client.post("/contact/", WISH)
    client.post("/contact/", {**WISH, "message": "I forgot: please call before ten."})

    assert Submission.objects.count() == 2


def test_an_expired_token_keeps_what_was_typed():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/contact/", {**WISH, "email": "joan@"})

    assert response.status_code == 403
    assert "Not sent yet" in words(response)
    assert {name: value[0] for name, value in fields(response).items()} | WISH == {
        **WISH,
        "csrfmiddlewaretoken": fields(response)["csrfmiddlewaretoken"][0],
    }
    mended = {**fields(response), "email": ""}
    assert strict.post("/contact/", mended).status_code == 302
    assert Submission.objects.count() == 1


def test_too_many_requests_are_refused_and_nothing_typed_is_lost(client):
    for number in range(REQUESTS_AN_HOUR):
        assert client.post("/contact/", {**WISH, "token": str(number)}).status_code == 302

    response = client.post("/contact/", {**WISH, "token": "one more"})

    assert response.status_code == 429
    assert "Many forms came from your connection" in words(response)
    assert fields(response)["message"] == [WISH["message"]]
    assert Submission.objects.count() == REQUESTS_AN_HOUR


@pytest.mark.parametrize("receipt", ["x", "a:b:c", "%00", "%ff%fe", "é:é:é", ":::", "A" * 3000])
def test_a_receipt_that_we_did_not_sign_shows_nothing(client, receipt):
    response = client.get(f"/contact/sent/{receipt}/")

    assert response.status_code == 302
    assert response.url == "/contact/"


def test_a_receipt_is_good_for_an_hour(client, monkeypatch):
    response = client.post("/contact/", WISH)
    later = (timezone.now() + timedelta(minutes=61)).timestamp()

    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert client.get(response.url).url == "/contact/"


def test_a_receipt_for_something_else_is_none(client):
    other = signing.dumps("BCDF-2345", salt=f"{RECEIPT}.other")

    assert client.get(f"/contact/sent/{other}/").url == "/contact/"


def test_no_words_stand_in_the_address_of_the_confirmation(client):
    address = client.post("/contact/", WISH).url

    assert not {word for word in WISH.values() if word in address}
