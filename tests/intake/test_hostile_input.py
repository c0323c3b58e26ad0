"""Whatever is sent to the public pages, the answer is a page and never a fault."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from intake.models import Submission
from tests.intake.make import CALM, make_ready, typed

pytestmark = pytest.mark.usefixtures("clinic")

PLACES = ["begin", "question/emergency", "alert/", "check/", "question/contact_page", "contact"]
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
NASTY = {
    "NUL": "Joan\0Alder",
    "controls": "".join(map(chr, range(32))),
    "bad UTF-8": b"\xff\xfe\xed\xa0\x80".decode("latin-1"),
    "right to left": "\u202e\u2066\ufeff\u200b" * 30,
    "markup": "<script>alert(1)</script>\"'>{{ 7|add:7 }}{% debug %}",
    "other digits": "٦٥١٥٥٥٠١٧٣",
    "superscript": "²³¹",
    "huge number": "9" * 5000,
    "exponent": "1e999999999",
    "not a number": "sNaN",
    "emoji": "🦵" * 300,
    "lines": "\r\n" * 1999,
}


@pytest.fixture
def at(client):
    """Return the address of a place in a journey that is ready to be sent."""
    key = make_ready(client)

    def address(place: str) -> str:
        return {"begin": "/check/begin/", "contact": "/contact/"}.get(
            place, f"/check/{key}/{place}"
        )

    return address


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY)
def test_any_text_in_every_field(client, at, nasty):
    typed_in = dict.fromkeys([*CALM, "token", "email", "csrfmiddlewaretoken", nasty], nasty)

    for place in ("begin", "question/feelings", "question/health_page", *PLACES[-2:]):
        response = client.post(at(place), typed_in)
        assert response.status_code in (302, 400, 422)
        assert b"<script>" not in response.content
    assert client.get(at("check/"), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a" * 1_000_000, FORM),
        (b"message=" + b"a" * 1_000_000, FORM),
        (b"&".join(b"f%d=1" % n for n in range(5000)), FORM),
        (b"name=%ED%A0%80&message=%00&chest_pain=%FF", FORM),
        (b"%ED%A0%80=%ED%A0%80", FORM),
        (b"&&&===;;;%%%", FORM),
        (b"name=Joan", f"{FORM}; charset=utf-16"),
        (json.dumps({"name": ["Joan"]}).encode(), "application/json"),
        (b"<name>Joan</name>", "text/xml"),
        (b"name=Joan", ""),
        (b"\0\1\2", "\u00e9/\u00e9"),
        (b"name=Joan", "multipart/form-data"),
        (b"no boundary in here", MULTIPART),
        (b'--x\r\nContent-Disposition: form-data; name="name"', MULTIPART),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n'
            b"Content-Type: text/plain\r\n\r\n" + b"a" * 1_000_000 + b"\r\n--x--\r\n",
            MULTIPART,
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n!!!!!\r\n--x--\r\n",
            MULTIPART,
        ),
    ],
)
def test_any_body(client, at, body, kind):
    strict = Client(enforce_csrf_checks=True)

    for place in PLACES:
        response = client.generic("POST", at(place), body, content_type=kind)
        strictly = strict.generic("POST", at(place), body, content_type=kind)

        assert response.status_code in (302, 400, 422)
        assert strictly.status_code in (400, 403)


@pytest.mark.parametrize("value", [["left", "right"], "no-such-code", ["left"] * 500, "LEFT", "1"])
def test_a_choice_takes_one_of_its_options_alone(client, at, value):
    response = client.post(at("question/feelings"), typed(leg=value))

    assert response.status_code == (302 if isinstance(value, list) else 422)
    assert "no-such-code" not in response.content.decode()


@pytest.mark.parametrize(
    "value", [["cramp", "no-such-code"], ["none", "cramp"], ["no-such-code"], "x" * 5000]
)
def test_several_choices_take_their_options_alone(client, at, value):
    assert client.post(at("question/feelings"), typed(symptoms=value)).status_code == 422


@pytest.mark.parametrize("value", ["yes", "True", "1", "on", "null", "true,false"])
def test_yes_or_no_is_nothing_else(client, at, value):
    assert client.post(at("question/pain"), typed(one_leg_pain_new=value)).status_code == 422


@pytest.mark.parametrize(
    "boxes",
    [
        ("13", "1", "1958"),
        ("2", "30", "1958"),
        ("4/12", "/", "1958/"),
        ("4", "12", "0000"),
        ("4", "12", "99999"),
        ("-4", "12", "1958"),
        ("²", "1", "1958"),
        ("", "", "1958"),
    ],
)
def test_a_date_is_one_that_exists(client, at, boxes):
    about = {f"date_of_birth_{number}": box for number, box in enumerate(boxes)}

    assert client.post(at("question/contact_page"), typed(**about)).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/check/%00/",
        "/check/" + "k" * 3000 + "/",
        "/check/2345678923456789/question/",
        "/check/2345678923456789/question/%00%ff%ed%a0%80",
        "/check/2345678923456789/question/../../../staff/",
        "/check/2345678923456789/question/a%3Fb%23c%25%26",
        "/check/2345678923456789/question/" + "q/" * 1500,
        "/check/2345678923456789/question/{{7|add:7}}'\";--",
        "/check/begin/alert/",
        "/check/?from=%00&from=%ed%a0%80&" + "a=1&" * 1500,
        "/check/%F0%9F%A6%B5/",
    ],
)
def test_any_address(client, address):
    for method in (client.get, client.post, client.head):
        assert method(address).status_code in (200, 404, 405, 410)


@pytest.mark.parametrize(
    "cookies",
    [
        "check_2345678923456789=; check_2345678923456789=AAAA",
        "; ".join(f"check_{n:016d}=AAAA" for n in range(300)),
        "check_=A; check_../../=B; =C; ;;; \u00e9=\u00e9",
        'check_2345678923456789="\\000\\377"; csrftoken=\x00',
    ],
)
def test_any_cookies(cookies):
    browser = Client(headers={"cookie": cookies})

    assert browser.get("/check/").status_code == 200
    assert browser.get("/check/2345678923456789/check/").status_code == 410
    assert browser.post("/check/begin/", {}).status_code == 422


def test_nothing_hostile_has_sent_anything(client, at):
    for place in PLACES:
        client.post(at(place), {"submit": "1", "reference": "BCDF-2345", "priority": "0"})

    assert Submission.objects.filter(reference="BCDF-2345").count() == 0
