"""A link by mail opens the answers, and tells nothing else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from clinic.models import OutboxMessage
from intake import letters
from intake.models import ResumeCode
from tests.intake.reading import fields, title, words
from tests.intake.saving import CODE, begin, come_back, link_in, save

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def test_a_link_by_mail_opens_the_answers_on_another_device(client, mailbox):
    key = begin(client)
    response = client.post(f"/check/{key}/save/", {"email": "joan@home.example"})
    assert "We sent a link to joan@home.example" in words(response)
    (letter,) = mailbox.letters
    phone = Client()

    page = phone.get(link_in(letter))
    opened = phone.post(link_in(letter))

    assert title(page).startswith("Open your saved answers")
    assert not page.cookies.keys() & {f"check_{key}"}
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["Cache-Control"] == "no-store, private"
    assert opened.url == f"/check/{key}/"
    assert phone.get(opened.url).url == f"/check/{key}/question/pain"
    assert come_back(Client(), CODE.search(response.content.decode())[1]).status_code == 302


def test_programs_that_follow_links_in_mail_use_nothing_up(client, mailbox):
    client.post(f"/check/{begin(client)}/save/", {"email": "joan@home.example"})
    link = link_in(mailbox.letters[0])

    for _ in range(20):
        assert Client().get(link).status_code == 200

    assert Client().post(link).status_code == 302


def test_the_letter_tells_nothing_but_the_way(client, mailbox):
    key = begin(client, "contact_page", name="Joan Alder")
    client.post(f"/check/{key}/save/", {"email": "joan@home.example"})

    (letter,) = mailbox.letters
    text = str(letter) + letter.get_payload(decode=True).decode()
    assert letter["X-Recipients"] == "joan@home.example"
    assert letter["Subject"] == "Your link to go on, from Northside Vein Clinic"
    for word in ("leg", "symptom", "health", "swelling", "Joan Alder", key):
        assert not re.search(rf"\b{word}", text, re.IGNORECASE), word
    assert "If you did not ask for this" in text
    assert not OutboxMessage.objects.exists()


def test_a_mail_server_that_is_away_leaves_the_code(client, no_server):
    key = begin(client)

    response = client.post(f"/check/{key}/save/", {"email": "joan@home.example"})

    assert response.status_code == 200
    assert "We could not send the email just now. Your code works all the same." in words(response)
    assert list(ResumeCode.objects.values_list("kind", flat=True)) == ["code"]
    assert come_back(Client(), CODE.search(response.content.decode())[1]).status_code == 302


@pytest.mark.parametrize("email", ["joan", "joan@home", "a@b.example\nBcc: c@d.example", "a" * 300])
def test_an_address_that_is_none_makes_no_code_and_is_shown_again(client, mailbox, email):
    response = client.post(f"/check/{begin(client)}/save/", {"email": email})

    assert response.status_code == 422
    assert title(response).startswith("Error: Save and come back later")
    assert not ResumeCode.objects.exists()
    assert mailbox.letters == []


def test_an_old_token_keeps_the_address(client, mailbox):
    key = begin(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    response = strict.post(f"/check/{key}/save/", {"email": "joan@home.example"})

    assert response.status_code == 403
    assert fields(response)["email"] == ["joan@home.example"]
    assert strict.post(f"/check/{key}/save/", fields(response)).status_code == 200
    assert len(mailbox.letters) == 1


def test_an_old_token_on_the_page_of_a_link_asks_to_press_again(client, mailbox, strict):
    client.post(f"/check/{begin(client)}/save/", {"email": "joan@home.example"})
    link = link_in(mailbox.letters[0])

    response = strict.post(link)

    assert response.status_code == 403
    assert strict.post(link, fields(response)).status_code == 302


def test_three_letters_an_hour_are_enough(client, mailbox):
    key = begin(client)

    pages = [
        words(client.post(f"/check/{key}/save/", {"email": "joan@home.example"})) for _ in range(4)
    ]

    assert len(mailbox.letters) == 3
    assert "too many were asked for" in pages[3]
    assert "This is your code" in pages[3]


def test_ten_letters_an_hour_from_one_connection_are_enough(client, mailbox, monkeypatch):
    monkeypatch.setattr("intake.views.comeback.LETTERS_AN_HOUR_FROM_ONE_CONNECTION", 2)
    addresses = [f"/check/{begin(client)}/save/" for _ in range(3)]

    for address in addresses:
        client.post(address, {"email": "joan@home.example"})

    assert len(mailbox.letters) == 2


def test_a_new_code_takes_back_a_link_to_a_wrong_address(client, mailbox):
    key = begin(client)
    client.post(f"/check/{key}/save/", {"email": "jaon@home.example"})

    save(client, key)

    assert Client().get(link_in(mailbox.letters[0])).status_code == 410


@pytest.mark.parametrize("token", ["x", "A" * 43, "-" * 300])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_leads_nowhere_is_told_kindly(client, token, method):
    response = getattr(client, method)(f"/check/letter/{token}/")

    assert response.status_code == 410
    assert title(response).startswith("We cannot find your answers")


@pytest.mark.parametrize(
    ("host", "https", "offered"),
    [("", False, True), ("", True, False), ("mail.clinic.example", True, True)],
)
def test_a_letter_is_offered_where_it_can_be_sent(client, settings, host, https, offered):
    key = begin(client)
    settings.EMAIL_HOST, settings.HTTPS = host, https

    assert letters.can_be_sent() == offered
    assert ("email" in fields(client.get(f"/check/{key}/save/"))) == offered
    settings.HTTPS = False
    assert save(client, key)
